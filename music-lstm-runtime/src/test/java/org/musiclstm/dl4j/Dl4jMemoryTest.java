package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.ChildJvm;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.BatchSize;
import org.musiclstm.network.Descent;
import org.musiclstm.network.Dropout;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Footprint;
import org.musiclstm.network.Learner;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.RandomBatch;
import org.musiclstm.network.State;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainedNetwork;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingRun;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.abstracts.Nd4jWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** What the formula predicts is enough for all of a training, on the heap and outside of it. */
@ExtendWith(Nd4jForThisMachine.class)
class Dl4jMemoryTest {
  private static final long MEGABYTE = 1_000_000;

  /** What the JVM, Deeplearning4j and ND4J's library have on the heap before a training begins. */
  private static final long BEFORE = 40;

  /** What the JVM and ND4J's library take beside the heap and the arrays. */
  private static final long BESIDE = 150;

  @TempDir Path folder;

  private static BatchSize batch(int windows, int layers) {
    return new BatchSize(windows, layers, 5L * windows * layers, 5);
  }

  @Test
  void moreUnitsFeaturesLayersSongsAndWindowsTakeMoreInBothPlaces() {
    NetworkShape shape = new NetworkShape(88, 256, 1);
    Footprint base = Dl4jMemory.ofTraining(shape, batch(8, 64), 4);
    for (Footprint more :
        List.of(
            Dl4jMemory.ofTraining(new NetworkShape(89, 256, 1), batch(8, 64), 4),
            Dl4jMemory.ofTraining(new NetworkShape(88, 320, 1), batch(8, 64), 4),
            Dl4jMemory.ofTraining(new NetworkShape(88, 256, 2), batch(8, 64), 4),
            Dl4jMemory.ofTraining(shape, batch(9, 64), 4),
            Dl4jMemory.ofTraining(shape, batch(8, 65), 4))) {
      assertThat(more.heap()).isGreaterThan(base.heap());
      assertThat(more.outside()).isGreaterThan(base.outside());
    }
    // Copies of the parameters and the songs' notes are the runtime's own.
    Footprint copies = Dl4jMemory.ofTraining(shape, batch(8, 64), 5);
    assertThat(copies.heap() - base.heap()).isEqualTo(4 * Parameters.size(shape));
    assertThat(copies.outside()).isEqualTo(base.outside());
    Footprint notes = Dl4jMemory.ofTraining(shape, new BatchSize(8, 64, 6 * 8 * 64, 6), 4);
    assertThat(notes.heap()).isGreaterThan(base.heap());
    assertThat(notes.outside()).isEqualTo(base.outside());
  }

  @Test
  void arraysThatJavaCannotHaveDoNotFit() {
    assertThat(Dl4jMemory.fitsArrays(new NetworkShape(88, 256, 1), batch(8, 64))).isTrue();
    // 4 * 8192 * 8192 parameters of the first layer are 2^28, and twice as many of the next.
    assertThat(Dl4jMemory.fitsArrays(new NetworkShape(88, 8192, 1), batch(8, 64))).isTrue();
    assertThat(Dl4jMemory.fitsArrays(new NetworkShape(88, 8192, 2), batch(8, 64))).isFalse();
    // The targets of many features: 4096 * 1024 * 512 are 2^31.
    assertThat(Dl4jMemory.fitsArrays(new NetworkShape(4096, 8, 1), batch(1024, 511))).isTrue();
    assertThat(Dl4jMemory.fitsArrays(new NetworkShape(4096, 8, 1), batch(1024, 512))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "8, 1, 20, 2, 5, 3, MSE",
    "64, 2, 300, 8, 20, 17, BCE",
    "512, 1, 20, 2, 4, 4, MSE",
    "128, 2, 88, 16, 20, 9, MSE",
  })
  void whatIsKeptOutsideOfTheHeapIsWhatTheFormulaPredictsAndMostOfThat(
      int units, int layers, int features, int windows, int steps, int shortest, Loss loss) {
    NetworkShape shape = new NetworkShape(features, units, layers);
    int[] lengths = new int[windows];
    Arrays.fill(lengths, 0, windows - 1, steps);
    lengths[windows - 1] = shortest;
    // Workspaces are those of the thread, and as large as the largest network needed.
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    try (Workers workers = new Workers(1)) {
      Learner learner =
          Dl4jEngine.start(workers)
              .learner(shape, windows, windows * steps, new Descent(loss, 0.9, 1e-8, 1));
      Parameters parameters = Parameters.initial(shape, 1, new float[features]);
      State state = new State(shape, windows);
      Random random = new Random(1);
      for (int iteration = 0; iteration < 3; iteration++) {
        RandomBatch batch = new RandomBatch(random, features, lengths);
        learner.run(parameters, batch.batch(), state, new Dropout(0.3, 0.5, 1, iteration));
        learner.update(parameters, learner.gradient(), learner.norm(), 1e-3);
        learner.forward().run(parameters, batch.batch(), state);
      }
    }
    // Parameters, their gradient and mean squares.
    long kept = 3 * Float.BYTES * shape.parameters();
    for (MemoryWorkspace workspace :
        Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread()) {
      kept += workspace.getCurrentSize() + ((Nd4jWorkspace) workspace).getSpilledSize();
    }
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();

    // What is copied in and out takes the rest.
    long bound = Dl4jMemory.ofTraining(shape, batch(windows, steps), 4).outside();
    assertThat(kept).isBetween(bound / 2, bound);
  }

