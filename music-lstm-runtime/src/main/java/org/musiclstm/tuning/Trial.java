package org.musiclstm.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.Schedule;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingWork;

/** Makes a few updates, of shorter windows than asked for, to say how fast this machine trains. */
public final class Trial implements TrainingListener {
  private static final double OPERATIONS_AT_MOST = 3e10;
  private static final int LEAST_STEPS = 8;
  private static final int UPDATES_AT_MOST = 10_000;
  private static final int LEAST_UPDATES = 4;
  private static final double SECONDS = 2.5;
  private static final double NANOSECONDS = 1e9;

  private final TrainingPlan plan;
  private final LongSupplier clock;
  private final List<Long> times = new ArrayList<>();

  /**
   * Plans a trial.
   *
   * @param split songs, at least one of them to learn from
   * @param clock the time in nanoseconds
   */
  public Trial(Encoding encoding, TrainingOptions options, Split split, LongSupplier clock) {
    this.clock = clock;
    Split learning = new Split(split.training(), List.of());
    double wanted =
        new TrainingPlan(encoding, options, learning, List.of()).work().operationsPerUpdate();
    int steps =
        (int)
            Math.max(
                Math.min(LEAST_STEPS, options.schedule().windowSteps()),
                options.schedule().windowSteps() * Math.min(1, OPERATIONS_AT_MOST / wanted));
    this.plan =
        new TrainingPlan(
            encoding,
            options.with(
                options
                    .schedule()
                    .with(Schedule.WINDOW_STEPS, steps)
                    .with(Schedule.ITERATIONS, UPDATES_AT_MOST)),
            learning,
            List.of());
  }

  @Override
  public void updated(int iteration, double loss) {
    times.add(clock.getAsLong());
  }

  private boolean isOver() {
    int updates = times.size();
    // The first update has everything to compile and predicts nothing.
    return updates >= LEAST_UPDATES && seconds(0, updates - 1) > SECONDS;
  }

  private double seconds(int from, int to) {
    return (times.get(to) - times.get(from)) / NANOSECONDS;
  }

  /**
   * Makes the updates.
   *
   * @return how many floating point operations a second there are; nothing when it was stopped
   * @throws org.musiclstm.InputException when the JVM may not have as much memory as they need
   */
  public OptionalDouble operationsPerSecond(Kernel kernel, Workers workers, BooleanSupplier stop) {
    // The time of an update is predicted between updates only.
    plan.start(kernel, workers, List.of(this)).run(stop, this::isOver);
    int last = times.size();
    int half = last / 2;
    if (stop.getAsBoolean() || half == 0) {
      return OptionalDouble.empty();
    }
    double operations = work(last).operations() - work(half).operations();
    return OptionalDouble.of(operations / seconds(half - 1, last - 1));
  }

  private TrainingWork work(int updates) {
    return plan.withIterations(updates).work();
  }
}
