package org.musiclstm.plugin.uptodate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.generation.GenerationOptions;
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
  void everyChangeIsReportedByName() throws IOException {
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
  void librariesOfThePluginAreReportedByTheNamesOfTheirFiles() throws IOException {
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
  void aFileThatAnOptionNamesIsReportedOnce() {
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
  void anEncodingIsAmongTheInputsByItsOptions() {
    Inputs before = encoding(Encoding.DEFAULT);
    List<PartEncoding> parts = Encoding.DEFAULT.parts();

    assertThat(encoding(new Encoding(Grid.beats(4), true, parts)).changesSince(before))
        .containsExactly("option transpose none \u2192 key");
    assertThat(
            training(
                    TrainingOptions.DEFAULT.with(
                        Regularisation.TRANSPOSE_RANGE, new ShiftRange(-2, 3)))
                .changesSince(before))
        .containsExactly(
            "option transpose none \u2192 augment", "option transposeRange none \u2192 -2..3");
    assertThat(encoding(new Encoding(Grid.time(20), false, parts)).changesSince(before))
        .containsExactly(
            "option stepsPerQuarter 4 \u2192 none", "option timeGrid none \u2192 20ms");
    assertThat(encoding(new Encoding(4, 30, 108, Planes.SOUNDING)).changesSince(before))
        .containsExactly(
            "option lowestPitch 21 \u2192 30", "option planes sounding,onset \u2192 sounding");
    assertThat(
            encoding(
                    new Encoding(
                        Grid.beats(4),
                        false,
                        PartsText.parse("bass: programs 32-39", Planes.SOUNDING_ONSET, 21, 108)))
                .changesSince(before))
        .hasSize(4)
        .anyMatch(change -> change.startsWith("option parts none \u2192 bass: programs 32-39"));
  }

  @Test
  void howIsTrainedIsAmongTheInputsAsUsersWriteIt() {
    TrainingOptions chained = TrainingOptions.DEFAULT;
    TrainingOptions independent = chained.with(NetworkOptions.OUTPUT, NetworkOptions.INDEPENDENT);

    assertThat(training(independent).changesSince(training(chained)))
        .containsExactly(
            "option nadeUnits 64 \u2192 none", "option output autoregressive \u2192 independent");
    assertThat(
            training(independent.with(EngineName.OPTION, EngineName.DL4J))
                .changesSince(training(independent)))
        .containsExactly("option engine jvm \u2192 dl4j");
    assertThat(training(chained.with(Learning.LOSS, Loss.BCE)).changesSince(training(chained)))
        .containsExactly("option loss mse \u2192 bce");
    assertThat(
            training(
                    chained
                        .with(Regularisation.WEIGHT_DROPOUT, 0.25)
                        .with(Regularisation.NOTE_DROPOUT, 0.0))
                .changesSince(training(chained)))
        .containsExactly(
            "option noteDropout auto \u2192 0", "option weightDropout auto \u2192 0.25");
  }

  @Test
  void whatDecidesNothingIsNoInput() {
    assertThat(training(TrainingOptions.DEFAULT).values())
        .containsEntry("option hiddenUnits", "1024")
        .containsEntry("option engine", "jvm")
        .containsKeys("option strict", "option failOnUnreadable", "option outputTimestamp")
        .doesNotContainKeys(
            "option transposeRange",
            "option checkpointEvery",
            "option threads",
            "option cache",
            "option modelFile");
  }

  private static Inputs training(TrainingOptions options) {
    return inputs(Encoding.DEFAULT, options);
  }

  private static Inputs encoding(Encoding encoding) {
    return inputs(encoding, TrainingOptions.DEFAULT);
  }

  private static Inputs inputs(Encoding encoding, TrainingOptions options) {
    Path anywhere = Path.of("anywhere");
    TrainRequest request =
        new TrainRequest(
            new SongSource(
                new SongFolder(anywhere, List.of(), List.of()), List.of(), false, false, encoding),
            options,
            List.of(),
            anywhere,
            anywhere,
            new TrainRequest.Cache(true, anywhere, 1, true),
            TrainRequest.Limits.NONE,
            "1980-01-01T00:00:00Z",
            2);
    return new Inputs.Builder().options(request.decisive()).build();
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
            List.of(new SongFolder(songs, List.of(), List.of())),
            GenerationOptions.DEFAULT.with(Sampling.TEMPERATURE, temperature),
            Path.of("music"),
            Path.of("midi.zip"),
            2);
    return new Inputs.Builder().options(request.decisive()).build();
  }

  @Test
  void everyOptionOfTheMusicIsAnInput() {
    assertThat(sampled(0.5).values().keySet())
        .containsAll(
            GenerationOptions.OPTIONS.options().stream().map(name -> "option " + name).toList())
        .hasSize(GenerationOptions.OPTIONS.options().size() + 2);
    assertThat(sampled(0.5).values())
        .containsEntry("option temperature", "0.5")
        .containsEntry("option engine", "jvm")
        .containsEntry("option pieceName", "piece-%03d.mid")
        .containsEntry("option minProbability", "0.0001");
  }
}
