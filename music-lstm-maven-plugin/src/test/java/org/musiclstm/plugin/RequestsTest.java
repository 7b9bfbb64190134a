package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.DescribeMusicRequest;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.plugin.run.GoalRun;

/** What goals do with their options, which Maven would set, before a worker is started. */
class RequestsTest {
  private static final MavenProjectHelper HELPER = unused(MavenProjectHelper.class);
  private static final ToolchainManager TOOLCHAINS = unused(ToolchainManager.class);
  private static final RepositorySystem SYSTEM = unused(RepositorySystem.class);

  @TempDir Path folder;

  private Path model;

  @BeforeEach
  void put() throws IOException {
    model = Files.writeString(folder.resolve("model.zip"), "a model");
    Files.createDirectories(folder.resolve("songs"));
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              throw new IllegalStateException(type + " is not used here");
            }));
  }

  private <T extends MusicMojo> T with(T goal, String option, Object value) {
    for (Class<?> type = goal.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(option)) {
          field.setAccessible(true);
          try {
            field.set(goal, value);
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
          return goal;
        }
      }
    }
    throw new AssertionError(goal + " has no option " + option);
  }

  private <T extends MusicMojo> T in(T goal) {
    with(goal, "buildDirectory", folder.resolve("target/music-lstm").toFile());
    return with(goal, "basedir", folder.toFile());
  }

  private <T extends ModelReadingMojo> T reading(T goal) {
    with(goal, "midiDirectory", new File("songs"));
    return with(in(goal), "modelFile", model.toFile());
  }

  private ReproduceMojo reproduce(String reproducedFile) {
    ReproduceMojo goal = reading(new ReproduceMojo(HELPER, TOOLCHAINS, SYSTEM));
    return with(goal, "reproducedFile", new File(reproducedFile));
  }

  private DescribeMojo describe(String descriptionFile) {
    DescribeMojo goal = reading(new DescribeMojo(HELPER, TOOLCHAINS, SYSTEM));
    return with(goal, "descriptionFile", new File(descriptionFile));
  }

  private ReproduceMojo reproduceMusic(String piece, String directory) {
    ReproduceMojo goal = with(reproduce("again.zip"), "piece", new File(piece));
    return with(goal, "reproducedDirectory", new File(directory));
  }

  private VerifyMojo verify(String against, String expected, String directory) {
    VerifyMojo goal = reading(new VerifyMojo(HELPER, TOOLCHAINS, SYSTEM));
    with(goal, "against", against);
    with(goal, "expectedDirectory", new File(expected));
    with(goal, "outputDirectory", new File("made"));
    return with(goal, "reproducedDirectory", new File(directory));
  }

  @Test
  void musicThatIsMadeAgainIsAskedForWhereverItIsFound() throws IOException {
    Path music = Files.createDirectories(folder.resolve("music"));

    assertThat(reproduceMusic("music", "again").request())
        .isEqualTo(
            new ReproduceMusicRequest(
                model,
                List.of(new SongFolder(folder.resolve("songs"), List.of(), List.of())),
                music,
                "piece",
                folder.resolve("again"),
                Runtime.getRuntime().availableProcessors()));
    assertThat(((ReproduceMusicRequest) verify("model", "music", "again").request()).musicOption())
        .isEqualTo("expectedDirectory");
    assertThat(with(describe("page.json"), "piece", new File("music/a.mid")).request())
        .isEqualTo(
            new DescribeMusicRequest(
                model, music.resolve("a.mid"), "piece", folder.resolve("page.json")));
    assertThatThrownBy(() -> verify("songs", "music", "again").isDoneAtOnce())
        .isInstanceOf(InputException.class)
        .hasMessage("The option against is songs, but has to be generated or model.");
  }

  @Test
  void musicThatIsMadeAgainDoesNotReplaceWhatItIsComparedWith() throws IOException {
    Files.createDirectories(folder.resolve("music"));
    for (MusicMojo goal :
        List.of(
            reproduceMusic("music", "music"),
            reproduceMusic("music", "music/again"),
            reproduceMusic("music/a.mid", "music"),
            reproduceMusic("music/a.mid", "music/a.mid"),
            verify("model", "music", "music"),
            with(describe("music/a.mid"), "piece", new File("music/a.mid")))) {
      assertThatThrownBy(() -> GoalRun.checkOutputs(goal))
          .as(goal.toString())
          .isInstanceOf(InputException.class)
          .hasMessageContaining("but has to be another file than");
    }
    GoalRun.checkOutputs(reproduceMusic("music/a.mid", "music/again"));
    GoalRun.checkOutputs(reproduceMusic("music", "again"));
  }

  private ExportMojo export(String exportFile) {
    ExportMojo goal = in(new ExportMojo(HELPER, TOOLCHAINS, SYSTEM));
    with(goal, "modelFile", model.toFile());
    with(goal, "format", "dl4j");
    return with(goal, "exportFile", new File(exportFile));
  }

  private ImportMojo imports(String importedFile) {
    ImportMojo goal = in(new ImportMojo(HELPER, TOOLCHAINS, SYSTEM));
    return with(goal, "importedFile", new File(importedFile));
  }

  @Test
  void whatIsReadIsNotReplaced() throws IOException {
    Path initial = Files.writeString(folder.resolve("initial.zip"), "another model");
    Path song = Files.writeString(folder.resolve("songs/a.mid"), "a song");
    Path machine = Files.writeString(folder.resolve("model.machine.json"), "a machine");
    Files.writeString(folder.resolve("initial.machine.json"), "a machine");
    for (MusicMojo goal :
        List.of(
            reproduce("model.zip"),
            reproduce("songs/../model.zip"),
            reproduce("songs/a.mid"),
            with(reproduce("initial.zip"), "initialModel", new File("initial.zip")),
            with(reproduce("initial"), "initialModel", new File("initial.zip")),
            reproduce("model"),
            describe("model.zip"),
            describe("model.machine.json"),
            describe("songs/a.mid"),
            export("model.zip"),
            with(imports("model.zip"), "importFile", model.toFile()),
            with(
                with(imports("initial.zip"), "importFile", model.toFile()),
                "exportedModel",
                new File("initial.zip")))) {
      assertThatThrownBy(() -> GoalRun.checkOutputs(goal))
          .as(goal.toString())
          .isInstanceOf(InputException.class)
          .hasMessageContaining("but has to be another file than");
    }
    for (Path file : List.of(model, initial, song, machine)) {
      assertThat(file).exists();
    }
    GoalRun.checkOutputs(imports("initial.zip"));
  }

  @Test
  void aPathThatTheSystemRefusesIsNamedWithItsOption() {
    File refused = new File("a\0b");
    for (String option : List.of("descriptionFile", "midiDirectory", "validationDirectory")) {
      assertThatThrownBy(() -> GoalRun.checkOutputs(with(describe("x.json"), option, refused)))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("The option " + option + " is ")
          .hasMessageContaining(", but has to be a path of this system (");
    }
  }

  @Test
  void aFileThatIsReadIsKnownByAnyName() throws IOException {
    Files.writeString(folder.resolve("songs/a.mid"), "a song");
    try {
      Files.createSymbolicLink(folder.resolve("linked.zip"), model);
      Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("songs"));
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "links are possible here");
    }

    for (MusicMojo goal :
        List.of(
            reproduce("linked.zip"),
            describe("linked/a.mid"),
            with(describe("songs/a.mid"), "midiDirectory", new File("linked")))) {
      assertThatThrownBy(() -> GoalRun.checkOutputs(goal))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("but has to be another file than");
    }
    GoalRun.checkOutputs(describe("linked/b.json"));
  }

  @Test
  void theFolderOfSongsIsKnownByAnyName() {
    try {
      Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("songs"));
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "links are possible here");
    }

    for (List<String> names : List.of(List.of("songs", "linked"), List.of("linked", "songs"))) {
      File songs = new File(names.get(0));
      File output = new File(names.get(1), "new/music");
      EncodeMojo encode = in(new EncodeMojo(HELPER, TOOLCHAINS, SYSTEM));
      with(with(encode, "midiDirectory", songs), "includes", List.of("**"));
      GenerateMojo generate = reading(new GenerateMojo(HELPER, TOOLCHAINS, SYSTEM));
      with(with(generate, "midiClassifier", "midi"), "engine", "jvm");
      with(with(generate, "pieceName", "piece-%03d"), "pieces", 8);
      for (MusicMojo goal :
          List.of(
              with(encode, "tensorDirectory", output),
              with(with(generate, "midiDirectory", songs), "outputDirectory", output))) {
        assertThatThrownBy(goal::request)
            .isInstanceOf(InputException.class)
            .hasMessageContaining("but has to be outside of the songs in " + songs);
      }
    }
  }

  @Test
  void aFolderAmongTheSongsThatIsNotSearchedCanBeWrittenTo() {
    EncodeMojo goal = in(new EncodeMojo(HELPER, TOOLCHAINS, SYSTEM));
    with(goal, "midiDirectory", new File("songs"));
    with(goal, "includes", List.of("**"));
    with(goal, "tensorDirectory", new File("songs/tensors"));

    GoalRun.checkOutputs(with(goal, "excludes", List.of("tensors/**")));
  }

  @Test
  void musicDoesNotTakeThePlaceOfTheModel() {
    GenerateMojo goal = reading(new GenerateMojo(HELPER, TOOLCHAINS, SYSTEM));
    with(goal, "midiClassifier", "midi");

    assertThatThrownBy(() -> GoalRun.checkOutputs(with(goal, "outputDirectory", model.toFile())))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option outputDirectory is model.zip, but has to be another");
  }

  @Test
  void checkRemovesItsOldReportsButNothingThatIsRead() throws IOException {
    Path report = Files.writeString(folder.resolve("check.json"), "an old report");
    CheckMojo goal = reading(new CheckMojo(HELPER, TOOLCHAINS, SYSTEM));
    with(goal, "checkFile", report.toFile());
    with(goal, "junitFile", new File("TEST.xml"));

    goal.removeOldResults();

    assertThat(report).doesNotExist();
    with(goal, "junitFile", model.toFile());
    assertThatThrownBy(goal::removeOldResults)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option junitFile is model.zip, but has to be another file");
    assertThat(model).exists();
  }

  @Test
  void bothModelFileAndModelArtifactAreRefused() {
    ExportMojo goal = with(export("out.zip"), "modelArtifact", "a:b:1");

    assertThatThrownBy(goal::request).hasMessageContaining("Remove one of them");
  }

  @Test
  void anImportNamesTheFile() {
    ImportMojo goal = with(imports("out/new.zip"), "importFile", new File("in/network.zip"));

    assertThat(goal.announcement())
        .isEqualTo(
            "Importing the network of Deeplearning4j in "
                + Path.of("in/network.zip")
                + "; the model goes to "
                + Path.of("out/new.zip"));
    assertThatThrownBy(imports("out/new.zip")::request)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("There is nothing to import: set importFile");
  }

  @Test
  void anEngineThatCannotTuneIsRefusedBeforeWhatItCannotTune() {
    TuneMojo goal = in(new TuneMojo(HELPER, TOOLCHAINS, SYSTEM));
    with(goal, "tuneFile", new File("tuning.xml"));
    with(goal, "tuneReportFile", new File("tuning.json"));
    with(goal, "output", "autoregressive");

    assertThatThrownBy(with(goal, "engine", "dl4j")::request)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The engine dl4j cannot tune: ");
    assertThatThrownBy(with(goal, "engine", "cuda")::request)
        .hasMessage("The option engine is cuda, but has to be jvm or dl4j.");
  }
}
