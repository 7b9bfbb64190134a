package org.musiclstm.worker;

import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingRun;

/**
 * Writes checkpoints as long as they take no more than a hundredth of the time. One that cannot be
 * written is no reason to give up the training.
 */
final class Checkpointing implements TrainingListener {
  private static final int SHARE = 100;

  private final Checkpoint file;
  private final BooleanSupplier ends;
  private final EventLog events;
  private final long begin = System.nanoTime();
  private long spent;

  /**
   * Makes a listener.
   *
   * @param ends whether training ends now, for which a checkpoint is written in any case
   */
  Checkpointing(Checkpoint file, BooleanSupplier ends, EventLog events) {
    this.file = file;
    this.ends = ends;
    this.events = events;
  }

  @Override
  public void checkpoint(TrainingRun run) {
    long now = System.nanoTime();
    if (spent > (now - begin) / SHARE && !ends.getAsBoolean()) {
      return;
    }
    try {
      file.checkpoint(run);
    } catch (InputException e) {
      events.warn("Training goes on without a checkpoint. " + e.getMessage());
    }
    spent += System.nanoTime() - now;
  }
}
