package org.musiclstm.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.RandomStream;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.Window;
import org.musiclstm.corpus.WindowStream;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Dropout;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Learner;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.tensor.NoteTensor;

/**
 * The training of one network: take windows of some songs, let the network predict each next step,
 * go back through time, update, and now and then measure songs that it does not learn from. The
 * best parameters by that measure are kept.
 *
 * <p>What a row of songs left in the network's memory is carried from one window to the next of the
 * same song, though no gradient goes back across; a new song begins with an empty memory.
 */
public final class TrainingRun {
  private final TrainingOptions options;
  private final List<NoteTensor> songs;
  private final Workers workers;
  private final List<TrainingListener> listeners;
  private final WindowStream stream;
  private final Learner learner;
  private final Validation validation;
  private final boolean validates;
  private final Parameters parameters;
  private final Parameters average;
  private final Parameters best;
  private final State memory;
  private final State batchMemory;
  private final List<TrainingLog.Row> rows = new ArrayList<>();
  private int iteration;
  private int bestIteration;
  private double bestNats = Double.POSITIVE_INFINITY;
  private int worseValidations;
  private Fit sinceLastRow = Fit.NONE;

  /** The windows of the next update, where one was begun and not made. */
  private @Nullable List<Window> windows;

  /**
   * Begins training.
   *
   * @param songs songs to learn from, at least one, all of one encoding
   * @param validationSongs songs to measure, of the same encoding; may be none
   * @param engine the one that the options name
   * @throws InputException when the JVM may not have as much memory as the options need
   */
  public TrainingRun(
      TrainingOptions options,
      List<NoteTensor> songs,
      List<NoteTensor> validationSongs,
      Engine engine,
      Workers workers,
      List<TrainingListener> listeners) {
    if (engine.name() != options.engine()) {
      throw new IllegalArgumentException(
          "the options ask for the engine " + options.engine() + ", not " + engine.name());
    }
    this.options = options;
    this.songs = List.copyOf(songs);
    this.workers = workers;
    this.listeners = List.copyOf(listeners);
    NetworkShape shape = options.network().shape(songs.get(0).features());
    List<ShiftRange> shifts =
        songs.stream().map(song -> options.regularisation().transposition().within(song)).toList();
    this.stream =
        new WindowStream(
            songs.stream().mapToInt(NoteTensor::steps).toArray(),
            shifts,
            options.schedule().batchSize(),
            options.schedule().windowSteps(),
            options.seed());
    int windows = stream.rows();
    TrainingMemory room = new TrainingMemory(options, songs, validationSongs);
    int steps = room.windowSteps();
    room.check(engine);
    this.learner = engine.learner(shape, windows, windows * steps, options.learning().descent());
    this.validation = new Validation(validationSongs, shape, windows, steps);
    this.validates = !validationSongs.isEmpty();
    this.parameters = Parameters.initial(shape, options.seed(), LogOdds.of(songs, shifts));
    this.average = options.learning().emaDecay() > 0 ? Parameters.zeros(shape) : parameters;
    this.average.set(parameters);
    this.best = Parameters.zeros(shape);
    this.memory = new State(shape, windows);
    this.batchMemory = new State(shape, windows);
  }

  /** Trains as {@link #run(BooleanSupplier, BooleanSupplier)} does, however long it takes. */
  public TrainedNetwork run(BooleanSupplier stop) {
    return run(stop, () -> false);
  }

  /**
   * Trains until the iterations are done, the patience or the time is at its end, or it is asked to
   * stop. That it does in the midst of an update or a validation too, which is then as if it had
   * never begun: after the update before, a checkpoint is due, and whoever goes on from there makes
   * it again.
   *
   * @param stop whether to stop; so does whatever asks the work around it to {@linkplain Stop stop}
   * @param timeIsUp whether to end before the next update with what there is; one update is made in
   *     any case
   * @throws DivergenceException when a gradient or a validation is no longer a number
   */
  public TrainedNetwork run(BooleanSupplier stop, BooleanSupplier timeIsUp) {
    try {
      return Stop.heeding(stop, () -> runInTime(timeIsUp));
    } catch (StoppedException e) {
      checkpoint();
      return trained(TrainedNetwork.Ending.STOPPED);
    }
  }

