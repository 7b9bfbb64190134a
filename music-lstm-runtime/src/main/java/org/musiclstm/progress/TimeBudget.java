package org.musiclstm.progress;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingRun;

/**
 * How long a training may take in one build. It is kept by ending before it is used up: as a
 * listener, it learns how long updates, validations and checkpoints take, so that what still has to
 * come fits in. It has to hear of checkpoints after the listener that writes them.
 */
public final class TimeBudget implements TrainingListener {
  /** By how much what cannot be foreseen may go beyond it before it is broken off. */
  private static final long TOLERANCE = TimeUnit.SECONDS.toNanos(1);

  private final long limit;
  private final LongSupplier nanoTime;
  private final long begin;
  private double updatesPerValidation;
  private long heard;
  private long fastest = Long.MAX_VALUE;
  private volatile boolean isMeasured;
  private volatile long update;
  private volatile long validation;
  private volatile long checkpoint;

  /**
   * Begins now.
   *
   * @param milliseconds how long it is, 0 without end
   * @param nanoTime the time in nanoseconds from some moment
   */
  public TimeBudget(long milliseconds, LongSupplier nanoTime) {
    this.limit = milliseconds == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(milliseconds);
    this.nanoTime = nanoTime;
    this.begin = limit == Long.MAX_VALUE ? 0 : nanoTime.getAsLong();
  }

  private boolean isLimited() {
    return limit < Long.MAX_VALUE;
  }

  /** Time is counted from now on for the updates of a plan. */
  public void beginTraining(TrainingPlan plan) {
    if (isLimited()) {
      updatesPerValidation = plan.updatesPerValidation();
      heard = nanoTime.getAsLong();
    }
  }

  private long left() {
    return isLimited() ? limit - (nanoTime.getAsLong() - begin) : Long.MAX_VALUE;
  }

  /** Whether no time is left. */
  public boolean isUp() {
    return left() <= 0;
  }

  /** Whether no more than a checkpoint fits in. */
  public boolean isUpButForACheckpoint() {
    return left() <= checkpoint;
  }

  /** Whether another update does not fit in beside the checkpoint and a validation. */
  public boolean isUpButForAModel() {
    long left = left();
    // The first updates have everything to compile, and say little of how long a validation takes.
    boolean isEarly = !isMeasured && left > limit / 2;
    return left <= checkpoint + update + (isEarly ? 0 : validation);
  }

  /** Whether it is used up and more than that. */
  public boolean isOverdrawn() {
    return left() <= -TOLERANCE;
  }

  @Override
  public void updated(int iteration, double loss) {
    update = sinceHeard();
    fastest = Math.min(fastest, update);
    if (!isMeasured) {
      validation = (long) (fastest * updatesPerValidation);
    }
  }

  @Override
  public void validated(TrainingLog.Row row, boolean best) {
    validation = sinceHeard();
    isMeasured = true;
  }

  @Override
  public void checkpoint(TrainingRun run) {
    long took = sinceHeard();
    // Most are left out, as they would take too much of the time.
    checkpoint = Math.max(checkpoint, took);
  }

  private long sinceHeard() {
    if (!isLimited()) {
      return 0;
    }
    long now = nanoTime.getAsLong();
    long took = now - heard;
    heard = now;
    return took;
  }

  /** As an ISO 8601 duration. */
  public String text() {
    return Duration.ofNanos(limit).toString();
  }
}
