package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.WholeFile;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.exchange.CheckRequest;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.PieceOrigins;
import org.musiclstm.generation.Primer;
import org.musiclstm.generation.Sampling;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.EngineName;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.NoteTensor;

class CheckJobTest {
  private static final int PITCHES = RandomSongs.ENCODING.rows();

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private BooleanSupplier stop = () -> false;
  private Path songs;
  private Path pieces;
  private Path modelFile;
  private Path json;
  private Path xml;
  private MusicModel model;
  private List<NoteTensor> tensors;

  @BeforeEach
  void train() throws IOException {
    songs = folder.resolve("songs");
    pieces = Files.createDirectories(folder.resolve("pieces"));
    modelFile = folder.resolve("model.zip");
    json = folder.resolve("out/check.json");
    xml = folder.resolve("out/TEST-music-lstm.xml");
    tensors = TrainedSongs.write(songs, 1, 64, 70, 68, 72, 66, 74, 80, 78, 76, 90);
    model = TrainedSongs.train(songs, TrainedSongs.VALIDATION_SHARE, modelFile);
    TrainedSongs.write(pieces, 3, 60, 60);
  }

  private Result check() throws IOException {
    return check(CheckOptions.DEFAULT, true);
  }

  private Result check(CheckOptions options, boolean failOnViolation) throws IOException {
    CheckRequest request =
        new CheckRequest(
            modelFile,
            List.of(TrainedSongs.folder(songs)),
            pieces,
            options,
            failOnViolation,
            "the suite",
            json,
            xml,
            1);
    Path events = folder.resolve("events.jsonl");
    warnings.clear();
    lines.clear();
    try (EventLog log = new EventLog(events);
        Workers workers = new Workers(1)) {
      return new CheckJob(request, Kernels.vector(), workers, log, stop).run();
    } finally {
      for (String line : Files.readAllLines(events)) {
        if (Json.mapper().readValue(line, Event.class) instanceof Event.Message message) {
          (message.level() == Event.Level.WARNING ? warnings : lines).add(message.text());
        }
      }
    }
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }

  private void put(String name, int[][] steps) throws IOException {
    Files.write(pieces.resolve(name), RandomSongs.midi(NoteTensor.of(RandomSongs.ENCODING, steps)));
  }

  /** Steps in which a note is held to the end. */
  private static int[][] drone(int steps) {
    int[][] drone = new int[steps][];
    for (int step = 0; step < steps; step++) {
      drone[step] = step == 0 ? new int[] {5, PITCHES + 5} : new int[] {5};
    }
    return drone;
  }

  /** New music that ends in a note of 40 steps. */
  private void putDroneAtTheEnd(String name) throws IOException {
    NoteTensor song = RandomSongs.tensor(new Random(5), RandomSongs.ENCODING, 60);
    int[][] steps = new int[song.steps() + 40][];
    for (int step = 0; step < song.steps(); step++) {
      steps[step] = IntStream.range(song.start(step), song.end(step)).map(song::active).toArray();
    }
    System.arraycopy(drone(40), 0, steps, song.steps(), 40);
    put(name, steps);
  }

  private void putCopy(String name) throws IOException {
    int learnt = 0;
    for (var song : model.provenance().songs()) {
      if (song.side() == Provenance.Side.TRAINING) {
        learnt = Integer.parseInt(song.name().replaceAll("\\D", ""));
      }
    }
    Files.write(pieces.resolve(name), RandomSongs.midi(tensors.get(learnt)));
  }

  @Test
  void musicLikeTheSongsPasses() throws IOException {
    Result result = check();

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(result.summary()).singleElement().asString().startsWith("Checked: 2 pieces");
    assertThat(json().path("failures").asInt()).isZero();
    assertThat(json().path("trainingSongs").asInt()).isEqualTo(8);
    assertThat(json().path("results"))
        .extracting(check -> check.path("check").asText())
        .contains("silence", "drone", "noise", "copies");
    assertThat(json().path("corpus").path("noteFrequencyNllPerStep").path("p95").asDouble())
        .isPositive();
    assertThat(xml)
        .content()
        .contains("<testsuite name=\"the suite\"", "failures=\"0\"", "name=\"song-1.mid\"");
  }

