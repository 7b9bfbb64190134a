package org.musiclstm.progress;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.musiclstm.exchange.Event;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingRun;

/**
 * Says the plugin how far training is: at every validation, and otherwise a few times a second. It
 * has to be the last of the listeners, so that it knows how long the others took.
 */
public final class ProgressReport implements TrainingListener {
  private static final long NANOS_BETWEEN = 250_000_000L;

  private final TrainingOptions options;
  private final boolean mayEndEarly;
  private final Consumer<Event> events;
  private final LongSupplier nanoTime;
  private final SmoothedLoss loss = new SmoothedLoss();
  private Pace pace;
  private long seen;
  private long reported;
  private int iteration;
  private double validationLoss = Double.NaN;
  private double validationNats = Double.NaN;
  private boolean best;

  /**
   * Makes a report.
   *
   * @param validates whether there are songs to validate on
   * @param isLimited whether training also ends when a time is up
   * @param events gets the report
   * @param nanoTime the time in nanoseconds from some moment
   */
  public ProgressReport(
      TrainingOptions options,
      boolean validates,
      boolean isLimited,
      Consumer<Event> events,
      LongSupplier nanoTime) {
    this.options = options;
    this.mayEndEarly = isLimited || (validates && options.schedule().patience() > 0);
    this.events = events;
    this.nanoTime = nanoTime;
    this.pace = new Pace(options, 0);
    beginAt(0);
  }

  /** Says that training begins only now, after so many updates of an earlier run. */
  public void beginAt(int updates) {
    iteration = updates;
    pace = new Pace(options, updates);
    seen = nanoTime.getAsLong();
    reported = seen;
  }

  @Override
  public void updated(int updates, double batchLoss) {
    iteration = updates;
    took(Pace.Work.UPDATE);
    loss.add(batchLoss);
    if (seen - reported >= NANOS_BETWEEN) {
      report(loss.value(), false);
    }
  }

  @Override
  public void validated(TrainingLog.Row row, boolean isBest) {
    took(Pace.Work.VALIDATION);
    validationLoss = row.validationLoss();
    validationNats = row.validationNats();
    best = isBest;
    // Without songs to validate on there is a row in the training log, but nothing to say.
    if (!Double.isNaN(validationNats)) {
      report(row.trainLoss(), true);
    }
  }

  @Override
  public void checkpoint(TrainingRun run) {
    took(Pace.Work.CHECKPOINT);
  }

  private void took(Pace.Work work) {
    long now = nanoTime.getAsLong();
    pace.took(work, iteration, (now - seen) / 1e9);
    seen = now;
  }

  private void report(double trainLoss, boolean validated) {
    reported = seen;
    events.accept(
        new Event.Progress(
            iteration,
            options.schedule().iterations(),
            trainLoss,
            validationLoss,
            validationNats,
            validated,
            best,
            pace.iterationsPerSecond(),
            pace.secondsLeft(),
            mayEndEarly));
  }
}
