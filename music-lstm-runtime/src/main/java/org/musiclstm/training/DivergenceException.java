package org.musiclstm.training;

import org.musiclstm.InputException;

/** Training has left the range of numbers. */
public final class DivergenceException extends InputException {
  private static final long serialVersionUID = 1L;

  DivergenceException(int iteration, TrainingOptions options) {
    super(
        "Training diverged in iteration "
            + iteration
            + ": its figures are no longer numbers. Lower learningRate (it is "
            + options.learning().learningRate()
            + ") or clipNorm (it is "
            + options.learning().clipNorm()
            + ").");
  }
}
