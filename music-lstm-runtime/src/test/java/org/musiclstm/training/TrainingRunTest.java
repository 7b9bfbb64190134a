package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.RefusedOptionsException;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.Fit;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Optimizer;
import org.musiclstm.network.Parameters;
import org.musiclstm.tensor.NoteTensor;

class TrainingRunTest {
  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  private TrainingRun run(
      TrainingOptions options,
      List<NoteTensor> songs,
      List<NoteTensor> validation,
      TrainingListener... listeners) {
    return new TrainingRun(
        options,
        songs,
        validation,
        new JvmEngine(Kernels.vector(), workers),
        workers,
        List.of(listeners));
  }

  /** A scale up and down without end, from a given note on. */
  private static NoteTensor scale(int steps, int from) {
    int[] degrees = {0, 2, 4, 5, 7, 5, 4, 2};
    int pitches = RandomSongs.ENCODING.rows();
    NoteTensor.Builder builder = NoteTensor.builder(RandomSongs.ENCODING);
    for (int step = 0; step < steps; step++) {
      int pitch = degrees[(from + step) % degrees.length];
      builder.addStep(pitch, pitches + pitch);
    }
    return builder.build();
  }

  /** Hears everything. */
  private static final class Ear implements TrainingListener {
    final List<Integer> updates = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    final List<TrainingLog.Row> rows = new ArrayList<>();
    final List<Boolean> best = new ArrayList<>();
    final List<Integer> checkpoints = new ArrayList<>();

    @Override
    public void updated(int iteration, double loss) {
      updates.add(iteration);
      losses.add(loss);
    }

    @Override
    public void validated(TrainingLog.Row row, boolean isBest) {
      rows.add(row);
      best.add(isBest);
    }

    @Override
    public void checkpoint(TrainingRun run) {
      checkpoints.add(run.snapshot().standing().iteration());
    }
  }

  @Test
  void aPeriodicSongIsLearnt() {
    List<NoteTensor> songs = List.of(scale(40, 0), scale(40, 2), scale(40, 4), scale(40, 6));
    Ear ear = new Ear();

    TrainedNetwork network =
        run(
                SmallTraining.DEFAULT
                    .units(24)
                    .iterations(150)
                    .batchSize(4)
                    .windowSteps(20)
                    .validateEvery(25)
                    .options(),
                songs,
                List.of(scale(30, 0)),
                ear)
            .run(() -> false);

    double start = ear.losses.get(0);
    assertThat(network.best().validationLoss()).isLessThan(start / 10);
    // Of the first note nothing can be known; after it, the validation song is certain.
    assertThat(network.best().validationNats()).isLessThan(ear.rows.get(0).validationNats() / 4);
    assertThat(network.ending()).isEqualTo(TrainedNetwork.Ending.ITERATIONS);
    assertThat(network.iterations()).isEqualTo(150);
  }

  @Test
  void listenersHearEveryUpdateValidationAndCheckpoint() {
    Ear ear = new Ear();
    TrainedNetwork network =
        run(
                SmallTraining.DEFAULT.iterations(11).validateEvery(4).checkpointEvery(3).options(),
                RandomSongs.tensors(1, RandomSongs.ENCODING, 20, 12, 5),
                RandomSongs.tensors(2, RandomSongs.ENCODING, 9),
                ear)
            .run(() -> false);

    assertThat(ear.updates).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(ear.checkpoints).containsExactly(3, 6, 9);
    assertThat(ear.rows).extracting(TrainingLog.Row::iteration).containsExactly(4, 8, 11);
    assertThat(network.log().rows()).isEqualTo(ear.rows);
    assertThat(ear.best.get(0)).isTrue();
  }

  @Test
  void aRowPredictsTheMeanSquaredErrorOfItsBatches() {
    // All windows have as many steps, so the mean over steps is that over updates.
    Ear ear = new Ear();
    run(
            SmallTraining.DEFAULT.iterations(6).validateEvery(3).windowSteps(8).options(),
            RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 16, 16),
            List.of(),
            ear)
        .run(() -> false);