  private TrainedNetwork runInTime(BooleanSupplier timeIsUp) {
    int begin = iteration;
    validateIfDue();
    while (!isLast() && !isOutOfPatience()) {
      Stop.check();
      if (iteration > begin && timeIsUp.getAsBoolean()) {
        checkpoint();
        if (!isValidated()) {
          validate();
        }
        return trained(TrainedNetwork.Ending.TIME);
      }
      update();
      validateIfDue();
      if (!isLast()
          && options.schedule().checkpointEvery() > 0
          && iteration % options.schedule().checkpointEvery() == 0) {
        checkpoint();
      }
    }
    return trained(
        isOutOfPatience() ? TrainedNetwork.Ending.PATIENCE : TrainedNetwork.Ending.ITERATIONS);
  }

  /** A checkpoint is written whole, or it would be of no use to those who ask to stop. */
  private void checkpoint() {
    Stop.ignoring(() -> listeners.forEach(listener -> listener.checkpoint(this)));
  }

  private boolean isLast() {
    return iteration >= options.schedule().iterations();
  }

  private boolean isValidated() {
    return !rows.isEmpty() && rows.get(rows.size() - 1).iteration() == iteration;
  }

  /** Validates where it is the turn, also where a run before was stopped in the midst of it. */
  private void validateIfDue() {
    boolean isDue = isLast() || iteration % options.schedule().validateEvery() == 0;
    if (iteration > 0 && isDue && !isValidated()) {
      validate();
    }
  }

  private boolean isOutOfPatience() {
    return validates
        && options.schedule().patience() > 0
        && worseValidations >= options.schedule().patience();
  }

  private TrainedNetwork trained(TrainedNetwork.Ending ending) {
    return new TrainedNetwork(best, bestIteration, new TrainingLog(rows), iteration, ending);
  }

  private void update() {
    if (windows == null) {
      windows = stream.next();
    }
    List<Window> taken = windows;
    for (int n = 0; n < taken.size(); n++) {
      Window window = taken.get(n);
      batchMemory.copy(n, memory, window.row());
      if (window.beginsSong()) {
        batchMemory.reset(n);
      }
    }
    Dropout dropout = options.regularisation().dropout(options.seed(), iteration);
    Batch batch =
        Batches.of(
            songs,
            taken,
            options.regularisation().noteDropout(),
            new RandomStream(options.seed(), "note dropout", iteration));
    Fit fit = learner.run(parameters, batch, batchMemory, dropout);
    Stop.ignoring(() -> finishUpdate(taken, fit));
  }

  /** What of an update changes the run. */
  private void finishUpdate(List<Window> taken, Fit fit) {
    windows = null;
    for (int n = 0; n < taken.size(); n++) {
      memory.copy(taken.get(n).row(), batchMemory, n);
    }
    iteration++;
    if (!Double.isFinite(learner.norm()) || !Double.isFinite(fit.loss(options.learning().loss()))) {
      throw new DivergenceException(iteration, options);
    }
    learner.update(
        parameters,
        learner.gradient(),
        learner.norm(),
        options.learning().learningRate(iteration - 1));
    if (options.learning().emaDecay() > 0) {
      // At first the average is that of few updates and has to move faster.
      double kept = Math.min(options.learning().emaDecay(), (1.0 + iteration) / (10.0 + iteration));
      average.approach(workers, parameters, (float) (1 - kept));
    }
    sinceLastRow = sinceLastRow.plus(fit);
    listeners.forEach(listener -> listener.updated(iteration, fit.loss(options.learning().loss())));
  }

