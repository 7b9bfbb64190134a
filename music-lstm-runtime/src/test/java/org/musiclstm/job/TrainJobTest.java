package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.Links;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.Machine;
import org.musiclstm.sharing.Lease;
import org.musiclstm.sharing.MachineShare;
import org.musiclstm.sharing.ModelCache;
import org.musiclstm.shelf.MachineQueue;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.Schedule;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

/** What a training has to do with other builds, in this JVM. */
@Timeout(120)
class TrainJobTest {
  private static final SmallTraining SHORT = SmallTraining.DEFAULT;
  private static final long ROOM = 1_000_000_000;

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong();
  private long nanosecondsALook;

  /** Whether looks take time only once the songs have been read. */
  private boolean songsTakeNoTime;

  /** Whether they are being read. */
  private boolean readsInNoTime;

  private final Workers workers = new Workers(1);
  private Path songs;
  private String log = "";
  private String outputTimestamp = "1980-01-01T00:00:00Z";

  @BeforeEach
  void putSongs() throws IOException {
    System.setProperty(MachineQueue.FOLDER, folder.resolve("machine").toString());
    songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors = RandomSongs.tensors(1, RandomSongs.ENCODING, 40, 30, 20, 35);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  @AfterEach
  void end() {
    System.clearProperty(MachineQueue.FOLDER);
    workers.close();
  }

  private TrainRequest.Cache cache(long mostBytes) {
    return new TrainRequest.Cache(true, folder.resolve("cache"), mostBytes, true);
  }

  private TrainRequest.Cache noCache() {
    return new TrainRequest.Cache(false, folder.resolve("cache"), ROOM, true);
  }

  private Result train(String model, TrainingOptions options, TrainRequest.Cache cache)
      throws IOException {
    return train(model, options, cache, TrainRequest.Limits.NONE, () -> false);
  }

  private Result train(
      String model,
      TrainingOptions options,
      TrainRequest.Cache cache,
      TrainRequest.Limits limits,
      BooleanSupplier stop)
      throws IOException {
    readsInNoTime = songsTakeNoTime;
    TrainRequest request =
        new TrainRequest(
            new SongSource(
                new SongFolder(songs, List.of(), List.of()),
                List.of(),
                false,
                false,
                RandomSongs.ENCODING),
            options,
            List.of(),
            folder.resolve(model),
            folder.resolve("work"),
            cache,
            limits,
            outputTimestamp,
            1);
    Path events = folder.resolve("events.jsonl");
    try (EventLog log = new EventLog(events)) {
      return new TrainJob(request, Kernels.vector(), workers, log, stop, this::later).run();
    } finally {
      log = Files.readString(events);
    }
  }

  /** The clock or, where it is reported by how much, one that moves when somebody looks at it. */
  private long later() {
    if (nanosecondsALook == 0) {
      return System.nanoTime();
    }
    readsInNoTime = readsInNoTime && !events().contains("Training on ");
    return readsInNoTime ? now.get() : now.addAndGet(nanosecondsALook);
  }

  /** What has been reported so far. */
  private String events() {
    try {
      return Files.readString(folder.resolve("events.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String model) throws IOException {
    return Files.readAllBytes(folder.resolve(model));
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  @Test
  void aModelThatAnotherBuildHasTrainedIsTakenFromTheCacheUnderTheSongsNewNames()
      throws IOException {
    assertThat(train("one.zip", SHORT.options(), cache(ROOM)))
        .matches(result -> result.summary().get(0).equals("Trained 12 iterations."));
    assertThat(cached())
        .extracting(Path::getFileName)
        .map(Path::toString)
        .containsOnly("model.zip");
    Files.move(songs.resolve("0.mid"), songs.resolve("renamed.mid"));

    Result again = train("two.zip", SHORT.options(), cache(ROOM));

    assertThat(again.summary().get(0)).startsWith("Trained before");
    assertThat(log).doesNotContain("progress");
    train("three.zip", SHORT.options(), noCache());
    assertThat(log).contains("progress");
    assertThat(bytes("two.zip")).isEqualTo(bytes("three.zip")).isNotEqualTo(bytes("one.zip"));
  }

  @Test
  void aModelFromTheCacheSaysTheTimeOfTheBuildThatTakesIt() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    outputTimestamp = "2026-01-01T00:00:00Z";
    train("two.zip", SHORT.options(), cache(ROOM));
    assertThat(log).doesNotContain("progress");
    train("three.zip", SHORT.options(), noCache());

    assertThat(ModelFile.read(folder.resolve("two.zip")).provenance().making().time())
        .isEqualTo(outputTimestamp);
    assertThat(bytes("two.zip")).isEqualTo(bytes("three.zip")).isNotEqualTo(bytes("one.zip"));
  }

  @Test
  void besideAModelStandsWhichMachineHasTrainedItAndInTheCacheToo() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    Path beside = folder.resolve("one.machine.json");
    MusicModel model = ModelFile.read(folder.resolve("one.zip"));
    String fingerprint = model.provenance().fingerprint();
    assertThat(MachineFile.read(beside, fingerprint))
        .hasValueSatisfying(
            machine -> {
              assertThat(machine.java()).isEqualTo(System.getProperty("java.version"));
              assertThat(machine.details())
                  .containsEntry("threads", "1")
                  .containsEntry("kernel", Kernels.vector().description());
            });
    assertThat(Files.readString(beside))
        .doesNotContain(System.getProperty("user.name") + "\"")
        .doesNotContain(folder.toString());
    // Another machine trained what is in the cache.
    Path cached = new ModelCache(folder.resolve("cache")).machineFile(fingerprint);
    Machine other = new Machine("99", "other", "none", new TreeMap<>());
    MachineFile.write(cached, model, other);
    Files.move(songs.resolve("0.mid"), songs.resolve("renamed.mid"));

    train("two.zip", SHORT.options(), cache(ROOM));

    assertThat(MachineFile.read(folder.resolve("two.machine.json"), fingerprint)).hasValue(other);
    assertThat(folder.resolve("two.machine.json")).content().contains("renamed.mid");
    Files.delete(cached);
    train("two.zip", SHORT.options(), cache(ROOM));
    assertThat(MachineFile.read(folder.resolve("two.machine.json"), fingerprint)).hasValue(other);
    Files.delete(folder.resolve("two.zip"));
    Files.delete(folder.resolve("two.machine.json"));
    Files.writeString(folder.resolve("three.machine.json"), "of another model");
    train("three.zip", SHORT.options(), cache(ROOM));
    assertThat(folder.resolve("three.machine.json")).doesNotExist();
  }

  @Test
  void whatCannotSayTheMachineKeepsNobodyFromTheModelInTheCache() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    Path beside = folder.resolve("one.machine.json");
    byte[] whole = Files.readAllBytes(beside);
    byte[] damaged = whole.clone();
    damaged[0] = (byte) 0xFF;
    Files.write(beside, damaged);

    train("one.zip", SHORT.options(), cache(ROOM));

    assertThat(log).doesNotContain("progress");
    assertThat(beside).hasBinaryContent(whole);
    Path cached =
        new ModelCache(folder.resolve("cache"))
            .machineFile(ModelFile.fingerprint(folder.resolve("one.zip")));
    Files.delete(cached);
    UnreadableFile.make(cached);
    Files.delete(beside);
    train("one.zip", SHORT.options(), cache(ROOM));
    assertThat(log).doesNotContain("progress");
    assertThat(beside).doesNotExist();
    Files.delete(cached);
  }

  @Test
  void otherOptionsOrSongsAreAnotherModel() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    train("one.zip", SHORT.seed(2).options(), cache(ROOM));
    assertThat(log).contains("progress");
    Files.delete(songs.resolve("1.mid"));
    train("one.zip", SHORT.options(), cache(ROOM));
    assertThat(log).contains("progress");

    assertThat(cached()).hasSize(3);
  }

  @Test
  void aModelInItsPlaceIsTakenWithoutACache() throws IOException {
    train("one.zip", SHORT.options(), noCache());
    byte[] first = bytes("one.zip");

    train("one.zip", SHORT.options(), noCache());

    assertThat(log).doesNotContain("progress");
    assertThat(bytes("one.zip")).isEqualTo(first);
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void aDamagedCacheIsTrainedAnewAndMended() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    byte[] whole = bytes("one.zip");
    Path cached = cached().get(0);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    for (byte[] content : List.of(damaged, new byte[0], new byte[] {1, 2, 3})) {
      Files.write(cached, content);

      train("two.zip", SHORT.options(), cache(ROOM));

      assertThat(log).contains("the cache is damaged", "progress");
      assertThat(bytes("two.zip")).isEqualTo(whole);
      assertThat(cached).hasBinaryContent(whole);
      Files.delete(folder.resolve("two.zip"));
    }
  }

  @Test
  void aModelOfAnotherFingerprintInTheCacheIsNotTaken() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    Path first = cached().get(0);
    byte[] whole = bytes("one.zip");
    train("other.zip", SHORT.seed(2).options(), noCache());
    Files.copy(folder.resolve("other.zip"), first, StandardCopyOption.REPLACE_EXISTING);

    train("two.zip", SHORT.options(), cache(ROOM));

    assertThat(bytes("two.zip")).isEqualTo(whole);
  }