    for (int row = 0; row < 2; row++) {
      double mean =
          ear.losses.subList(3 * row, 3 * row + 3).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow();
      assertThat(ear.rows.get(row).trainLoss()).isCloseTo(mean, Offset.offset(1e-12));
      assertThat(ear.rows.get(row).validationLoss()).isNaN();
      assertThat(ear.rows.get(row).validationNats()).isNaN();
    }
  }

  @Test
  void theBestParametersAreKeptAndPatienceEndsEarly() {
    List<NoteTensor> songs = RandomSongs.tensors(1, RandomSongs.ENCODING, 16);
    List<NoteTensor> validation = RandomSongs.tensors(2, RandomSongs.ENCODING, 40, 30);
    Ear ear = new Ear();
    TrainingOptions options =
        SmallTraining.DEFAULT
            .units(20)
            .iterations(500)
            .learningRate(0.02)
            .validateEvery(2)
            .patience(3)
            .options();

    TrainedNetwork network = run(options, songs, validation, ear).run(() -> false);

    assertThat(network.ending()).isEqualTo(TrainedNetwork.Ending.PATIENCE);
    assertThat(network.iterations()).isLessThan(500).isEqualTo(network.bestIteration() + 6);
    assertThat(ear.best.subList(ear.best.size() - 3, ear.best.size())).containsOnly(false);
    double least =
        ear.rows.stream().mapToDouble(TrainingLog.Row::validationNats).min().orElseThrow();
    assertThat(network.best().validationNats()).isEqualTo(least);
    NetworkShape shape = network.parameters().shape();
    Fit fit =
        new Validation(validation, shape, 1, 8)
            .measure(network.parameters(), new ForwardPass(Kernels.vector(), workers, shape, 1, 8));
    assertThat(fit.natsPerStep()).isCloseTo(least, Offset.offset(1e-9));
  }

  @Test
  void theAverageIsMeasuredAndKeptAndNothingLeftOutForThat() {
    List<NoteTensor> validation = RandomSongs.tensors(2, RandomSongs.ENCODING, 40, 30);
    TrainingRun run =
        run(
            SmallTraining.DEFAULT
                .hiddenLayers(2)
                .nadeUnits(6)
                .learning(Loss.BCE, 1e-2, 0.9)
                .dropout(0.5, 0.5, 0.5)
                .iterations(6)
                .validateEvery(6)
                .options(),
            RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 20),
            validation);

    TrainedNetwork network = run.run(() -> false);

    Parameters average = run.snapshot().average();
    NetworkShape shape = average.shape();
    Fit fit =
        new Validation(validation, shape, 1, 8)
            .measure(average, new ForwardPass(Kernels.vector(), workers, shape, 1, 8));
    assertThat(network.best().validationNats()).isCloseTo(fit.natsPerStep(), Offset.offset(1e-5));
    assertThat(network.parameters().tensors())
        .isEqualTo(average.tensors())
        .isNotEqualTo(run.snapshot().parameters().tensors());
    Fit last =
        new Validation(validation, shape, 1, 8)
            .measure(
                run.snapshot().parameters(),
                new ForwardPass(Kernels.vector(), workers, shape, 1, 8));
    assertThat(Math.abs(last.natsPerStep() - fit.natsPerStep())).isGreaterThan(1e-3);
  }

  @Test
  void moreMemoryThanThereIsIsRefusedWithTheOptionsToLower() {
    List<NoteTensor> songs = RandomSongs.tensors(1, RandomSongs.ENCODING, 16);

    assertThatThrownBy(
            () ->
                run(SmallTraining.DEFAULT.units(8192).hiddenLayers(16).options(), songs, List.of()))
        .hasMessageContaining(" Lower batchSize (1 songs side by side), windowSteps (8) or")
        .hasMessageContaining(" or hiddenUnits (8192), or allow it more with jvmArgs")
        .isInstanceOfSatisfying(
            RefusedOptionsException.class,
            refused ->
                assertThat(refused.withSameOptions())
                    .contains(" MB left. Allow it more with jvmArgs, such as -Xmx")
                    .doesNotContain("Lower"));
    assertThatThrownBy(
            () ->
                run(
                    SmallTraining.DEFAULT.units(8192).hiddenLayers(16).nadeUnits(8192).options(),
                    songs,
                    List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("windowSteps (8), nadeUnits (8192) or hiddenUnits (8192), or");
  }

  @Test
  void withoutValidationTheLastParametersAreKept() {
    TrainingRun run =
        run(
            SmallTraining.DEFAULT.iterations(5).patience(1).validateEvery(1).options(),
            RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 9),
            List.of());

    TrainedNetwork network = run.run(() -> false);

    assertThat(network.iterations()).isEqualTo(5);
    assertThat(network.bestIteration()).isEqualTo(5);
    assertThat(network.parameters().tensors()).isEqualTo(run.snapshot().parameters().tensors());
  }

  @Test
  void aRunThatIsAskedToStopLeavesACheckpoint() {
    Ear ear = new Ear();
    TrainedNetwork network =
        run(
                SmallTraining.DEFAULT.iterations(100).checkpointEvery(0).options(),
                RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 9),
                List.of(),
                ear)
            .run(() -> ear.updates.size() == 7);

    assertThat(network.ending()).isEqualTo(TrainedNetwork.Ending.STOPPED);
    assertThat(network.iterations()).isEqualTo(7);
    assertThat(ear.checkpoints).containsExactly(7);
  }

  /** Lets a run go on from parameters of which one is not a number. */
  private static void poison(TrainingRun run, String tensor) {
    Parameters parameters = run.snapshot().parameters();
    NamedTensor poisoned = parameters.tensor(tensor);
    poisoned.values()[0] = Float.NaN;
    parameters.set(poisoned);
  }

  @Test
  void numbersThatAreNoneEndTrainingWithTheIterationAndARemedy() {
    for (String tensor : List.of("lstm.0.recurrent", "lstm.0.bias", "output.bias")) {
      TrainingRun run =
          run(
              SmallTraining.DEFAULT.learningRate(0.25).options(),
              RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 9),
              List.of());
      poison(run, tensor);

      assertThatThrownBy(() -> run.run(() -> false))
          .isInstanceOf(DivergenceException.class)
          .isInstanceOf(InputException.class)
          .hasMessage(
              "Training diverged in iteration 1: its figures are no longer numbers. Lower"
                  + " learningRate (it is 0.25) or clipNorm (it is 1.0).");
    }
  }

  @Test
  void theLargestLearningRateEndsInAFigureOrInDivergence() {
    // A sigmoid network cannot overflow at a rate of 1: it saturates, and the loss says so.
    TrainedNetwork network =
        run(
                SmallTraining.DEFAULT.iterations(60).learningRate(1).options(),
                RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 9),
                RandomSongs.tensors(2, RandomSongs.ENCODING, 16))
            .run(() -> false);

    assertThat(network.log().rows()).allSatisfy(row -> assertThat(row.validationNats()).isFinite());
  }

  @Test
  void theStepSizeFallsAsTheOptionSays() {
    List<Double> rates = new ArrayList<>();
    Optimizer recorder =
        new Optimizer() {
          @Override
          public void update(Parameters all, Parameters gradient, double norm, double rate) {
            rates.add(rate);
          }

          @Override
          public SortedMap<String, Parameters> memory() {
            return new TreeMap<>();
          }
        };
    TrainingOptions options =
        SmallTraining.DEFAULT
            .iterations(4)
            .learningRate(0.5)
            .with(Learning.LEARNING_RATE_DECAY, 0.25)
            .options();
    List<NoteTensor> songs = RandomSongs.tensors(1, RandomSongs.ENCODING, 16, 9);

    new TrainingRun(
            options,
            songs,
            songs,
            new JvmEngine(Kernels.vector(), workers, (shape, descent) -> recorder),
            workers,
            List.of())
        .run(() -> false);

    assertThat(rates).containsExactly(0.5, 0.5 / 1.25, 0.5 / 1.5, 0.5 / 1.75);
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> SmallTraining.DEFAULT.units(0).options())
        .isInstanceOf(InputException.class)
        .hasMessage("The option hiddenUnits is 0, but has to be from 1 to 8192.");
    assertThatThrownBy(() -> SmallTraining.DEFAULT.learningRate(0).options())
        .isInstanceOf(InputException.class)
        .hasMessage("The option learningRate is 0, but has to be above 0 and at most 1.");
    assertThatThrownBy(() -> SmallTraining.DEFAULT.learningRate(Double.NaN).options())
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> TrainingOptions.DEFAULT.with(Learning.EPSILON, 1e-31))
        .hasMessage(
            "The option epsilon is 0.0000000000000000000000000000001, but has to be from 1e-30 to 1.");
    assertThatThrownBy(() -> TrainingOptions.DEFAULT.with(Learning.DECAY, 0.99999999))
        .hasMessage("The option decay is 0.99999999, but has to be from 0 to 0.999999.");
  }
}