  private void validate() {
    Fit fit = validation.measure(average, learner.forward());
    if (validates && !Double.isFinite(fit.nats())) {
      throw new DivergenceException(iteration, options);
    }
    TrainingLog.Row row =
        new TrainingLog.Row(
            iteration,
            sinceLastRow.loss(options.learning().loss()),
            fit.loss(options.learning().loss()),
            fit.natsPerStep());
    sinceLastRow = Fit.NONE;
    rows.add(row);
    boolean better = !validates || row.validationNats() < bestNats;
    if (better) {
      best.set(average);
      bestIteration = iteration;
      bestNats = row.validationNats();
      worseValidations = 0;
    } else {
      worseValidations++;
    }
    listeners.forEach(listener -> listener.validated(row, better));
  }

  /** Begins with given parameters, of the network's shape, instead of random ones. */
  void beginWith(Parameters initial) {
    parameters.set(initial);
    average.set(initial);
  }

  /** How many updates have been made. */
  public int iteration() {
    return iteration;
  }

  /** Everything that the rest of the training depends on; the arrays are those of the run. */
  Snapshot snapshot() {
    return new Snapshot(
        new Standing(
            iteration, bestIteration, bestNats, worseValidations, sinceLastRow, List.copyOf(rows)),
        parameters,
        learner.optimizerMemory(),
        average,
        best,
        memory);
  }

  /**
   * Goes on where another run of the same songs and options stood, whose arrays have been put into
   * those of {@link #snapshot}. Which windows come next follows from how many there were.
   */
  void restore(Standing standing) {
    check(standing);
    if (iteration != 0) {
      throw new IllegalStateException("a run that has begun cannot go on from another");
    }
    int skipped = standing.iteration();
    for (int n = 0; n < skipped; n++) {
      Stop.check();
      stream.next();
    }
    iteration = skipped;
    bestIteration = standing.bestIteration();
    bestNats = standing.bestNats();
    worseValidations = standing.worseValidations();
    sinceLastRow = standing.sinceLastRow();
    rows.addAll(standing.rows());
  }

  /**
   * Checks that this run can stand so.
   *
   * @throws IllegalArgumentException when it cannot
   */
  void check(Standing standing) {
    int most = options.schedule().iterations();
    boolean areInOrder = true;
    int last = 0;
    for (TrainingLog.Row row : standing.rows()) {
      areInOrder &= row.iteration() > last && row.iteration() <= standing.iteration();
      last = row.iteration();
    }
    if (standing.iteration() < 0
        || standing.iteration() > most
        || standing.bestIteration() < 0
        || standing.bestIteration() > standing.iteration()
        || standing.worseValidations() < 0
        || !areInOrder) {
      throw new IllegalArgumentException(
          "a training of " + most + " iterations does not stand so: " + standing);
    }
  }

  /**
   * Where a run stands between two updates.
   *
   * @param iteration updates so far
   * @param bestIteration after how many updates the best parameters were
   * @param bestNats their validation likelihood in nats per time step
   * @param worseValidations validations since then
   * @param sinceLastRow fit of the batches since the last row of the log
   * @param rows the log so far
   */
  record Standing(
      int iteration,
      int bestIteration,
      double bestNats,
      int worseValidations,
      Fit sinceLastRow,
      List<TrainingLog.Row> rows) {
    /** Copies the rows. */
    Standing {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What a run consists of between two updates.
   *
   * @param standing where it stands
   * @param parameters what the network has learnt
   * @param optimizerMemory what the optimizer remembers
   * @param average of the parameters over the updates; the parameters themselves where there is no
   *     moving average
   * @param best the best parameters so far
   * @param memory what the network remembers of each row of songs
   */
  record Snapshot(
      Standing standing,
      Parameters parameters,
      SortedMap<String, Parameters> optimizerMemory,
      Parameters average,
      Parameters best,
      State memory) {}
}