  private static TrainingPlan plan(int units, int layers, int windows, int steps) {
    List<Song> songs = new ArrayList<>();
    for (int n = 0; n < windows; n++) {
      int[] length = {2 * steps + n % 5};
      NoteTensor tensor = RandomSongs.tensors(n, RandomSongs.ENCODING, length).get(0);
      songs.add(RandomSongs.song("song " + n, tensor));
    }
    return new TrainingPlan(
        RandomSongs.ENCODING,
        SmallTraining.DEFAULT
            .units(units)
            .hiddenLayers(layers)
            .dropout(0.3, 0.5, 0.2)
            .learning(Loss.MSE, 1e-2, 0.9)
            .iterations(2)
            .validateEvery(1)
            .batchSize(windows)
            .windowSteps(steps)
            .options()
            .with(EngineName.OPTION, EngineName.DL4J),
        new Split(songs, songs.subList(0, 2)),
        List.of());
  }

  private String run(int units, int layers, int windows, int steps, String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-XX:+UseSerialGC");
    for (String property : List.of("org.bytedeco.javacpp.cachedir", "nd4j.platform")) {
      String value = System.getProperty(property, "");
      if (!value.isEmpty()) {
        all.add("-D" + property + "=" + value);
      }
    }
    ChildJvm child =
        ChildJvm.start(
            folder.resolve("output.txt"),
            all,
            Program.class,
            folder.toString(),
            Integer.toString(units),
            Integer.toString(layers),
            Integer.toString(windows),
            Integer.toString(steps));
    assertThat(child.exitCode()).as(child.output()).isZero();
    return child.output();
  }

  @Test
  void aNetworkThatIsTooLargeForAnySongsIsRefusedBeforeTheTrainingWaits() {
    try (Workers workers = new Workers(1)) {
      TrainingPlan plan = plan(8192, 2, 2, 5);
      Engine engine = Dl4jEngine.start(workers);

      assertThatThrownBy(() -> plan.check(engine))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("The engine dl4j has no room for a network of 80")
          .hasMessageEndingWith(" parameters. Lower hiddenUnits (8192) or hiddenLayers (2).");
    }
  }

  @Test
  void aTrainingWithItsCheckpointAndModelFitsIntoWhatTheFormulaPredicts() throws Exception {
    Footprint footprint;
    try (Workers workers = new Workers(1)) {
      footprint = plan(256, 2, 16, 20).footprint(Dl4jEngine.start(workers));
    }
    long heap = footprint.heap() / MEGABYTE + 1 + BEFORE;
    long all = heap + footprint.outside() / MEGABYTE + 1 + BESIDE;
    String output =
        run(
            256,
            2,
            16,
            20,
            "-Xmx" + heap + "m",
            // More than that, and JavaCPP throws an OutOfMemoryError.
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=" + all + "m");

    assertThat(output).contains("trained");
    assertThat(folder.resolve("model.zip")).exists();
  }

  @Test
  void whatDoesNotFitOutsideOfTheHeapIsRefusedAtOnceWithWhatToDo() throws Exception {
    assertThat(run(256, 1, 64, 256, "-Xmx160m", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=640m"))
        .containsPattern(
            "Training needs 3\\d\\d MB of memory outside of the heap, but there the engine dl4j may"
                + " take only 3\\d\\d MB\\. Lower batchSize \\(64 songs side by side\\), windowSteps"
                + " \\(256\\) or hiddenUnits \\(256\\), or allow it more with jvmArgs, such as"
                + " -Xmx\\d+m -Dorg\\.bytedeco\\.javacpp\\.maxPhysicalBytes=\\d+m\\.");
    assertThat(folder.resolve("model.zip")).doesNotExist();
  }

  /** Trains, with a checkpoint and a model, or prints why it may not. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      int[] sizes = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
      TrainingPlan plan = plan(sizes[0], sizes[1], sizes[2], sizes[3]);
      Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.zip"), plan.fingerprint());
      try (Workers workers = new Workers(1)) {
        TrainingRun run = plan.start(Dl4jEngine.start(workers), workers, List.of(checkpoint));
        TrainedNetwork network = run.run(() -> false);
        checkpoint.checkpoint(run);
        ModelFile.write(folder.resolve("model.zip"), plan.model(network));
        System.out.println("trained " + Files.size(folder.resolve("model.zip")));
      } catch (InputException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