  @Test
  void silenceDronesAndCopiesFailTheBuildByNameAndAreInTheReports() throws IOException {
    put("silent.mid", new int[60][0]);
    int[][] ends = drone(80);
    for (int step = 5; step < ends.length; step++) {
      ends[step] = new int[0];
    }
    put("ends-early.mid", ends);
    put("drone.mid", drone(60));
    putCopy("copy.mid");

    Result result = check();

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0))
        .startsWith("The music in " + pieces + " does not pass: ")
        .contains(
            "copy.mid (copies)",
            "drone.mid (drone)",
            "ends-early.mid (silence)",
            "silent.mid (silence)",
            "To keep copy.mid, ends-early.mid all the same, raise copiedBeats, copiedShare,"
                + " emptyBeatRate, silentBeats; to keep the others too, set failOnViolation to"
                + " false")
        .doesNotContain("song-");
    assertThat(result.summary())
        .anyMatch(line -> line.startsWith("silent.mid, silence: There is not a single note."))
        .anyMatch(
            line -> line.matches("copy.mid, copies: .* stand note for note in song-\\d.mid .*"));
    assertThat(json().path("failures").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(xml).content().contains("<failure type=\"drone\"");
  }

  @Test
  void onlyOptionsThatWouldHelpAreReported() throws IOException {
    putDroneAtTheEnd("drone.mid");
    assertThat(check().summary().get(0)).contains("all the same, raise unchangedBeats, or set");

    Files.delete(pieces.resolve("drone.mid"));
    put("chord.mid", drone(60));
    put("silent.mid", new int[60][0]);
    assertThat(check().summary().get(0))
        .contains("chord.mid (drone), silent.mid (silence). To keep it all the same, set");
  }

  @Test
  void boundsThatAreRaisedLetPass() throws IOException {
    putDroneAtTheEnd("drone.mid");
    assertThat(check().status()).isEqualTo(Result.Status.INPUT);

    CheckOptions defaults = CheckOptions.DEFAULT;
    Result result =
        check(
            CheckOptions.DEFAULT
                .with(CheckOptions.EMPTY_BEAT_RATE, defaults.emptyBeatRate())
                .with(CheckOptions.SILENT_BEATS, defaults.silentBeats())
                .with(CheckOptions.UNCHANGED_BEATS, 30.0)
                .with(CheckOptions.COPIED_BEATS, defaults.copiedBeats())
                .with(CheckOptions.COPIED_SHARE, defaults.copiedShare())
                .with(CheckOptions.LEAST_SONGS, defaults.leastSongs()),
            true);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(warnings).anyMatch(line -> line.startsWith("drone.mid, drone: "));
  }

  @Test
  void aBuildThatIsNotToFailIsWarned() throws IOException {
    put("silent.mid", new int[60][0]);

    Result result = check(CheckOptions.DEFAULT, false);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(warnings).anyMatch(line -> line.contains("does not pass: silent.mid (silence)"));
    assertThat(json().path("failures").asInt()).isEqualTo(1);
  }

  @Test
  void notesAgainstAllThatTheModelExpectsAreNoise() throws IOException {
    MusicModel echo = SmallModels.echo(RandomSongs.ENCODING);
    ModelFile.write(
        modelFile,
        new MusicModel(
            echo.encoding(), echo.style(), echo.parameters(), echo.log(), model.provenance()));

    Result result = check();

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0))
        .contains("song-0.mid (noise), song-1.mid (noise)")
        .contains("To keep it all the same, set failOnViolation to false");
  }

  @Test
  void aPieceThatWasMovedToAnotherKeyIsJudgedAsItWasGenerated() throws IOException {
    NoteTensor tensor = RandomSongs.tensor(new Random(9), RandomSongs.ENCODING, 60);
    // The lowest pitch of all, which leaves the model's pitch range.
    int semitones = -11;
    for (int n = 0; n < 2; n++) {
      Piece piece =
          new Piece(
              n + 1,
              1,
              Primer.silence(RandomSongs.ENCODING),
              tensor,
              n * semitones,
              new Piece.Cuts(0, 0));
      PieceFiles.encode(
              List.of(piece),
              model.style(),
              PieceOrigins.of(model, GenerationOptions.DEFAULT, EngineName.JVM))
          .forEach((name, bytes) -> WholeFile.write(pieces.resolve(name), out -> out.write(bytes)));
    }

    check();

    assertThat(warnings).noneMatch(line -> line.contains("left out"));
    JsonNode asGenerated = json().path("pieces").path(0);
    JsonNode moved = json().path("pieces").path(1);
    assertThat(asGenerated.path("name").asText()).isEqualTo("piece-001.mid");
    assertThat(asGenerated.path("likelihood").path("nllPerStep").asDouble()).isPositive();
    assertThat(moved.path("likelihood")).isEqualTo(asGenerated.path("likelihood"));
    assertThat(moved.path("metrics")).isEqualTo(asGenerated.path("metrics"));
    assertThat(moved.path("originality").path("copiedShare"))
        .isEqualTo(asGenerated.path("originality").path("copiedShare"));
    assertThat(semitonesToSong(moved) - semitonesToSong(asGenerated)).isEqualTo(semitones);
  }

  private static int semitonesToSong(JsonNode piece) {
    JsonNode run = piece.path("originality").path("longestRun");
    assertThat(run.isObject()).isTrue();
    return run.path("semitones").asInt();
  }

  @Test
  void theMusicFromFewSongsIsOnlyWarnedOf() throws IOException {
    Path few = folder.resolve("few");
    TrainedSongs.write(few, 1, 64, 70, 68, 72, 66, 74, 80, 78, 76);
    TrainedSongs.train(few, TrainedSongs.VALIDATION_SHARE, modelFile);
    songs = few;
    put("silent.mid", new int[60][0]);

    assertThat(check().status()).isEqualTo(Result.Status.DONE);
    assertThat(warnings).anyMatch(line -> line.startsWith("silent.mid, silence: "));
    assertThat(lines)
        .contains(
            "The model came from 9 songs; with fewer than 10 (leastSongs) nothing fails but files"
                + " that cannot be read, and what would is a warning.");
  }

  @Test
  void songsThatAreNotThereMakeNoSmallCorpus() throws IOException {
    songs = folder.resolve("nowhere");
    put("silent.mid", new int[60][0]);

    Result result = check();

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(warnings)
        .anyMatch(
            line ->
                line.startsWith("None of the 8 songs that the model has learnt from is in ")
                    && line.contains("so copies of them are not seen, nor noise. Set"));
    assertThat(json().path("skipped").asInt()).isEqualTo(10);
    for (String check : List.of("noise", "character")) {
      assertThat(json().path("results"))
          .filteredOn(each -> each.path("check").asText().equals(check))
          .hasSize(check.equals("noise") ? 4 : 3)
          .allMatch(each -> each.path("result").asText().equals("skipped"));
    }
    assertThat(json().path("results"))
        .filteredOn(check -> check.path("check").asText().equals("copies"))
        .extracting(check -> check.path("subject").asText(), check -> check.path("result").asText())
        .containsExactly(
            tuple("silent.mid", "skipped"),
            tuple("song-0.mid", "skipped"),
            tuple("song-1.mid", "skipped"),
            tuple("model", "warning"));
    assertThat(json().path("pieces")).allMatch(piece -> !piece.has("originality"));
    assertThat(xml).content().contains("skipped=\"10\"", "since none of the 8 songs");
    assertThat(check(CheckOptions.DEFAULT, false).status()).isEqualTo(Result.Status.DONE);
    Files.delete(pieces.resolve("silent.mid"));
    assertThat(check().summary())
        .singleElement()
        .asString()
        .startsWith(
            "Checked: 2 pieces pass, with 1 warning, but copies and noise were not looked for, nor was"
                + " character compared; all");
  }

  @Test
  void copiesOfSongsThatAreNotThereAreNotSaidToBeNone() throws IOException {
    for (var song : model.provenance().songs()) {
      if (song.side() == Provenance.Side.TRAINING) {
        Files.delete(songs.resolve(song.name()));
        break;
      }
    }

    Result result = check();

    assertThat(result.summary())
        .singleElement()
        .asString()
        .contains("but copies were looked for in only 7 of 8 songs; all figures are in ");
    assertThat(json().path("results"))
        .last()
        .returns("copies", check -> check.path("check").asText())
        .returns("model", check -> check.path("subject").asText())
        .returns("warning", check -> check.path("result").asText())
        .extracting(check -> check.path("message").asText())
        .asString()
        .startsWith("Copies were looked for in only 7 of the 8 songs that the model has learnt");
    assertThat(warnings)
        .anyMatch(line -> line.startsWith("Only 7 of the 8 songs"))
        .noneMatch(line -> line.startsWith("model, copies"));
  }

  @Test
  void whereValidationSongsAreMissingItIsSaidThatTheModelIsNotChecked() throws IOException {
    check();
    assertThat(noiseOf("model").path("result").asText()).isEqualTo("passed");
    for (var song : model.provenance().songs()) {
      if (song.side() == Provenance.Side.VALIDATION) {
        Files.delete(songs.resolve(song.name()));
        break;
      }
    }

    check();

    assertThat(warnings)
        .contains(
            "1 of the 2 songs that the model was validated on is in "
                + songs
                + ", so the model itself is not checked for noise. Set validationDirectory or"
                + " midiDirectory to where they are.");
    assertThat(noiseOf("model").path("result").asText()).isEqualTo("skipped");
    assertThat(noiseOf("model").path("message").asText())
        .isEqualTo(
            "The model itself was not checked, since only 1 of the 2 songs that it was validated on"
                + " are there.");
    assertThat(noiseOf("song-0.mid").path("result").asText()).isEqualTo("passed");
  }

  @Test
  void aModelThatWasNeverValidatedIsNotChecked() throws IOException {
    TrainedSongs.train(songs, 0, modelFile);

    check();

    assertThat(noiseOf("model").path("message").asText())
        .isEqualTo(
            "The model itself was not checked, since it was trained without validation songs.");
    assertThat(warnings).noneMatch(line -> line.contains("the model itself"));
  }

  private JsonNode noiseOf(String subject) throws IOException {
    for (JsonNode result : json().path("results")) {
      if (result.path("check").asText().equals("noise")
          && result.path("subject").asText().equals(subject)) {
        return result;
      }
    }
    throw new AssertionError("no noise of " + subject);
  }

  private void generate(double temperature) throws IOException {
    GenerateRequest request =
        new GenerateRequest(
            modelFile,
            List.of(),
            GenerationOptions.DEFAULT
                .with(GenerationOptions.PIECES, 4)
                .with(Sampling.DEFAULT.with(Sampling.TEMPERATURE, temperature))
                .with(GenerationOptions.PRIMER_BARS, 2)
                .with(GenerationOptions.SEED, 7L),
            pieces,
            folder.resolve("midi.zip"),
            1);
    try (EventLog log = new EventLog(folder.resolve("generated.jsonl"));
        Workers workers = new Workers(1)) {
      new GenerateJob(request, Kernels.vector(), workers, log, () -> false).run();
    }
  }

  @Test
  void musicAtTheDefaultTemperatureIsNoNoise() throws IOException {
    generate(Sampling.DEFAULT.temperature());
    check();
    for (int n = 1; n <= 4; n++) {
      assertThat(noiseOf(PieceName.DEFAULT.of(n)).path("result").asText()).isEqualTo("passed");
    }
  }

  @Test
  void notesByChanceAreNoiseAndSongsByPeopleAreNot() throws IOException {
    Random random = new Random(1);
    int[][] steps = new int[60][];
    for (int step = 0; step < steps.length; step++) {
      int[] pitches = IntStream.range(0, PITCHES).filter(pitch -> random.nextInt(3) == 0).toArray();
      steps[step] =
          IntStream.concat(
                  IntStream.of(pitches), IntStream.of(pitches).map(pitch -> PITCHES + pitch))
              .toArray();
    }
    put("chance.mid", steps);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(pieces.resolve("song-" + n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }

    check();

    assertThat(noiseOf("chance.mid").path("result").asText()).isEqualTo("failure");
    for (int n = 0; n < tensors.size(); n++) {
      assertThat(noiseOf("song-" + n + ".mid").path("result").asText()).isEqualTo("passed");
    }
  }

  @Test
  void aFileThatIsFarTooLongFailsWithOneReasonAndOneRemedy() throws IOException {
    Score score =
        new Score(
            1,
            List.of(new Part("", 0, 0, List.of(new Note(1_000_000, 1, 60, 80)))),
            List.of(),
            List.of(),
            1_000_001);
    Files.write(pieces.resolve("long.mid"), MidiWriter.write(score, List.of()));

    assertThat(check().summary())
        .anyMatch(
            line ->
                line.startsWith(
                        "long.mid, unreadable: The file cannot be read: its tensor would have"
                            + " 2000002 steps, but that of a song with 1 note has at most ")
                    && line.matches(".*at most \\d+\\. Remove the file from outputDirectory\\."));
  }

  @Test
  void whatHindersReadingIsReportedAndNotTakenForNothing() {
    Path music = pieces;
    pieces = modelFile;
    assertThatThrownBy(this::check)
        .isInstanceOf(InputException.class)
        .hasMessage(
            modelFile
                + " is no folder; put MIDI files into a folder and set outputDirectory to it.");

    pieces = music;
    songs = modelFile;
    assertThatThrownBy(this::check)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(modelFile + " is no folder");
    assertThat(json).doesNotExist();
  }

  @Test
  void aCheckCanBeInterruptedEverywhereAndThenWritesNothing() throws IOException {
    int[] asked = {0};
    stop = () -> asked[0]++ < 0;
    check();
    int times = asked[0];
    Files.delete(json);
    Files.delete(xml);

    assertThat(times).isGreaterThan(2 + 10);
    for (int n = 0; n < times; n += 1 + times / 40) {
      int before = n;
      asked[0] = 0;
      stop = () -> asked[0]++ >= before;
      assertThat(check().status()).isEqualTo(Result.Status.INTERRUPTED);
      assertThat(json).doesNotExist();
      assertThat(xml).doesNotExist();
    }
  }

  @Test
  void withoutMusicNothingPasses() throws IOException {
    pieces = Files.createDirectories(folder.resolve("none"));

    assertThatThrownBy(this::check)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "There is no music in " + pieces + " to check; run the goal generate");
    Files.writeString(pieces.resolve("bad.mid"), "no music");
    assertThat(check().status()).isEqualTo(Result.Status.INPUT);
    assertThat(json().path("failures").asInt()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoMusicFailsByItselfAndTheOthersAreJudgedAllTheSame() throws IOException {
    Files.writeString(pieces.resolve("bad.mid"), "no music");
    put("silent.mid", new int[60][0]);

    Result result = check();

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0))
        .contains("does not pass: bad.mid (unreadable), silent.mid (silence)");
    assertThat(result.summary())
        .anyMatch(
            line ->
                line.startsWith(
                        "bad.mid, unreadable: The file cannot be read: the file does not begin"
                            + " with MThd")
                    && line.endsWith(". Remove the file from outputDirectory."));
    assertThat(json().path("results"))
        .first()
        .returns("unreadable", check -> check.path("check").asText())
        .returns("bad.mid", check -> check.path("subject").asText())
        .returns("failure", check -> check.path("result").asText());
    assertThat(xml)
        .content()
        .contains("classname=\"music-lstm.unreadable\" name=\"bad.mid\"", "name=\"song-1.mid\"");

    assertThat(check(CheckOptions.DEFAULT, false).status()).isEqualTo(Result.Status.DONE);
    assertThat(warnings).anyMatch(line -> line.startsWith("bad.mid, unreadable: "));
  }

  @Test
  void aCheckThatCannotBeMadeLeavesNoOldResults() throws IOException {
    check();
    assertThat(json).exists();
    pieces = Files.createDirectories(folder.resolve("none"));

    assertThatThrownBy(this::check).isInstanceOf(InputException.class);

    assertThat(json).doesNotExist();
    assertThat(xml).doesNotExist();
  }
}
