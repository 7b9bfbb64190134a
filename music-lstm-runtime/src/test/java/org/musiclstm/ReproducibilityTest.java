package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Generator;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.PieceLength;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.PieceOrigins;
import org.musiclstm.generation.Primer;
import org.musiclstm.generation.Sampling;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Loss;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingPlan;

/** The same MIDI files, options and seed give the same bytes, whatever runs them. */
class ReproducibilityTest {
  /** The golden bytes stay when a version rises. */
  private static final Provenance.Making MAKING =
      new Provenance.Making("any version", "4.3.2", Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;

  /** Puts songs into a folder. */
  private Path songs() throws IOException {
    Path songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors =
        RandomSongs.tensors(7, RandomSongs.ENCODING, 40, 33, 64, 12, 51, 24, 40);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve("song " + n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
    return songs;
  }

  /** From MIDI files to a model file and new MIDI files; the hash of all their bytes. */
  private static String run(Path songs, Path work, Kernel kernel, int threads, int iterations)
      throws IOException {
    return run(songs, work, kernel, threads, new Size(iterations, 70, 24));
  }

  /**
   * How much is done.
   *
   * @param iterations of each training
   * @param units of each hidden layer
   * @param steps of each piece; an autoregressive one, which takes long, has a quarter of them
   */
  private record Size(int iterations, int units, int steps) {
    int layers() {
      return units > 16 ? 2 : 1;
    }
  }

  private static String run(Path songs, Path work, Kernel kernel, int threads, Size size)
      throws IOException {
    Split split =
        Split.byShare(
            CorpusReader.read(
                    new SongFolder(songs, List.of(), List.of()), RandomSongs.ENCODING, true)
                .songs(),
            0.3);
    SmallTraining plain =
        SmallTraining.DEFAULT
            .units(size.units)
            .hiddenLayers(size.layers())
            .iterations(size.iterations)
            .batchSize(4)
            .windowSteps(16)
            .validateEvery(6);
    SmallTraining rich = plain.nadeUnits(7).dropout(0.3, 0.5, 0.2).learning(Loss.BCE, 1e-2, 0.9);
    Fingerprint print = new Fingerprint();
    for (SmallTraining training : List.of(plain, rich)) {
      TrainingPlan plan =
          new TrainingPlan(RandomSongs.ENCODING, training.options(), split, List.of())
              .madeBy(MAKING);
      run(
          plan,
          split.validation().get(0).tensor(),
          work,
          kernel,
          threads,
          training.equals(plain) ? size.steps : size.steps / 4,
          print);
    }
    return print.hex();
  }

  private static void run(
      TrainingPlan plan,
      NoteTensor primer,
      Path work,
      Kernel kernel,
      int threads,
      int steps,
      Fingerprint print)
      throws IOException {
    Path file = work.resolve("model.zip");
    try (Workers workers = new Workers(threads)) {
      ModelFile.write(file, plan.model(plan.start(kernel, workers, List.of()).run(() -> false)));
      MusicModel model = ModelFile.read(file);
      List<Primer> primers = new ArrayList<>(Collections.nCopies(2, silence(model)));
      primers.add(Primer.beginning("x", "5a".repeat(32), primer, 8));
      print.add("model", Sha256.of(Files.readAllBytes(file)));
      for (double temperature : new double[] {0.8, 1}) {
        GenerationOptions options =
            GenerationOptions.DEFAULT.with(
                Sampling.DEFAULT.with(Sampling.TEMPERATURE, temperature));
        List<Piece> pieces =
            new Generator(model, kernel, workers)
                .generate(primers, PieceLength.of(steps), options.sampling(), 3, () -> false);
        Map<String, byte[]> files = encode(pieces, model, options);
        files.forEach((name, bytes) -> print.add(name, Sha256.of(bytes)));
        PieceFiles.write(files, PieceName.DEFAULT, work.resolve("music"), work.resolve("midi.zip"));
        print.add("archive", Sha256.of(Files.readAllBytes(work.resolve("midi.zip"))));
      }
    }
  }

  private static Map<String, byte[]> encode(
      List<Piece> pieces, MusicModel model, GenerationOptions options) {
    return PieceFiles.encode(
        pieces, model.style(), PieceOrigins.of(model, options, EngineName.JVM));
  }

  private static Primer silence(MusicModel model) {
    return Primer.silence(model.encoding());
  }

  @Test
  void kernelsAndThreadsDoNotChangeAByte() throws IOException {
    Path songs = songs();
    String expected = run(songs, folder, Kernels.scalar(), 1, 24);
    for (int threads : new int[] {1, 2, 3, 7}) {
      assertThat(run(songs, folder, Kernels.vector(), threads, 24))
          .as("%s threads", threads)
          .isEqualTo(expected);
    }
    assertThat(run(songs, folder, Kernels.scalar(), 3, 24)).isEqualTo(expected);
    assertThat(run(songs, folder, Kernels.scalar(), 1, 23)).isNotEqualTo(expected);
  }

  @Test
  void norDoTheyWhereThereArePartsVelocitiesAndMovedSongs() throws IOException {
    Path songs = Files.createDirectories(folder.resolve("band"));
    Random random = new Random(5);
    for (int n = 0; n < 6; n++) {
      Files.write(songs.resolve(n + ".mid"), band(random));
    }
    Encoding encoding =
        new Encoding(
            Grid.beats(2),
            true,
            PartsText.parse(
                "lead: programs 80; drums; rest: rest, planes sounding",
                Planes.SOUNDING_ONSET_VELOCITY,
                50,
                75));
    String expected = runBand(songs, encoding, Kernels.scalar(), 1);

    assertThat(runBand(songs, encoding, Kernels.vector(), 1)).isEqualTo(expected);
    assertThat(runBand(songs, encoding, Kernels.vector(), 3)).isEqualTo(expected);
  }

  private static byte[] band(Random random) {
    List<Part> parts = new ArrayList<>();
    for (int[] part : new int[][] {{0, 80, 55}, {9, 0, 36}, {1, 33, 50}}) {
      List<Note> notes = new ArrayList<>();
      for (int step = 0; step < 30; step += 1 + random.nextInt(2)) {
        notes.add(new Note(step * 10L, 10, part[2] + random.nextInt(15), 1 + random.nextInt(127)));
      }
      parts.add(new Part("", part[0], part[1], notes));
    }
    return MidiWriter.write(new Score(20, parts, List.of(), List.of(), 300), List.of());
  }

  private String runBand(Path songs, Encoding encoding, Kernel kernel, int threads)
      throws IOException {
    Split split =
        Split.byShare(
            CorpusReader.read(new SongFolder(songs, List.of(), List.of()), encoding, true).songs(),
            0.3);
    TrainingPlan plan =
        new TrainingPlan(
            encoding,
            SmallTraining.DEFAULT
                .units(20)
                .iterations(15)
                .nadeUnits(66)
                .moved(new ShiftRange(-3, 3)),
            split,
            List.of());
    Path file = folder.resolve("band.zip");
    try (Workers workers = new Workers(threads)) {
      ModelFile.write(file, plan.model(plan.start(kernel, workers, List.of()).run(() -> false)));
      MusicModel model = ModelFile.read(file);
      assertThat(model.encoding()).isEqualTo(encoding);
      assertThat(model.provenance().options())
          .containsEntry("transpose", "key")
          .containsEntry("transposeRange", "-3..3")
          .containsKey("parts");
      List<Piece> pieces =
          new Generator(model, kernel, workers)
              .generate(
                  List.of(
                      silence(model),
                      Primer.beginning(
                          "x", "5a".repeat(32), split.validation().get(0).tensor(), 6)),
                  PieceLength.of(40),
                  Sampling.DEFAULT.with(Sampling.TEMPERATURE, 1.0),
                  3,
                  () -> false);
      Fingerprint print = new Fingerprint();
      print.add("model", Sha256.of(Files.readAllBytes(file)));
      for (byte[] piece : encode(pieces, model, GenerationOptions.DEFAULT).values()) {
        assertThat(MidiReader.read(piece, "piece").score().parts())
            .extracting(Part::name)
            .containsExactly("lead", "drums", "rest");
        print.add("piece", Sha256.of(piece));
      }
      return print.hex();
    }
  }

  /**
   * What this version makes. A change of it is a change of the bytes that every user gets: it may
   * only happen on purpose, and raises {@link org.musiclstm.model.ModelFile#FORMAT}.
   */
  private static final String GOLDEN =
      "fe7d0973043a9b54946fc3f30d57ff796bfdb3036a8769159ef24e2b8ebaea2f";

  @Test
  void theBytesAreThoseOfEveryOtherMachine() throws IOException {
    assertThat(run(songs(), folder, Kernels.best(), 2, 24)).isEqualTo(GOLDEN);
  }

  @Test
  void lanesJitsAndMissingInstructionsDoNotChangeAByte() throws Exception {
    check(
        new Size(4, 70, 8),
        List.of("-XX:MaxVectorSize=16"),
        List.of("-XX:MaxVectorSize=32"),
        List.of("-XX:MaxVectorSize=64"),
        List.of("-XX:TieredStopAtLevel=1", "-Dmusic-lstm.kernel=vector"),
        List.of("-XX:TieredStopAtLevel=1", "-Dmusic-lstm.kernel=scalar"),
        List.of("-XX:-UseSuperWord", "-Dmusic-lstm.kernel=scalar"));
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void olderProcessorsDoNotChangeAByte() throws Exception {
    check(
        new Size(4, 70, 8),
        List.of("-XX:UseAVX=2"),
        List.of("-XX:UseAVX=1"),
        List.of("-XX:UseAVX=0"),
        List.of("-XX:-UseFMA"));
  }

  @Test
  void theInterpreterDoesNotChangeAByte() throws Exception {
    check(
        new Size(1, 3, 4),
        List.of("-Xint", "-Dmusic-lstm.kernel=scalar"),
        List.of("-Xint", "-Dmusic-lstm.kernel=vector"));
  }

  @Test
  void localesTimeZonesCharsetsAndFoldersDoNotChangeAByte() throws Exception {
    check(
        new Size(4, 16, 8),
        List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kolkata"),
        List.of("-Duser.language=ar", "-Duser.timezone=Pacific/Apia", "-Dfile.encoding=UTF-16"),
        List.of("-Duser.language=th", "-Duser.country=TH", "-Dfile.encoding=ISO-8859-1"));
  }

  @Test
  void aLoadedMachineDoesNotChangeAByte() throws IOException {
    Path songs = songs();
    String expected = run(songs, folder, Kernels.vector(), 1, 12);
    AtomicBoolean over = new AtomicBoolean();
    for (int n = 0; n < 2 * Runtime.getRuntime().availableProcessors(); n++) {
      Thread thread =
          new Thread(
              () -> {
                while (!over.get()) {
                  Thread.onSpinWait();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    try {
      assertThat(run(songs, folder, Kernels.vector(), 7, 12)).isEqualTo(expected);
    } finally {
      over.set(true);
    }
  }

  @Test
  void everyJdkThatStandsBesideThisOneMakesTheSameBytes() throws Exception {
    List<Path> others = otherJdks();
    assumeFalse(others.isEmpty(), "another JDK from 17 on has to stand beside this one");
    Path songs = songs();
    Size size = new Size(4, 70, 8);
    String expected = run(songs, folder, Kernels.vector(), 2, size);
    for (Path home : others) {
      Path work = Files.createDirectories(folder.resolve(home.getFileName().toString()));
      assertChild(start(home, List.of(), songs, work, size), work, expected, home.toString());
    }
  }

  private static List<Path> otherJdks() throws IOException {
    Path mine = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> others = new ArrayList<>();
    try (Stream<Path> homes = Files.list(mine.getParent())) {
      for (Path home : homes.sorted().toList()) {
        Path release = home.resolve("release");
        if (Files.isSymbolicLink(home) || home.equals(mine) || !Files.isRegularFile(release)) {
          continue;
        }
        Matcher version =
            Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(Files.readString(release));
        if (version.find() && Integer.parseInt(version.group(1)) >= 17) {
          others.add(home);
        }
      }
    }
    return others;
  }

  /** Runs the program once for each list of options, and compares with what this JVM makes. */
  @SafeVarargs
  private void check(Size size, List<String>... cases) throws Exception {
    Path songs = songs();
    String expected = run(songs, folder, Kernels.vector(), 2, size);
    for (int n = 0; n < cases.length; n++) {
      Path work = Files.createDirectories(folder.resolve("case " + n));
      Path home = Path.of(System.getProperty("java.home"));
      ChildJvm child = start(home, cases[n], songs, work, size);
      assertChild(child, work, expected, cases[n].toString());
    }
  }

  private static ChildJvm start(Path home, List<String> options, Path songs, Path work, Size size)
      throws IOException {
    return ChildJvm.start(
        home,
        work.resolve("output.txt"),
        options,
        Program.class,
        songs.toString(),
        work.toString(),
        Integer.toString(size.iterations),
        Integer.toString(size.units),
        Integer.toString(size.steps));
  }

  private static void assertChild(ChildJvm child, Path work, String expected, String name)
      throws Exception {
    int code = child.exitCode();
    assertThat(code).as("%s: %s", name, child.output()).isZero();
    assertThat(work.resolve("hash.txt")).as(name).hasContent(expected);
  }

  /** What the child JVMs run. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Path work = Path.of(arguments[1]);
      Size size =
          new Size(
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4]));
      String hash = run(Path.of(arguments[0]), work, Kernels.best(), 2, size);
      Files.writeString(work.resolve("hash.txt"), hash);
    }
  }

  @Test
  void theOrderInWhichFilesWereMadeAndTheirTimesDoNotMatter() throws IOException {
    Path songs = songs();
    Path others = Files.createDirectories(folder.resolve("others"));
    List<Path> files;
    try (Stream<Path> found = Files.list(songs)) {
      files = found.sorted(Collections.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.write(others.resolve(file.getFileName().toString()), Files.readAllBytes(file));
    }

    assertThat(run(others, folder, Kernels.vector(), 2, 4))
        .isEqualTo(run(songs, folder, Kernels.vector(), 2, 4));
  }
}
