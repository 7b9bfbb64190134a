package org.musiclstm.plugin.uptodate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceForm;
import org.musiclstm.generation.Sampling;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Loss;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.training.Learning;
import org.musiclstm.training.NetworkOptions;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.exchange.GenerateRequest;

class MadeTest {
  private static final long TERABYTE = 1L << 40;

  @TempDir Path folder;

  private Path songs;
  private Path output;
  private Made made;

  @BeforeEach
  void put() throws IOException {
    songs = Files.createDirectories(folder.resolve("songs"));
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
      Files.writeString(songs.resolve(name + ".mid"), "the notes of " + name);
    }
    output = Files.writeString(folder.resolve("model.zip"), "a model");
    made =
        new Made(
            folder.resolve("work").resolve("made.json"),
            path -> folder.relativize(path).toString());
  }

  private Inputs inputs(int units, int format) {
    return new Inputs.Builder()
        .value("option hiddenUnits", units)
        .value("runtime format", format)
        .songs("MIDI file", new SongFolder(songs, List.of(), List.of()), "midiDirectory")
        .build();
  }

  private List<String> reasons(int units, int format) {
    return made.reasons(inputs(units, format), List.of(output));
  }

  @Test
  void whatWasNeverMadeHasToBeMade() {
    assertThat(reasons(512, 3))
        .containsExactly("nothing is on record of an earlier run of this execution");
  }

  @Test
  void whatIsThereIsNotMadeAgain() {
    made.remember(inputs(512, 3), List.of(output), "");

    assertThat(reasons(512, 3)).isEmpty();
  }

  @Test
  void everyChangeIsToldByName() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");

    assertThat(reasons(1024, 4))
        .containsExactly("option hiddenUnits 512 \u2192 1024", "runtime format 3 \u2192 4");
    Files.writeString(songs.resolve("b.mid"), "other notes");
    Files.writeString(songs.resolve("a.mid"), "other notes");
    assertThat(reasons(512, 3)).containsExactly("2 MIDI files changed: a.mid, b.mid");
    Files.delete(songs.resolve("c.mid"));
    Files.writeString(songs.resolve("new.mid"), "new notes");
    Files.move(songs.resolve("d.mid"), songs.resolve("z.mid"));
    assertThat(reasons(512, 3))
        .containsExactly(
            "2 MIDI files changed: a.mid, b.mid",
            "1 MIDI file added: new.mid",
            "1 MIDI file removed: c.mid",
            "1 MIDI file renamed: d.mid \u2192 z.mid");
  }

  @Test
  void filesThatCameIntoUseAreNotSaidToBeNewNorThoseOutOfUseToBeGone() {
    Inputs without = new Inputs.Builder().value("option candidates", 1).build();
    Inputs with =
        new Inputs.Builder()
            .value("option candidates", 4)
            .songsIfAny("src/main/midi", new SongFolder(songs, List.of(), List.of()))
            .build();

    assertThat(with.changesSince(without))
        .containsExactly(
            "7 MIDI files of src/main/midi are used now", "option candidates 1 \u2192 4");
    assertThat(without.changesSince(with))
        .containsExactly(
            "7 MIDI files of src/main/midi are no longer used", "option candidates 4 \u2192 1");
  }

  @Test
  void librariesOfThePluginAreToldByTheNamesOfTheirFiles() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("repository/org/example"));
    Inputs.Builder more = new Inputs.Builder();
    Inputs.Builder one = new Inputs.Builder();
    for (String name : List.of("d", "b", "c", "a", "e")) {
      Path library = Files.writeString(repository.resolve(name + "-1.jar"), name);
      more.library(library);
      if (name.equals("c")) {
        one.library(library);
      }
    }
    Inputs before = one.build();

    assertThat(more.build().changesSince(before))
        .containsExactly("4 libraries of the plugin added: a-1.jar, b-1.jar, d-1.jar and 1 more");
    Path library = Files.writeString(repository.resolve("c-1.jar"), "another");
    assertThat(new Inputs.Builder().library(library).build().changesSince(before))
        .containsExactly("1 library of the plugin changed: c-1.jar");
  }

  @Test
  void aFileThatAnOptionNamesIsToldOnce() {
    Inputs none = new Inputs.Builder().value("option primer", "none").build();
    Inputs first = primer("a.mid");

    assertThat(first.changesSince(none)).containsExactly("option primer none \u2192 a.mid");
    assertThat(none.changesSince(first)).containsExactly("option primer a.mid \u2192 none");
    assertThat(primer("b.mid").changesSince(first))
        .containsExactly("option primer a.mid \u2192 b.mid");
  }

  private Inputs primer(String name) {
    return new Inputs.Builder()
        .value("option primer", name)
        .file("primer", name, songs.resolve(name))
        .build();
  }

  /** Makes a file of a terabyte that takes no room, or skips the test. */
  private static Path sparse(Path file) throws IOException {
    assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "files are sparse here");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(TERABYTE);
    } catch (IOException e) {
      assumeTrue(false, "files of this length are possible here");
    }
    return file;
  }

  @Test
  void filesBeyondWhatTheirReaderReadsAreNotReadEither() throws IOException {
    Path model = sparse(folder.resolve("sparse.zip"));
    sparse(songs.resolve("sparse.mid"));

    Inputs inputs =
        new Inputs.Builder()
            .songs("MIDI file", new SongFolder(songs, List.of(), List.of()), "midiDirectory")
            .song("primer", "sparse", songs.resolve("sparse.mid"))
            .model("model", "sparse", model)
            .build();

    assertThat(inputs.files().get("MIDI file"))
        .hasSize(8)
        .containsEntry("sparse.mid", "more than 16777216 bytes");
    assertThat(inputs.files().get("primer")).containsValue("more than 16777216 bytes");
    assertThat(inputs.files().get("model")).containsValue("no model");
  }

  @Test
  void anOutputOfAnotherSizeIsNotReadToSeeThatItIsAnother() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    sparse(output);

    assertThat(reasons(512, 3)).containsExactly("model.zip is not as this execution made it");
  }

  @Test
  void songsWhoseNamesAreTheSameInUnicodeAreBothInputs() throws IOException {
    Path composed = folder.resolve("composed/f\u00FCr.mid");
    Path decomposed = folder.resolve("composed/fu\u0308r.mid");
    Files.createDirectories(composed.getParent());
    Files.writeString(composed, "one");
    assumeTrue(!Files.exists(decomposed), "the file system distinguishes forms of Unicode");
    Files.writeString(decomposed, "other");

    assertThat(
            new Inputs.Builder()
                .songs(
                    "MIDI file",
                    new SongFolder(composed.resolveSibling("").normalize(), List.of(), List.of()),
                    "midiDirectory")
                .build()
                .files()
                .get("MIDI file"))
        .hasSize(2);
  }

  @Test
  void ofManyFilesSomeAreNamed() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
      Files.writeString(songs.resolve(name + ".mid"), "more notes of " + name);
    }

    assertThat(reasons(512, 3))
        .containsExactly("7 MIDI files changed: a.mid, b.mid, c.mid, d.mid, e.mid and 2 more");
  }

  @Test
  void aDamagedOrMissingOutputIsMadeAgain() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    Files.writeString(output, "half a mod");
    assertThat(reasons(512, 3)).containsExactly("model.zip is not as this execution made it");
    Files.delete(output);
    assertThat(reasons(512, 3)).containsExactly("model.zip is missing");
    assertThat(made.reasons(inputs(512, 3), List.of(output, folder.resolve("other"))))
        .containsExactly("2 files are missing: model.zip, other");
    List<Path> pieces = IntStream.range(1, 9).mapToObj(n -> folder.resolve(n + ".mid")).toList();
    assertThat(made.reasons(inputs(512, 3), pieces))
        .containsExactly("8 files are missing: 1.mid, 2.mid, 3.mid, 4.mid, 5.mid and 3 more");
  }

  @Test
  void whatIsUnfinishedGoesOn() {
    made.remember(inputs(512, 3), List.of(output), "the time was up");

    assertThat(reasons(512, 3)).containsExactly("the time was up");
  }

  @Test
  void whatBeganAndDidNotEndIsMadeAgain() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    made.begin();
    assertThat(reasons(512, 3)).containsExactly("the last build did not finish it");
    assertThat(reasons(513, 3))
        .containsExactly("option hiddenUnits 512 \u2192 513", "the last build did not finish it");

    made.remember(inputs(512, 3), List.of(output), "");
    Path file = folder.resolve("work").resolve("made.json");
    for (String content : List.of("", "{", "{}", "null", "[1]")) {
      Files.writeString(file, content);
      assertThat(reasons(512, 3)).as(content).hasSize(1);
    }
  }

  @Test
  void anEncodingIsToldByItsOptions() {
    Inputs before = encoding(Encoding.DEFAULT, ShiftRange.NONE);
    List<PartEncoding> parts = Encoding.DEFAULT.parts();

    assertThat(
            encoding(new Encoding(Grid.beats(4), true, parts), ShiftRange.NONE)
                .changesSince(before))
        .containsExactly("option transpose none \u2192 key");
    assertThat(encoding(Encoding.DEFAULT, new ShiftRange(-2, 3)).changesSince(before))
        .containsExactly(
            "option transpose none \u2192 augment", "option transposeRange none \u2192 -2..3");
    assertThat(
            encoding(new Encoding(Grid.time(20), false, parts), ShiftRange.NONE)
                .changesSince(before))
        .containsExactly(
            "option stepsPerQuarter 4 \u2192 none", "option timeGrid none \u2192 20ms");
    assertThat(
            encoding(new Encoding(4, 30, 108, Planes.SOUNDING), ShiftRange.NONE)
                .changesSince(before))
        .containsExactly(
            "option lowestPitch 21 \u2192 30", "option planes sounding,onset \u2192 sounding");
    assertThat(
            encoding(
                    new Encoding(
                        Grid.beats(4),
                        false,
                        PartsText.parse("bass: programs 32-39", Planes.SOUNDING_ONSET, 21, 108)),
                    ShiftRange.NONE)
                .changesSince(before))
        .hasSize(4)
        .anyMatch(change -> change.startsWith("option parts none \u2192 bass: programs 32-39"));
  }

  @Test
  void allThatAnEncodingConsistsOfIsAmongTheInputs() {
    // What is added here has to be told by Inputs.Builder.encoding too.
    assertThat(Encoding.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactly("grid", "commonKey", "parts");
  }

  @Test
  void whatIsLearntHowIsToldByItsOptionsAsUsersWriteThem() {
    TrainingOptions chained = TrainingOptions.DEFAULT;
    TrainingOptions independent = chained.with(NetworkOptions.of(1024, 1, "independent", 64));
    Regularisation shares = new Regularisation(0.3, 0.25, 0, ShiftRange.NONE);
    Learning learning = new Learning(Loss.BCE, 4e-3, 0.9, 1e-8, 1, 0.998);

    assertThat(training(independent).changesSince(training(chained)))
        .containsExactly(
            "option chainUnits 64 \u2192 none", "option output chained \u2192 independent");
    assertThat(training(independent.with(EngineName.DL4J)).changesSince(training(independent)))
        .containsExactly("option engine jvm \u2192 dl4j");
    assertThat(training(chained.with(learning)).changesSince(training(chained)))
        .containsExactly("option loss mse \u2192 bce");
    assertThat(training(chained.with(shares)).changesSince(training(chained)))
        .containsExactly(
            "option noteDropout auto \u2192 0", "option weightDropout auto \u2192 0.25");
  }

  @Test
  void aRangeOfShiftsIsNotToldTwice() {
    assertThat(training(TrainingOptions.DEFAULT).values())
        .containsEntry("option hiddenUnits", "1024")
        .doesNotContainKeys("option transposeRange", "option checkpointEvery");
  }

  private static Inputs training(TrainingOptions options) {
    return new Inputs.Builder().training(options).build();
  }

  private static Inputs encoding(Encoding encoding, ShiftRange moved) {
    return new Inputs.Builder().encoding(encoding, moved).build();
  }

  @Test
  void numbersThatDifferHoweverLittleAreTwo() {
    assertThat(sampled(0.80000000001).changesSince(sampled(0.8)))
        .containsExactly("option temperature 0.8 \u2192 0.80000000001");
    assertThat(sampled(0.8).changesSince(sampled(0.8))).isEmpty();
  }

  private Inputs sampled(double temperature) {
    GenerateRequest request =
        new GenerateRequest(
            Path.of("model.zip"),
            List.of(),
            new GenerationOptions(
                3,
                1,
                PieceForm.DEFAULT,
                Sampling.DEFAULT.withTemperature(temperature),
                GenerationOptions.PRIMER_NONE,
                2,
                7),
            Path.of("music"),
            Path.of("midi.zip"),
            2);
    return new Inputs.Builder().request(request, Set.of("goal")).build();
  }

  @Test
  void everyComponentOfARequestThatIsNotTakenOutIsAnInput() {
    GenerateRequest request =
        new GenerateRequest(
            Path.of("model.zip"),
            List.of(new SongFolder(songs, List.of(), List.of())),
            new GenerationOptions(
                3,
                1,
                PieceForm.DEFAULT.withBars(4),
                Sampling.DEFAULT.withTemperature(0.5),
                GenerationOptions.PRIMER_NONE,
                2,
                7),
            Path.of("music"),
            Path.of("midi.zip"),
            2);

    Inputs inputs =
        new Inputs.Builder()
            .request(
                request,
                Set.of("goal", "modelFile", "songs", "outputDirectory", "archiveFile", "threads"))
            .build();

    assertThat(inputs.values())
        .containsOnlyKeys(
            "option bars",
            "option candidates",
            "option density",
            "option engine",
            "option key",
            "option length",
            "option longestDrone",
            "option longestSilence",
            "option maxNotes",
            "option metre",
            "option minNotes",
            "option minProbability",
            "option pieceName",
            "option pieces",
            "option primer",
            "option primerBars",
            "option seed",
            "option temperature",
            "option tempo");
    assertThat(inputs.values())
        .containsEntry("option temperature", "0.5")
        .containsEntry("option engine", "jvm")
        .containsEntry("option minProbability", "0.0001");
  }
}
