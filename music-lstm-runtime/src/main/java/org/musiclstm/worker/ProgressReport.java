package org.musiclstm.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.training.TrainingListener;

/** Tells the plugin how far training is, a few times a second. */
final class ProgressReport implements TrainingListener {
  private static final long NANOS_BETWEEN = 250_000_000L;

  /** The rate is that of the last so many reports: it forgets the slow start. */
  private static final int REPORTS = 40;

  private final int iterations;
  private final EventLog events;
  private final Deque<long[]> recent = new ArrayDeque<>();
  private long reported;
  private double loss = Double.NaN;
  private double validationLoss = Double.NaN;
  private double validationNats = Double.NaN;

  ProgressReport(int iterations, EventLog events) {
    this.iterations = iterations;
    this.events = events;
    beginAt(0);
  }

  /** Says after how many updates training goes on. */
  void beginAt(int iteration) {
    reported = System.nanoTime();
    recent.clear();
    recent.add(new long[] {iteration, reported});
  }

  @Override
  public void updated(int iteration, double batchLoss) {
    loss = Double.isNaN(loss) ? batchLoss : 0.95 * loss + 0.05 * batchLoss;
    if (System.nanoTime() - reported > NANOS_BETWEEN) {
      report(iteration, false);
    }
  }

  @Override
  public void validated(TrainingLog.Row row, boolean best) {
    validationLoss = row.validationLoss();
    validationNats = row.validationNats();
    report(row.iteration(), true);
  }

  private void report(int iteration, boolean validated) {
    reported = System.nanoTime();
    recent.add(new long[] {iteration, reported});
    while (recent.size() > REPORTS) {
      recent.remove();
    }
    long[] first = recent.getFirst();
    double rate = (iteration - first[0]) / ((reported - first[1]) / 1e9);
    events.add(
        new Event.Progress(
            iteration,
            iterations,
            loss,
            validationLoss,
            validationNats,
            validated,
            rate,
            (iterations - iteration) / rate));
  }
}
