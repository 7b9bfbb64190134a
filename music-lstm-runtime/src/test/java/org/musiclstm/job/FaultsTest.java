package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;
import org.musiclstm.RandomSongs;
import org.musiclstm.Sha256;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.worker.Worker;

/**
 * Does to workers what happens to them, at moments that differ from run to run, and looks whether
 * the model has the bytes of a training that nobody disturbed.
 */
@Timeout(240)
class FaultsTest {
  private static final int ITERATIONS = 300;
  private static final int MOST_KILLS = 4;

  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT
          .units(70)
          .batchSize(6)
          .windowSteps(64)
          .learningRate(1e-3)
          .validateEvery(5)
          .checkpointEvery(5)
          .iterations(ITERATIONS)
          .options();

  /** What {@link #undisturbed} has found, or nothing before. */
  private static String undisturbed = "";

  @TempDir Path folder;

  private Path exchange;
  private Path songs;

  @BeforeEach
  void putSongs() throws IOException {
    exchange = Files.createDirectories(folder.resolve("exchange"));
    songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors = RandomSongs.tensors(1, RandomSongs.ENCODING, 80, 70, 60, 90);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  private TrainRequest training(String model, boolean cache) {
    return new TrainRequest(
        new SongSource(
            new SongFolder(songs, List.of(), List.of()),
            List.of(),
            false,
            false,
            RandomSongs.ENCODING),
        OPTIONS,
        List.of(),
        folder.resolve(model),
        folder.resolve("work"),
        new TrainRequest.Cache(cache, folder.resolve("cache"), 1_000_000_000, true),
        TrainRequest.Limits.NONE,
        "1980-01-01T00:00:00Z",
        2);
  }

  private ChildJvm start() throws IOException {
    Files.writeString(
        exchange.resolve("request.json"),
        Json.mapper().writeValueAsString(training("model.zip", true)));
    return ChildJvm.start(
        folder.resolve("output.txt"), List.of(), Worker.class, exchange.toString());
  }

  private String undisturbed() throws IOException {
    if (!undisturbed.isEmpty()) {
      return undisturbed;
    }
    TrainRequest request = training("undisturbed.zip", false);
    try (Workers workers = new Workers(2);
        EventLog events = new EventLog(folder.resolve("undisturbed.jsonl"))) {
      Result result = new TrainJob(request, Kernels.vector(), workers, events, () -> false).run();
      assertThat(result.status()).isEqualTo(Result.Status.DONE);
    }
    undisturbed = Sha256.of(Files.readAllBytes(request.modelFile()));
    return undisturbed;
  }

  private String finished() throws Exception {
    ChildJvm last = start();
    assertThat(last.exitCode()).as(last.output()).isZero();
    return Sha256.of(Files.readAllBytes(folder.resolve("model.zip")));
  }

  @RepeatedTest(2)
  void killedAgainAndAgainItEndsInTheSameBytes(RepetitionInfo repetition) throws Exception {
    // Another moment in every run: the seed is reported so that one can be repeated.
    long seed = Long.getLong("music-lstm.faults", System.nanoTime());
    Random random = new Random(seed + repetition.getCurrentRepetition());
    int kills = 0;
    for (int n = 0; n < MOST_KILLS; n++) {
      ChildJvm worker = start();
      if (!worker.process().waitFor(200 + random.nextInt(1500), TimeUnit.MILLISECONDS)) {
        boolean kindly = random.nextInt(3) == 0 && worker.process().supportsNormalTermination();
        if (kindly) {
          worker.process().destroy();
        } else {
          worker.process().destroyForcibly();
        }
        worker.exitCode();
        kills++;
      }
    }

    assertThat(kills).as("seed " + seed).isPositive();
    assertThat(finished()).as("seed " + seed).isEqualTo(undisturbed());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no shell to limit the size of files")
  void aDiskThatIsFullLosesNothingButTime() throws Exception {
    Files.writeString(
        exchange.resolve("request.json"),
        Json.mapper().writeValueAsString(training("model.zip", true)));
    ChildJvm worker =
        ChildJvm.startWithSmallDisk(
            100, folder.resolve("output.txt"), List.of(), Worker.class, exchange.toString());
    int code = worker.exitCode();
    assumeTrue(code != 127, "a shell is there");

    assertThat(code).as(worker.output()).isEqualTo(Result.Status.INPUT.exitCode());
    assertThat(Files.readString(exchange.resolve("events.jsonl")))
        .contains("Training goes on without a checkpoint.");
    assertThat(Files.readString(exchange.resolve("result.json"))).contains("the disk has room");
    assertThat(folder.resolve("model.zip")).doesNotExist();
    assertThat(finished()).isEqualTo(undisturbed());
  }

  @Test
  void twoThatTrainTheSameAtOnceTrainItOnce() throws Exception {
    ChildJvm first = start();
    Path second = Files.createDirectories(folder.resolve("second"));
    Files.writeString(
        second.resolve("request.json"),
        Json.mapper().writeValueAsString(training("second.zip", true)));
    ChildJvm other =
        ChildJvm.start(folder.resolve("other.txt"), List.of(), Worker.class, second.toString());

    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(other.exitCode()).as(other.output()).isZero();

    String both =
        Files.readString(exchange.resolve("result.json"))
            + Files.readString(second.resolve("result.json"));
    assertThat(both).containsOnlyOnce("Trained before").containsOnlyOnce("Trained 300 iterations");
    assertThat(Files.readAllBytes(folder.resolve("second.zip")))
        .isEqualTo(Files.readAllBytes(folder.resolve("model.zip")));
  }
}
