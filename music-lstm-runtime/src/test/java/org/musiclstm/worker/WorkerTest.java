package org.musiclstm.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.StopFile;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceForm;
import org.musiclstm.generation.Sampling;
import org.musiclstm.job.Jobs;
import org.musiclstm.job.Tools;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.ModelFile;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

/** Runs the worker as the plugin does, in a JVM of its own. */
class WorkerTest {
  private static final TrainingOptions SHORT = SmallTraining.DEFAULT.options();

  /** Some milliseconds an iteration, of which every fifth is reported. */
  private static final SmallTraining LONG =
      SmallTraining.DEFAULT
          .units(100)
          .batchSize(6)
          .windowSteps(64)
          .learningRate(1e-3)
          .validateEvery(5);

  @TempDir Path folder;

  private Path exchange;
  private Path songs;

  @BeforeEach
  void putSongs() throws IOException {
    exchange = Files.createDirectories(folder.resolve("exchange ü"));
    songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors =
        RandomSongs.tensors(1, RandomSongs.ENCODING, 80, 70, 60, 90, 75, 64, 100, 50);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  private TrainRequest training(TrainingOptions options, String model) {
    return training(options, List.of(), model);
  }

  private TrainRequest training(TrainingOptions options, List<Path> initialModel, String model) {
    return new TrainRequest(
        new SongSource(
            new SongFolder(songs, List.of(), List.of()),
            List.of(),
            false,
            false,
            RandomSongs.ENCODING),
        options,
        initialModel,
        folder.resolve(model),
        folder.resolve("work"),
        new TrainRequest.Cache(false, folder.resolve("cache"), 0, true),
        TrainRequest.Limits.NONE,
        "1980-01-01T00:00:00Z",
        2);
  }

  /** Starts work that is over before the second compiler, or the vectors, would pay. */
  private ChildJvm start(Request request, UnaryOperator<String> change, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dmusic-lstm.kernel=scalar"));
    return startLong(request, change, all.toArray(String[]::new));
  }

  private ChildJvm startLong(Request request, UnaryOperator<String> change, String... options)
      throws IOException {
    String json = Json.mapper().writeValueAsString(request);
    Files.writeString(exchange.resolve("request.json"), change.apply(json));
    return ChildJvm.start(
        folder.resolve("output.txt"), List.of(options), Worker.class, exchange.toString());
  }

  private Result result(ChildJvm worker, Result.Status status) throws Exception {
    int code = worker.exitCode();
    assertThat(code).as(worker.output()).isEqualTo(status.exitCode());
    Result result = Json.mapper().readValue(exchange.resolve("result.json").toFile(), Result.class);
    assertThat(result.status()).isEqualTo(status);
    return result;
  }

  /** All events that are whole so far. */
  private List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    Path file = exchange.resolve("events.jsonl");
    if (Files.exists(file)) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        events.add(Json.mapper().readValue(line, Event.class));
      }
    }
    return events;
  }

  private List<String> messages() throws IOException {
    return events().stream()
        .filter(Event.Message.class::isInstance)
        .map(event -> ((Event.Message) event).text())
        .toList();
  }

  @Test
  void thatTheScalarKernelRunsIsSaidWhereANetworkRuns() throws Exception {
    String remark = "The arithmetic runs on the scalar kernel, since the system property";
    String option = "-Dmusic-lstm.kernel=scalar";
    Request generation = generation(GenerationOptions.PRIMER_NONE, folder.resolve("music"));
    result(start(generation, text -> text, option), Result.Status.INPUT);
    assertThat(events())
        .filteredOn(Event.Message.class::isInstance)
        .map(Event.Message.class::cast)
        .filteredOn(message -> message.text().startsWith(remark))
        .extracting(Event.Message::level)
        .containsExactly(Event.Level.INFO);

    Request description =
        new DescribeRequest(folder.resolve("model.zip"), List.of(), folder.resolve("page.json"));
    result(start(description, text -> text, option), Result.Status.INPUT);
    assertThat(messages()).isNotEmpty().noneMatch(text -> text.startsWith(remark));
  }

  /** Waits until training is under way. */
  private void awaitProgress(ChildJvm worker) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (events().stream().noneMatch(Event.Progress.class::isInstance)) {
      assertThat(System.nanoTime()).as("progress within a minute").isLessThan(end);
      assertThat(worker.process().waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void itTrainsAndThenGenerates() throws Exception {
    Files.writeString(songs.resolve("bad.mid"), "no song");
    Result trained = result(start(training(SHORT, "model.zip"), text -> text), Result.Status.DONE);

    assertThat(trained.summary().get(0)).isEqualTo("Trained 12 iterations.");
    assertThat(trained.summary().get(1))
        .startsWith("Best at iteration ")
        .endsWith("nats per time step.");
    assertThat(trained.summary().get(2)).startsWith("Model: " + folder.resolve("model.zip"));
    assertThat(messages())
        .anyMatch(text -> text.startsWith("Java "))
        .anyMatch(text -> text.startsWith("8 songs with "))
        .anyMatch(text -> text.contains("bad.mid"))
        .anyMatch(text -> text.startsWith("Training on 6 songs, validating on 2; 1 x 10 units"));
    assertThat(events())
        .filteredOn(Event.Progress.class::isInstance)
        .map(Event.Progress.class::cast)
        .filteredOn(Event.Progress::validated)
        .extracting(Event.Progress::iteration)
        .containsExactly(4, 8, 12);
    assertThat(ModelFile.read(folder.resolve("model.zip")).provenance().songs()).hasSize(8);
    assertThat(checkpoints()).isEmpty();

    Path music = folder.resolve("music");
    Result generated =
        result(
            start(generation(GenerationOptions.PRIMER_VALIDATION, music), text -> text),
            Result.Status.DONE);

    assertThat(generated.summary().get(0))
        .isEqualTo("Music: 3 pieces in " + music + " and in " + folder.resolve("midi.zip"));
    for (String name : List.of("piece-001.mid", "piece-002.mid", "piece-003.mid")) {
      byte[] bytes = Files.readAllBytes(music.resolve(name));
      assertThat(MidiReader.read(bytes, name).findings()).isEmpty();
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains(".mid");
    }
    assertThat(folder.resolve("midi.zip")).exists();

    Path waits = folder.resolve("waits.mid");
    Part part = new Part("", 0, 0, List.of(new Note(0, 1, 60, 80), new Note(1_000_000, 1, 60, 80)));
    Score score = new Score(1, List.of(part), List.of(), List.of(), 1_000_001);
    Files.write(waits, MidiWriter.write(score, List.of()));
    assertThat(
            result(start(generation(waits.toString(), music), text -> text), Result.Status.INPUT)
                .summary()
                .get(0))
        .startsWith("The primer " + waits + " cannot be used; set primer to none, ")
        .contains("Its tensor would have 2000002 steps, but ");
  }

  private GenerateRequest generation(String primer, Path music) {
    return new GenerateRequest(
        folder.resolve("model.zip"),
        List.of(new SongFolder(songs, List.of(), List.of())),
        GenerationOptions.DEFAULT
            .with(GenerationOptions.PIECES, 3)
            .with(PieceForm.DEFAULT.with(PieceForm.BARS, 4))
            .with(Sampling.DEFAULT.with(Sampling.TEMPERATURE, 1.0))
            .with(GenerationOptions.PRIMER, primer)
            .with(GenerationOptions.PRIMER_BARS, 2),
        music,
        folder.resolve("midi.zip"),
        2);
  }

  @Test
  void itGoesOnFromAModel() throws Exception {
    Path first = folder.resolve("first.zip");
    result(start(training(SHORT, "first.zip"), text -> text), Result.Status.DONE);
    String fingerprint = ModelFile.read(first).provenance().fingerprint();

    result(start(training(SHORT, List.of(first), "tuned.zip"), text -> text), Result.Status.DONE);

    assertThat(messages())
        .contains("Beginning with the model " + first + ", fingerprint " + fingerprint + ".");
    assertThat(ModelFile.read(folder.resolve("tuned.zip")).provenance().options())
        .containsEntry("initialModelFingerprint", fingerprint);

    TrainingOptions larger = SmallTraining.DEFAULT.units(11).options();
    assertThat(
            result(
                    start(training(larger, List.of(first), "larger.zip"), text -> text),
                    Result.Status.INPUT)
                .summary())
        .containsExactly(
            "The initial model was trained with other options than these: set hiddenUnits to 10"
                + " (it is 11), or train without an initial model.");
    Path nowhere = folder.resolve("nowhere.zip");
    assertThat(
            result(
                    start(training(SHORT, List.of(nowhere), "tuned.zip"), text -> text),
                    Result.Status.INPUT)
                .summary())
        .containsExactly(
            "There is no initial model " + nowhere + ". Set initialModel to the file of a model.");
  }

  @Test
  void whatTheUserCanMendIsASentenceAndCodeTwo() throws Exception {
    Result range =
        result(
            start(
                training(SHORT, "model.zip"),
                text -> text.replace("\"iterations\":\"12\"", "\"iterations\":\"0\"")),
            Result.Status.INPUT);
    assertThat(range.summary())
        .containsExactly("The option iterations is 0, but has to be from 1 to 10000000.");

    songs = folder.resolve("nowhere");
    Result missing = result(start(training(SHORT, "model.zip"), text -> text), Result.Status.INPUT);
    assertThat(missing.summary()).hasSize(1);
    assertThat(missing.summary().get(0)).contains(songs.toString()).endsWith(".");
    assertThat(folder.resolve("model.zip")).doesNotExist();

    Result parent =
        result(
            start(training(SHORT, "model.zip"), text -> text, "-Dmusic-lstm.parent=me"),
            Result.Status.INPUT);
    assertThat(parent.summary())
        .containsExactly(
            "The option system property music-lstm.parent is me, but has to be a process id.");
  }

  @Test
  void aRequestThatCannotBeUnderstoodIsOurFault() throws Exception {
    Result result = result(start(training(SHORT, "model.zip"), text -> "{}"), Result.Status.BROKEN);

    assertThat(result.summary().get(0)).startsWith("The worker broke: ");
  }

  @Test
  void anExchangeDirectoryThatIsNoneEndsTheWorkerAtOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    ChildJvm worker =
        ChildJvm.start(
            folder.resolve("output.txt"), List.of(), Worker.class, file.resolve("x").toString());

    // The shutdown hook waits a minute for work that is under way; here is none.
    assertThat(worker.exitCode()).as(worker.output()).isEqualTo(3);
    assertThat(worker.output()).contains("The worker cannot write to " + file.resolve("x"));
    assertThat(ChildJvm.start(folder.resolve("output.txt"), List.of(), Worker.class).exitCode())
        .isEqualTo(2);
  }

  /** The bytes of a model that was trained without interruption, in this JVM. */
  private byte[] straight(TrainingOptions options) throws IOException {
    TrainRequest request = training(options, "straight.zip");
    try (Workers workers = new Workers(2);
        EventLog events = new EventLog(folder.resolve("straight.jsonl"))) {
      Result result =
          Jobs.run(
              request, new Tools(Kernels.vector(), workers, events, () -> false, System::nanoTime));
      assertThat(result.status()).isEqualTo(Result.Status.DONE);
    }
    return Files.readAllBytes(request.modelFile());
  }

  /**
   * Interrupts a training that is under way.
   *
   * @return the sentence that says so
   */
  private String interrupt(ChildJvm worker, Runnable ending) throws Exception {
    awaitProgress(worker);
    ending.run();
    Result interrupted = result(worker, Result.Status.INTERRUPTED);

    assertThat(interrupted.summary()).hasSize(1);
    String sentence = interrupted.summary().get(0);
    assertThat(sentence)
        .matches(
            "Training was interrupted after iteration [0-9]+; the next build goes on from there\\.");
    assertThat(checkpoints()).hasSize(1);
    assertThat(folder.resolve("model.zip")).doesNotExist();
    return sentence;
  }

  @Test
  void aWorkerThatIsAskedToEndLeavesACheckpointAndTheNextOneFinishes() throws Exception {
    TrainingOptions options = LONG.iterations(150).options();
    ChildJvm worker = startLong(training(options, "model.zip"), text -> text);
    assumeTrue(worker.process().supportsNormalTermination(), "processes can be asked to end here");

    String iteration = interrupt(worker, worker.process()::destroy).replaceAll("[^0-9]", "");
    result(startLong(training(options, "model.zip"), text -> text), Result.Status.DONE);

    assertThat(messages()).contains("Going on from the checkpoint at iteration " + iteration + ".");
    assertThat(checkpoints()).isEmpty();
    assertThat(Files.readAllBytes(folder.resolve("model.zip"))).isEqualTo(straight(options));
  }

  @Test
  void aWorkerWhoseParentIsGoneLeavesACheckpointAndEnds() throws Exception {
    ChildJvm parent = ChildJvm.start(folder.resolve("parent.txt"), List.of(), Parent.class);
    ChildJvm worker =
        startLong(
            training(LONG.iterations(5000).options(), "model.zip"),
            text -> text,
            "-Dmusic-lstm.parent=" + parent.process().pid());

    interrupt(worker, parent.process()::destroy);
  }

  /** As Windows has it, where nothing else asks a process to end. */
  @Test
  void aWorkerThatIsAskedByAFileLeavesACheckpointAndTheNextOneFinishes() throws Exception {
    TrainingOptions options = LONG.iterations(150).options();
    ChildJvm worker = startLong(training(options, "model.zip"), text -> text);

    interrupt(worker, () -> assertThat(StopFile.put(exchange)).isTrue());

    // Who is asked before it listens does not begin.
    Result none =
        result(start(training(options, "model.zip"), text -> text), Result.Status.INTERRUPTED);
    assertThat(none.summary()).hasSize(1);
    StopFile.remove(exchange);
    StopFile.remove(exchange);
    result(startLong(training(options, "model.zip"), text -> text), Result.Status.DONE);
    assertThat(Files.readAllBytes(folder.resolve("model.zip"))).isEqualTo(straight(options));
  }

  @Test
  void onADiskThatHasFilledUpThereIsRoomForTheResult() throws Exception {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs"), "disks can be mounted");
    try {
      ChildJvm worker = start(training(LONG.iterations(5000).options(), "model.zip"), text -> text);

      interrupt(
          worker,
          () -> {
            assertThatThrownBy(() -> Files.write(exchange.resolve("mine"), new byte[1 << 20]))
                .isInstanceOf(IOException.class);
            assertThat(StopFile.put(exchange)).isTrue();
          });

      assertThat(exchange.resolve("result.room")).doesNotExist();
    } finally {
      assertThat(run("umount")).isTrue();
    }
  }

  /** Runs a program on the exchange directory; whether that went well. */
  private boolean run(String... program) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.add(exchange.toString());
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }

  /** A program that waits until it is ended. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws IOException {
      while (System.in.read() >= 0) {}
    }
  }

  private List<Path> checkpoints() throws IOException {
    Path work = folder.resolve("work");
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(file -> file.toString().endsWith(".zip")).toList();
    }
  }
}
