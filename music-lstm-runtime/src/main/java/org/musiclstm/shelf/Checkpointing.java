package org.musiclstm.shelf;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingRun;

/**
 * Writes checkpoints as long as they take no more than a hundredth of the time, and every quarter
 * of an hour even if they take more. One that cannot be written is no reason to give up the
 * training.
 */
public final class Checkpointing implements TrainingListener {
  private static final int SHARE = 100;

  /** However long they take: this is the most that a process that is killed may lose. */
  private static final long MOST_NANOS_BETWEEN = TimeUnit.MINUTES.toNanos(15);

  private final Checkpoint file;
  private final BooleanSupplier ends;
  private final EventLog events;
  private final long begin = System.nanoTime();
  private long written = begin;
  private long spent;

  /**
   * Makes a listener.
   *
   * @param ends whether training ends now, for which a checkpoint is written in any case
   */
  public Checkpointing(Checkpoint file, BooleanSupplier ends, EventLog events) {
    this.file = file;
    this.ends = ends;
    this.events = events;
  }

  @Override
  public void checkpoint(TrainingRun run) {
    long now = System.nanoTime();
    boolean isCheap = spent <= (now - begin) / SHARE;
    boolean isOverdue = now - written > MOST_NANOS_BETWEEN;
    if (isThere(run) || !(isCheap || isOverdue || ends.getAsBoolean())) {
      return;
    }
    try {
      file.checkpoint(run);
    } catch (InputException e) {
      events.warn("Training goes on without a checkpoint. " + e.getMessage());
    }
    written = System.nanoTime();
    spent += written - now;
  }

  /** Whether the last checkpoint is of the same moment, as when training is stopped right after. */
  private boolean isThere(TrainingRun run) {
    return file.writtenAt().filter(iteration -> iteration == run.iteration()).isPresent();
  }
}
