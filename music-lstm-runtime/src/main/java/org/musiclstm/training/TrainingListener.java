package org.musiclstm.training;

import org.musiclstm.model.TrainingLog;

/** Hears how training goes. */
public interface TrainingListener {
  /**
   * An update has been made.
   *
   * @param iteration updates so far
   * @param loss of the batch, as the option has it, before the update
   */
  default void updated(int iteration, double loss) {}

  /**
   * The validation songs have been measured.
   *
   * @param row what was measured
   * @param best whether it is the best so far
   */
  default void validated(TrainingLog.Row row, boolean best) {}

  /** A checkpoint is due; the run stands between two updates. */
  default void checkpoint(TrainingRun run) {}
}