  @Test
  void aCacheThatCannotBeUsedIsAWarning() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file");

    Result result = train("one.zip", SHORT.options(), cache(ROOM));

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(log).contains("cannot be used", "cacheDirectory");
  }

  @Test
  void aModelThatIsLargerThanTheCacheIsNotKept() throws IOException {
    train("one.zip", SHORT.options(), cache(1000));

    assertThat(log).contains("Raise cacheMaxSize (1.0 kB)");
    assertThat(cached()).isEmpty();
  }

  @Test
  void trainingWaitsWhileAnotherBuildTrainsTheSameAndTakesItsModel() throws Exception {
    train("one.zip", SHORT.options(), cache(ROOM));
    Path model = cached().get(0);
    Path hidden = Files.move(model, folder.resolve("hidden.zip"));
    Path lock = folder.resolve("cache").resolve(model.resolveSibling("").getFileName() + ".lock");
    Lease other = Lease.tryTake(lock).orElseThrow();
    Thread otherBuild =
        new Thread(
            () -> {
              try {
                while (!Files.readString(folder.resolve("events.jsonl")).contains("Waiting")) {
                  Thread.onSpinWait();
                }
                Files.createDirectories(model.getParent());
                Files.move(hidden, model);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              } finally {
                other.close();
              }
            });
    otherBuild.start();

    Result result = train("two.zip", SHORT.options(), cache(ROOM));
    otherBuild.join();

    assertThat(log)
        .contains("in training by process " + ProcessHandle.current().pid() + ".")
        .doesNotContain("progress");
    assertThat(result.summary().get(0)).startsWith("Trained before");
    assertThat(bytes("two.zip")).isEqualTo(bytes("one.zip"));
  }

  @Test
  void whoIsStoppedWhileWaitingHasTrainedNothing() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    Path model = cached().get(0);
    Files.delete(model);
    Files.delete(folder.resolve("one.zip"));
    Path lock = folder.resolve("cache").resolve(model.resolveSibling("").getFileName() + ".lock");
    Lease other = Lease.tryTake(lock).orElseThrow();
    try (other) {
      Result result =
          train(
              "one.zip",
              SHORT.options(),
              cache(ROOM),
              TrainRequest.Limits.NONE,
              () -> events().contains("Waiting for the same model"));

      assertThat(result)
          .isEqualTo(
              new Result(
                  Result.Status.INTERRUPTED,
                  List.of("Waiting was interrupted before training began; nothing was trained.")));
    }
    assertThat(train("one.zip", SHORT.options(), cache(ROOM), TrainRequest.Limits.NONE, () -> true))
        .isEqualTo(
            new Result(
                Result.Status.INTERRUPTED,
                List.of("The build was interrupted before training began; nothing was trained.")));
    assertThat(folder.resolve("one.zip")).doesNotExist();
  }

  @Test
  void trainingWaitsForTheMachineUnlessItIsReportedNotTo() throws IOException {
    int all = Runtime.getRuntime().availableProcessors();
    MachineShare other = wholeMachine(all);
    TrainingOptions large = SHORT.iterations(10_000_000).options();
    try (other) {
      other.expect(Instant.now().plusSeconds(3600));
      Result waited =
          train(
              "one.zip", large, noCache(), new TrainRequest.Limits(300, false, true), () -> false);
      assertThat(waited.status()).isEqualTo(Result.Status.INPUT);
      assertThat(waited.summary().get(0)).contains("PT0.3S", "waited for", "queue");
      assertThat(log)
          .contains(
              "Waiting for processors and memory, which are in use by process "
                  + ProcessHandle.current().pid()
                  + " (up to about 60 minutes more). ");
      assertThat(folder.resolve("one.zip")).doesNotExist();

      Result impatient =
          train(
              "one.zip",
              SHORT.options(),
              noCache(),
              new TrainRequest.Limits(0, false, false),
              () -> false);
      assertThat(impatient.status()).isEqualTo(Result.Status.DONE);
      assertThat(log).doesNotContain("Waiting");
    }
  }

  private MachineShare wholeMachine(int processors) throws IOException {
    return MachineShare.take(
            folder.resolve("machine"),
            List.of(new MachineShare.Want("processor", processors, processors)),
            false,
            holders -> {},
            () -> false)
        .orElseThrow();
  }

  @Test
  void aSmallTrainingDoesNotWaitForALargeOne() throws IOException {
    MachineShare other = wholeMachine(Runtime.getRuntime().availableProcessors());
    try (other) {
      Result result = train("one.zip", SHORT.options(), noCache());

      assertThat(result.status()).isEqualTo(Result.Status.DONE);
      assertThat(log).doesNotContain("Waiting");
    }
  }

  @Test
  void aTrainingSaysHowLongItStillNeedsWithoutNamingItsProject() throws IOException {
    Set<String> said = new TreeSet<>();
    BooleanSupplier look =
        () -> {
          for (Path holder :
              List.of(
                  folder.resolve("machine/processor-0.holder"),
                  folder.resolve("machine/memory-0.holder"),
                  folder.resolve("work/lock.holder"))) {
            try {
              said.add(holder.getFileName() + " " + Files.readString(holder));
            } catch (IOException e) {
              // It is just being made.
            }
          }
          return said.stream().filter(text -> text.contains("until")).count() >= 3;
        };

    train(
        "one.zip",
        SHORT.units(40).iterations(100_000).options(),
        noCache(),
        TrainRequest.Limits.NONE,
        look);

    assertThat(said)
        .hasSizeGreaterThan(3)
        .allMatch(
            text ->
                text.matches(
                    "(processor-0|memory-0|lock).holder process [0-9]+\n(until [-0-9:TZ]+\n)?"));
  }

  @Test
  void withAKeyAModelOfSomebodyElseIsNotTakenAndOnesOwnIs() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "k".repeat(40));
    TrainRequest.Cache mine =
        new TrainRequest.Cache(true, folder.resolve("cache"), ROOM, true, List.of(key));
    train("theirs.zip", SHORT.options(), cache(ROOM));

    train("one.zip", SHORT.options(), mine);
    assertThat(log).contains("is not taken: who has put it there", "cacheKeyFile", "progress");

    train("two.zip", SHORT.options(), mine);
    assertThat(log).doesNotContain("progress", "warning");
    assertThat(bytes("two.zip")).isEqualTo(bytes("theirs.zip"));
    assertThat(folder.resolve("two.machine.json")).exists();
    assertThat(folder.resolve("work")).isDirectoryNotContaining("glob:**copy*");

    Files.write(key, "q".repeat(40).getBytes(StandardCharsets.UTF_8));
    train("three.zip", SHORT.options(), mine);
    assertThat(log).contains("is not taken", "progress");
  }

  @Test
  void withAKeyOnlyOnesOwnCheckpointIsGoneOnFrom() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "k".repeat(40));
    TrainRequest.Cache mine =
        new TrainRequest.Cache(true, folder.resolve("cache"), ROOM, true, List.of(key));
    TrainingOptions options = SHORT.units(40).iterations(100_000).options();
    TrainRequest.Limits brief = new TrainRequest.Limits(1, true, true);
    train("one.zip", options, cache(ROOM), brief, () -> false);

    train("one.zip", options, mine, brief, () -> false);
    assertThat(log).contains("The checkpoint", "is not taken").doesNotContain("Going on");
    train("one.zip", options, mine, brief, () -> false);
    assertThat(log).contains("Going on from the checkpoint").doesNotContain("is not taken");
  }

  @Test
  void aLinkInTheCacheIsNotFollowed() throws IOException {
    train("one.zip", SHORT.options(), cache(ROOM));
    Path entry = cached().get(0).resolveSibling("").normalize();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(entry, elsewhere);
    Links.make(entry, elsewhere);
    byte[] theirs = {1, 2, 3};
    Files.write(elsewhere.resolve("model.zip"), theirs);

    Result result = train("two.zip", SHORT.options(), cache(0));

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(log).contains("cannot be used", "link", "progress");
    assertThat(elsewhere.resolve("model.zip")).hasBinaryContent(theirs);
  }

  @Test
  void aCheckpointThatIsLeftCountsForTheSizeOfTheCache() throws IOException {
    TrainRequest.Limits brief = new TrainRequest.Limits(1, true, true);
    for (int seed = 1; seed <= 4; seed++) {
      train(
          "one.zip",
          SHORT.units(40).iterations(5000).seed(seed).options(),
          cache(1),
          brief,
          () -> false);
      assertThat(log).contains("Removed from the cache", "checkpoint");
    }
    assertThat(cached()).isEmpty();
  }

  @Test
  void whileTheCodeMayChangeAModelInItsPlaceIsNotTrusted() throws IOException {
    TrainRequest.Cache none = new TrainRequest.Cache(false, folder.resolve("cache"), ROOM, false);
    train("one.zip", SHORT.options(), none);
    train("one.zip", SHORT.options(), none);

    assertThat(log).contains("progress");
  }

  @Test
  void aTimeBudgetThatIsUsedUpMakesTheModelOfSoManyIterationsAndTheNextBuildGoesOn()
      throws IOException {
    nanosecondsALook = 10_000;
    TrainingOptions options = SHORT.units(40).iterations(60).validateEvery(7).options();
    train("whole.zip", options, noCache());
    TrainRequest.Limits one = new TrainRequest.Limits(1, false, true);
    int last = 0;
    int cuts = 0;
    Result result;
    do {
      result = train("cut.zip", options, cache(ROOM), one, () -> false);
      MusicModel model = ModelFile.read(folder.resolve("cut.zip"));
      int iterations = Integer.parseInt(model.provenance().options().get("iterations"));
      assertThat(iterations).isGreaterThan(last);
      last = iterations;
      if (!result.unfinished().isEmpty()) {
        cuts++;
        assertThat(result.unfinished())
            .isEqualTo(
                "the time budget of PT0.001S was used up at iteration " + iterations + " of 60");
        train("straight.zip", options.with(Schedule.ITERATIONS, iterations), noCache());
        assertThat(bytes("cut.zip")).isEqualTo(bytes("straight.zip"));
        Files.delete(folder.resolve("straight.zip"));
      }
    } while (!result.unfinished().isEmpty());

    assertThat(cuts).isPositive();
    assertThat(last).isEqualTo(60);
    assertThat(bytes("cut.zip")).isEqualTo(bytes("whole.zip"));
    assertThat(cached()).hasSize(1);
  }

  @Test
  void aTimeBudgetMayFailAndKeepsTheCheckpoint() throws IOException {
    nanosecondsALook = 10_000;
    TrainingOptions options = SHORT.units(40).iterations(5000).options();

    Result result =
        train("one.zip", options, cache(ROOM), new TrainRequest.Limits(1, true, true), () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0)).contains("PT0.001S", "of 5000", "onTimeBudget");
    assertThat(folder.resolve("one.zip")).doesNotExist();
    assertThat(cached())
        .extracting(Path::getFileName)
        .map(Path::toString)
        .contains("checkpoint.zip");
  }

  /** Songs of which more are kept to measure than can be measured in a second. */
  private void measureMuch() throws IOException {
    for (int n = 0; n < 40; n++) {
      NoteTensor song = RandomSongs.tensors(100 + n, RandomSongs.ENCODING, 100).get(0);
      Files.write(songs.resolve("more-" + n + ".mid"), RandomSongs.midi(song));
    }
    // Of an update of 8 steps there are a few dozen looks, of a validation thousands.
    nanosecondsALook = 1_000_000;
    songsTakeNoTime = true;
  }

  private static final TrainingOptions MEASURING =
      SHORT.batchSize(1).iterations(300).validateEvery(20).with(Split.SHARE, 0.9).options();

  @Test
  void aValidationIsBrokenOffRatherThanATimeBudgetOverdrawnByMuch() throws IOException {
    measureMuch();
    TrainRequest.Limits limits = new TrainRequest.Limits(1500, true, false);

    Result result = train("cut.zip", MEASURING, cache(ROOM), limits, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0))
        .startsWith("The time budget of PT1.5S was used up at iteration ")
        .contains("; the next build goes on from there.");
    long over = now.get() - 1_500_000_000L;
    assertThat(over).as("nanoseconds beyond the budget").isLessThan(2_000_000_000L);

    nanosecondsALook = 0;
    train("cut.zip", MEASURING, cache(ROOM));
    train("straight.zip", MEASURING, noCache());
    assertThat(bytes("cut.zip")).isEqualTo(bytes("straight.zip"));
  }

  @Test
  void whereThereIsNoTimeToMeasureTheModelIsTheLastOneThatWasMeasured() throws IOException {
    measureMuch();
    train("cut.zip", MEASURING, cache(ROOM), LIMITS, () -> events().contains("\"validated\":true"));
    // Time for one update, but not for another validation.
    TrainRequest.Limits limits = new TrainRequest.Limits(100, false, false);

    Result result = train("cut.zip", MEASURING, cache(ROOM), limits, () -> false);

    assertThat(result.summary().get(0))
        .contains(", so the model is the one that iterations=20 makes; the next build goes on");
    assertThat(result.unfinished()).startsWith("the time budget of ");
    nanosecondsALook = 0;
    train("straight.zip", MEASURING.with(Schedule.ITERATIONS, 20), noCache());
    assertThat(bytes("cut.zip")).isEqualTo(bytes("straight.zip"));
    train("cut.zip", MEASURING, cache(ROOM));
    train("whole.zip", MEASURING, noCache());
    assertThat(bytes("cut.zip")).isEqualTo(bytes("whole.zip"));
  }

  @Test
  void whereNothingWasMeasuredThereIsNoModelButTheNextBuildGoesOn() throws IOException {
    measureMuch();
    TrainRequest.Limits limits = new TrainRequest.Limits(100, false, false);

    Result result = train("one.zip", MEASURING, cache(ROOM), limits, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0))
        .contains(
            "and nothing was measured yet, so that there is no model; the next build goes on from"
                + " there. Raise timeBudget, or lower validationShare.");
    assertThat(folder.resolve("one.zip")).doesNotExist();
    nanosecondsALook = 0;
    train("one.zip", MEASURING, cache(ROOM));
    assertThat(log).contains("Going on from the checkpoint at iteration ");
    train("straight.zip", MEASURING, noCache());
    assertThat(bytes("one.zip")).isEqualTo(bytes("straight.zip"));
  }

  @Test
  void aTimeBudgetThatTheSongsCannotBeReadInIsSaidToBeTooSmall() throws IOException {
    nanosecondsALook = 1_000_000_000;
    for (boolean fails : new boolean[] {true, false}) {
      Result result =
          train(
              "one.zip",
              SHORT.options(),
              noCache(),
              new TrainRequest.Limits(2000, fails, false),
              () -> false);

      assertThat(result)
          .isEqualTo(
              new Result(
                  Result.Status.INPUT,
                  List.of(
                      "The time budget of PT2S was used up before training began; nothing was"
                          + " trained. Raise timeBudget.")));
    }
  }

  /** Stopped wherever it asks, a job has either done all or says that it was interrupted. */
  @Test
  void itCanBeStoppedWhereverItAsksAndEndsInTheSameBytes() throws IOException {
    TrainingOptions options = SHORT.iterations(9).validateEvery(4).options();
    AtomicInteger asked = new AtomicInteger();
    train("straight.zip", options, noCache());
    train("whole.zip", options, noCache(), LIMITS, () -> asked.incrementAndGet() < 0);
    int all = asked.get();
    int interrupted = 0;
    for (int before = 0; before < all + 10; before += 1 + all / 15) {
      AtomicInteger left = new AtomicInteger(before);

      Result result =
          train("cut.zip", options, cache(ROOM), LIMITS, () -> left.decrementAndGet() < 0);

      if (result.status() == Result.Status.INTERRUPTED) {
        interrupted++;
        assertThat(result.summary().get(0)).contains("interrupted");
      } else {
        assertThat(result.status()).isEqualTo(Result.Status.DONE);
        assertThat(bytes("cut.zip")).isEqualTo(bytes("straight.zip"));
        break;
      }
    }
    assertThat(interrupted).isGreaterThan(3);
    assertThat(bytes("cut.zip")).isEqualTo(bytes("straight.zip"));
  }

  private static final TrainRequest.Limits LIMITS = TrainRequest.Limits.NONE;

  @Test
  void aModelThatCannotBeWrittenLeavesACheckpoint() throws IOException {
    TrainingOptions options = SHORT.options();
    int[] looks = {0};
    BooleanSupplier sabotage =
        () -> {
          try {
            if (looks[0]++ == 8) {
              Files.createDirectories(folder.resolve("one.zip").resolve("a folder in the way"));
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return false;
        };
    assertThatThrownBy(
            () -> train("one.zip", options, cache(ROOM), TrainRequest.Limits.NONE, sabotage))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("one.zip");

    train("two.zip", options, cache(ROOM));

    assertThat(log).contains("Going on from the checkpoint at iteration 12");
    train("three.zip", options, noCache());
    assertThat(bytes("two.zip")).isEqualTo(bytes("three.zip"));
  }

  /** Asks to stop from when a file of the folder is on its way. */
  private BooleanSupplier whileItIsWritten(String file) {
    AtomicBoolean asked = new AtomicBoolean();
    return () -> {
      if (!asked.get()) {
        try (Stream<Path> files = Files.list(folder)) {
          asked.set(
              files.anyMatch(part -> part.getFileName().toString().startsWith("." + file + ".")));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return asked.get();
    };
  }

  @Test
  void whoIsStoppedWhileTheModelIsWrittenHasNothingToTrainAgain() throws IOException {
    TrainingOptions options = SHORT.options();
    train("straight.zip", options, noCache());
    // To the end, and as far as there is time.
    for (TrainRequest.Limits limits : List.of(LIMITS, new TrainRequest.Limits(1, false, true))) {
      nanosecondsALook = limits.milliseconds() == 0 ? 0 : 10_000;
      String model = "cut-" + limits.milliseconds() + ".zip";
      TrainRequest.Cache cache =
          new TrainRequest.Cache(true, folder.resolve(model + "-cache"), ROOM, true);

      Result result = train(model, options, cache, limits, whileItIsWritten(model));

      assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
      assertThat(result.summary().get(0))
          .matches(
              "Training was interrupted after iteration [0-9]+; the next build goes on from there.");
      assertThat(folder.resolve(model)).doesNotExist();
      nanosecondsALook = 0;
      train(model, options, cache);
      assertThat(log)
          .contains(
              "Going on from the checkpoint at iteration "
                  + result.summary().get(0).replaceAll("[^0-9]", ""));
      assertThat(bytes(model)).isEqualTo(bytes("straight.zip"));
    }
  }

  @Test
  void whoIsStoppedWhileTheModelIsWrittenAndCanKeepNothingWasInterruptedAllTheSame()
      throws IOException {
    train("one.zip", SHORT.options(), noCache(), LIMITS, whileItIsWritten("one.zip"));
    Path checkpoint;
    try (Stream<Path> files = Files.list(folder.resolve("work"))) {
      checkpoint = files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    }
    Files.delete(checkpoint);
    Files.createDirectories(checkpoint.resolve("a folder in the way"));

    Result result =
        train("one.zip", SHORT.options(), noCache(), LIMITS, whileItIsWritten("one.zip"));

    assertThat(result)
        .isEqualTo(
            new Result(
                Result.Status.INTERRUPTED,
                List.of("Training was interrupted and there is no checkpoint to go on from.")));
    assertThat(log).contains("\"WARNING\"", "The file " + checkpoint);
  }

  @Test
  void aTimeBudgetThatIsUsedUpWhileTheMemoryIsLookedAtIsKept() throws IOException {
    nanosecondsALook = 1;
    int[] looks = {0};
    BooleanSupplier lateInTheCheck =
        () -> {
          if (StackWalker.getInstance()
              .walk(
                  frames -> frames.anyMatch(at -> at.getClassName().endsWith(".TrainingMemory")))) {
            looks[0]++;
            nanosecondsALook = 3_000_000_000L;
          }
          return false;
        };

    Result result =
        train(
            "one.zip",
            SHORT.options(),
            noCache(),
            new TrainRequest.Limits(1000, true, true),
            lateInTheCheck);

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(0)).contains("was used up before training began");
    assertThat(looks[0]).as("looks at songs, of which there are more").isEqualTo(1);
  }

  @Test
  void whoIsStoppedBeforeItIsItsTurnOnTheMachineGivesTheModelBack() throws IOException {
    Path held = folder.resolve("work").resolve("lock");
    int[] looks = {0};
    // Whether it waits no longer is the first question.
    BooleanSupplier oncePassed =
        () -> Files.exists(held.resolveSibling("lock.holder")) && looks[0]++ > 0;

    Result result = train("one.zip", SHORT.options(), noCache(), LIMITS, oncePassed);

    assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(looks[0]).isEqualTo(2);
    Lease.tryTake(held).orElseThrow().close();
  }
}
