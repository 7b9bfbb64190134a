package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.ZipWriter;
import org.musiclstm.network.Loss;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

class CheckpointTest {
  @TempDir Path folder;

  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  /** Songs of which rows are in the middle at almost every update. */
  private static TrainingPlan plan(TrainingOptions options) {
    List<Song> songs = new ArrayList<>();
    for (NoteTensor tensor : RandomSongs.tensors(1, RandomSongs.ENCODING, 40, 11, 26, 7, 5, 19)) {
      songs.add(RandomSongs.song("song " + songs.size(), tensor));
    }
    Split split = Split.byShare(songs, options.validationShare());
    assertThat(split.validation()).isNotEmpty();
    return new TrainingPlan(RandomSongs.ENCODING, options, split, List.of());
  }

  /**
   * Trains for as many updates as asked, or to the end, and gives the model's bytes if it ended.
   */
  private Optional<byte[]> train(TrainingPlan plan, Path file, int updates, int expectedStart)
      throws IOException {
    Checkpoint checkpoint = new Checkpoint(file, plan.fingerprint());
    int[] made = {0};
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void updated(int iteration, double loss) {
            made[0]++;
          }
        };
    TrainingRun run = plan.start(Kernels.vector(), workers, List.of(checkpoint, counter));
    assertThat(checkpoint.resume(run).orElse(0)).isEqualTo(expectedStart);
    TrainedNetwork network = run.run(() -> made[0] == updates);
    if (network.ending() == TrainedNetwork.Ending.STOPPED) {
      assertThat(checkpoint.writtenAt()).contains(expectedStart + updates);
      return Optional.empty();
    }
    Path model = folder.resolve("model.zip");
    ModelFile.write(model, plan.model(network));
    return Optional.of(Files.readAllBytes(model));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 8, 0, 0, 0",
    "2, 2, 5, 0, 0, 0",
    "2, 64, 400, 0, 0, 0",
    "1, 1, 3, 0, 0, 0",
    "1, 3, 8, 5, 0, 0",
    "2, 3, 8, 0, 0.5, 0",
    "1, 3, 8, 0, 0, 0.9",
    "2, 2, 5, 5, 0.3, 0.99",
  })
  void aRunThatWasInterruptedEndsInTheBytesOfAStraightOne(
      int steps, int batchSize, int windowSteps, int nadeUnits, double dropout, double emaDecay)
      throws IOException {
    TrainingPlan plan =
        plan(
            SmallTraining.DEFAULT
                .hiddenLayers(steps)
                .nadeUnits(nadeUnits)
                .dropout(dropout, dropout, dropout / 2)
                .learning(Loss.BCE, 1e-2, emaDecay)
                .batchSize(batchSize)
                .windowSteps(windowSteps)
                .iterations(21)
                .validateEvery(5)
                .options());
    byte[] straight = train(plan, folder.resolve("none.zip"), -1, 0).orElseThrow();
    for (int[] stops : new int[][] {{1}, {4, 1, 1}, {5}, {13, 7}, {20}}) {
      Path file = folder.resolve("checkpoint.zip");
      int done = 0;
      for (int updates : stops) {
        assertThat(train(plan, file, updates, done)).isEmpty();
        done += updates;
      }

      assertThat(train(plan, file, -1, done).orElseThrow()).isEqualTo(straight);
      Files.delete(file);
    }
  }

  /**
   * Interrupted in the midst of an update or of a validation, a run has lost no more than these,
   * however often that happens.
   */
  @ParameterizedTest
  @CsvSource({"8, 0, 1", "8, 5, 2", "3, 0, 2"})
  void aRunThatWasInterruptedAnywhereEndsInTheBytesOfAStraightOne(
      int windowSteps, int nadeUnits, int threads) throws IOException {
    TrainingPlan plan =
        plan(
            SmallTraining.DEFAULT
                .units(40)
                .nadeUnits(nadeUnits)
                .dropout(0.2, 0.2, 0.2)
                .learning(Loss.BCE, 1e-2, 0.9)
                .batchSize(2)
                .windowSteps(windowSteps)
                .iterations(11)
                .validateEvery(5)
                .options());
    byte[] straight = train(plan, folder.resolve("none.zip"), -1, 0).orElseThrow();
    AtomicInteger asked = new AtomicInteger();
    Path file = folder.resolve("checkpoint.zip");
    Set<Integer> iterations = new TreeSet<>();
    boolean[] inValidation = {false};
    try (Workers crew = new Workers(threads)) {
      plan.start(Kernels.vector(), crew, List.of()).run(() -> asked.incrementAndGet() < 0);
      int all = asked.get();
      // After ever more questions, so that it ends at last.
      for (int step = all / 250 + 1, before = step; ; before += step) {
        Checkpoint checkpoint = new Checkpoint(file, plan.fingerprint());
        TrainingRun run = plan.start(Kernels.vector(), crew, List.of(checkpoint));
        checkpoint.resume(run);
        AtomicInteger left = new AtomicInteger(before);
        TrainedNetwork network = run.run(() -> left.decrementAndGet() < 0);
        if (network.ending() != TrainedNetwork.Ending.STOPPED) {
          assertThat(network.log().rows())
              .extracting(row -> row.iteration())
              .containsExactly(5, 10, 11);
          Path model = folder.resolve("model.zip");
          ModelFile.write(model, plan.model(network));
          assertThat(Files.readAllBytes(model)).isEqualTo(straight);
          break;
        }
        iterations.add(network.iterations());
        int rows = network.log().rows().size();
        inValidation[0] |=
            network.iterations() > 0
                && network.iterations() % 5 == 0
                && (rows == 0
                    || network.log().rows().get(rows - 1).iteration() < network.iterations());
      }
    }
    assertThat(iterations).hasSizeGreaterThan(3);
    assertThat(inValidation[0]).as("stopped in the midst of a validation").isTrue();
  }

  @Test
  void aRunThatBeganWithAModelEndsInItsBytesToo() throws IOException {
    TrainingOptions options = SmallTraining.DEFAULT.iterations(9).options();
    train(plan(options), folder.resolve("none.zip"), -1, 0);
    MusicModel model = ModelFile.read(folder.resolve("model.zip"));
    TrainingPlan plan =
        plan(options).beginningWith(InitialModel.of(model, RandomSongs.ENCODING, options));
    byte[] straight = train(plan, folder.resolve("none.zip"), -1, 0).orElseThrow();
    Path file = folder.resolve("checkpoint.zip");

    assertThat(train(plan, file, 5, 0)).isEmpty();
    assertThat(train(plan, file, -1, 5)).contains(straight);
    // That of the same songs and options without the model is another training.
    train(plan(options), file, 4, 0);
    assertThat(train(plan, file, -1, 0)).contains(straight);
  }

  @Test
  void patienceCountsOnAcrossAnInterruption() throws IOException {
    TrainingPlan plan =
        plan(
            SmallTraining.DEFAULT
                .units(20)
                .learningRate(0.05)
                .iterations(300)
                .validateEvery(2)
                .patience(4)
                .options());
    byte[] straight = train(plan, folder.resolve("none.zip"), -1, 0).orElseThrow();
    Path file = folder.resolve("checkpoint.zip");
    int done = 0;
    Optional<byte[]> resumed = train(plan, file, 3, done);
    while (resumed.isEmpty()) {
      done += 3;
      resumed = train(plan, file, 3, done);
    }

    assertThat(done).isBetween(9, 290);
    assertThat(resumed.get()).isEqualTo(straight);
  }

  @Test
  void aCheckpointThatIsWrittenNowAndThenIsOneToGoOnFrom() throws IOException {
    TrainingPlan plan = plan(SmallTraining.DEFAULT.iterations(10).checkpointEvery(4).options());
    Path file = folder.resolve("deep/checkpoint.zip");
    byte[] straight = train(plan, file, -1, 0).orElseThrow();

    // The run has ended, and its last checkpoint is that of iteration 8.
    assertThat(train(plan, file, -1, 8)).contains(straight);
  }

  @Test
  void aTrainingOfMovedSongsGoesOnWithTheSameMoves() throws IOException {
    ShiftRange range = new ShiftRange(-4, 4);
    TrainingPlan plan = plan(SmallTraining.DEFAULT.iterations(40).moved(range));
    byte[] straight = straightBytes(plan);
    Path file = folder.resolve("checkpoint.zip");

    assertThat(train(plan, file, 17, 0)).isEmpty();
    assertThat(train(plan, file, -1, 17)).contains(straight);
    assertThat(straightBytes(plan(SmallTraining.DEFAULT.iterations(40).options())))
        .isNotEqualTo(straight);
  }

  @Test
  void checkpointsDoNotChangeTheFingerprintAndOptionsDo() {
    TrainingPlan plan = plan(SmallTraining.DEFAULT.options());

    assertThat(plan(SmallTraining.DEFAULT.checkpointEvery(7).options()).fingerprint())
        .isEqualTo(plan.fingerprint());
    List<SmallTraining> others =
        List.of(
            SmallTraining.DEFAULT,
            SmallTraining.DEFAULT.units(11),
            SmallTraining.DEFAULT.hiddenLayers(2),
            SmallTraining.DEFAULT.nadeUnits(5),
            SmallTraining.DEFAULT.nadeUnits(6),
            SmallTraining.DEFAULT.learning(Loss.BCE, 1e-2, 0),
            SmallTraining.DEFAULT.learning(Loss.MSE, 2e-2, 0),
            SmallTraining.DEFAULT.learning(Loss.MSE, 1e-2, 0.9),
            SmallTraining.DEFAULT.dropout(0.1, 0, 0),
            SmallTraining.DEFAULT.dropout(0, 0.1, 0),
            SmallTraining.DEFAULT.dropout(0, 0, 0.1),
            SmallTraining.DEFAULT.iterations(13),
            SmallTraining.DEFAULT.batchSize(2),
            SmallTraining.DEFAULT.windowSteps(9),
            SmallTraining.DEFAULT.validateEvery(5),
            SmallTraining.DEFAULT.patience(2),
            SmallTraining.DEFAULT.seed(2));
    assertThat(others)
        .extracting(other -> plan(other.options()).fingerprint())
        .doesNotHaveDuplicates();
  }

  @Test
  void aCheckpointOfAnotherTrainingIsNotTaken() throws IOException {
    Path file = folder.resolve("checkpoint.zip");
    train(plan(SmallTraining.DEFAULT.options()), file, 5, 0);
    TrainingPlan other = plan(SmallTraining.DEFAULT.seed(2).options());

    byte[] bytes = train(other, file, -1, 0).orElseThrow();

    assertThat(bytes).isEqualTo(train(other, folder.resolve("none.zip"), -1, 0).orElseThrow());
  }

  @Test
  void aDamagedCheckpointIsAsGoodAsNone() throws IOException {
    TrainingPlan plan = plan(SmallTraining.DEFAULT.units(3).options());
    Path file = folder.resolve("checkpoint.zip");
    train(plan, file, 5, 0);
    byte[] whole = Files.readAllBytes(file);
    List<byte[]> damaged = new ArrayList<>();
    damaged.add(new byte[0]);
    for (int length = 1; length < whole.length; length += whole.length / 25) {
      damaged.add(Arrays.copyOf(whole, length));
    }
    Random random = new Random(1);
    int ignored = 0;
    for (int n = 0; n < 120; n++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      damaged.add(flipped);
    }
    for (byte[] bytes : damaged) {
      Files.write(file, bytes);
      TrainingRun run = plan.start(Kernels.vector(), workers, List.of());
      Optional<Integer> resumed = new Checkpoint(file, plan.fingerprint()).resume(run);
      if (resumed.isEmpty()) {
        ignored++;
        assertThat(run.snapshot().standing().iteration()).isZero();
        assertThat(run.snapshot().standing().rows()).isEmpty();
      } else {
        // The bit was in what a zip file says twice or nobody reads, such as a time.
        assertThat(resumed).contains(5);
        assertThat(modelBytes(plan, run)).isEqualTo(straightBytes(plan));
      }
    }
    assertThat(ignored).isGreaterThan(100);
  }

  @Test
  void aCheckpointThatIsRefusedLateChangesNothing() throws IOException {
    TrainingPlan plan =
        plan(
            SmallTraining.DEFAULT.nadeUnits(5).learning(Loss.MSE, 1e-2, 0.9).patience(2).options());
    Path file = folder.resolve("checkpoint.zip");
    train(plan, file, 5, 0);
    // The last of the groups in the file.
    exchange(file, "parameters/chain.direct.npy");
    TrainingRun run = plan.start(Kernels.vector(), workers, List.of());
    TrainingRun.Snapshot fresh = plan.start(Kernels.vector(), workers, List.of()).snapshot();

    assertThat(new Checkpoint(file, plan.fingerprint()).resume(run)).isEmpty();

    assertThat(run.snapshot().standing()).isEqualTo(fresh.standing());
    assertThat(run.snapshot().average().tensors()).isEqualTo(fresh.average().tensors());
    assertThat(run.snapshot().optimizerMemory().values().iterator().next().tensors())
        .isEqualTo(fresh.optimizerMemory().values().iterator().next().tensors());
    assertThat(run.snapshot().parameters().tensors()).isEqualTo(fresh.parameters().tensors());
    assertThat(run.snapshot().memory().toArray()).isEqualTo(fresh.memory().toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"iteration\":5, ; \"iteration\":2147483647,",
        "\"iteration\":5, ; \"iteration\":-1,",
        "\"iteration\":5, ; \"iteration\":5e300,",
        "\"bestIteration\":[0-9]+ ; \"bestIteration\":6",
        "\"worseValidations\":[0-9]+ ; \"worseValidations\":-5",
        "\"rows\":\\[ ; \"rows\":[null,",
        "\"rows\":null|\"rows\":\\[.*] ; \"rows\":null",
        "\"rows\":\\[ ; \"rows\":[{\"iteration\":9,\"trainLoss\":1,\"validationLoss\":1,\"validationNats\":1},",
      })
  @Timeout(60)
  void aCheckpointThatNoTrainingCanHaveWrittenIsNone(String before, String after)
      throws IOException {
    TrainingPlan plan = plan(SmallTraining.DEFAULT.validateEvery(2).options());
    Path file = folder.resolve("checkpoint.zip");
    train(plan, file, 5, 0);
    Map<String, byte[]> entries = entries(file);
    String json = new String(entries.get("checkpoint.json"), StandardCharsets.UTF_8);
    String changed = json.replaceFirst(before, Matcher.quoteReplacement(after));
    assertThat(changed).isNotEqualTo(json);
    entries.put("checkpoint.json", changed.getBytes(StandardCharsets.UTF_8));
    write(file, entries);
    TrainingRun run = plan.start(Kernels.vector(), workers, List.of());
    TrainingRun.Snapshot fresh = plan.start(Kernels.vector(), workers, List.of()).snapshot();

    assertThat(new Checkpoint(file, plan.fingerprint()).resume(run)).isEmpty();

    assertThat(run.snapshot().standing()).isEqualTo(fresh.standing());
    assertThat(run.snapshot().parameters().tensors()).isEqualTo(fresh.parameters().tensors());
  }

  @Test
  void aCheckpointOfAnotherFormIsNone() throws IOException {
    TrainingPlan plan = plan(SmallTraining.DEFAULT.options());
    Path file = folder.resolve("checkpoint.zip");
    train(plan, file, 5, 0);
    Map<String, byte[]> entries = entries(file);
    TrainingRun run = plan.start(Kernels.vector(), workers, List.of());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    assertThat(new Checkpoint(file, plan.fingerprint()).resume(run)).as("compressed").isEmpty();

    byte[] description = entries.get("checkpoint.json");
    entries.put(
        "checkpoint.json",
        new String(description, StandardCharsets.UTF_8)
            .replace("{\"format\":1,", "{\"format\":2,")
            .getBytes(StandardCharsets.UTF_8));
    write(file, entries);
    assertThat(new Checkpoint(file, plan.fingerprint()).resume(run)).as("another form").isEmpty();
    entries.put("checkpoint.json", description);
    write(file, entries);
    assertThat(new Checkpoint(file, plan.fingerprint()).resume(run)).as("this form").hasValue(5);

    run = plan.start(Kernels.vector(), workers, List.of());
    entries.put("checkpoint.json", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    write(file, entries);
    assertThat(new Checkpoint(file, plan.fingerprint()).resume(run)).as("deep").isEmpty();
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** Gives an array of a checkpoint values of which none is zero. */
  private static void exchange(Path file, String name) throws IOException {
    Map<String, byte[]> entries = entries(file);
    NpyArray array = Npy.read(Objects.requireNonNull(entries.get(name)), name);
    Arrays.fill(array.values(), 1);
    entries.put(name, Npy.write(array));
    write(file, entries);
  }

  private static void write(Path file, Map<String, byte[]> entries) {
    WholeFile.write(
        file,
        out -> {
          try (ZipWriter zip = new ZipWriter(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
              zip.add(entry.getKey(), entry.getValue());
            }
          }
        });
  }

  private byte[] modelBytes(TrainingPlan plan, TrainingRun run) throws IOException {
    Path model = folder.resolve("model.zip");
    ModelFile.write(model, plan.model(run.run(() -> false)));
    return Files.readAllBytes(model);
  }

  private byte[] straightBytes(TrainingPlan plan) throws IOException {
    return train(plan, folder.resolve("none.zip"), -1, 0).orElseThrow();
  }

  @Test
  void nothingIsWrittenBeforeTheFirstUpdate() throws IOException {
    TrainingPlan plan = plan(SmallTraining.DEFAULT.options());
    Path file = folder.resolve("checkpoint.zip");
    Checkpoint checkpoint = new Checkpoint(file, plan.fingerprint());
    plan.start(Kernels.vector(), workers, List.of(checkpoint)).run(() -> true);

    assertThat(file).doesNotExist();
    assertThat(checkpoint.writtenAt()).isEmpty();
    checkpoint.remove();
    Files.createDirectory(file);
    Files.createFile(file.resolve("something"));
    assertThatThrownBy(checkpoint::remove)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The checkpoint " + file + " cannot be removed");
  }
}
