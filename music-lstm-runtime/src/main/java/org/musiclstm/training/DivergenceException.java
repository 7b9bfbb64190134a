package org.musiclstm.training;

import org.musiclstm.RefusedOptionsException;

/** Training has left the range of numbers. */
public final class DivergenceException extends RefusedOptionsException {
  private static final long serialVersionUID = 1L;

  DivergenceException(int iteration, TrainingOptions options) {
    super(
        "Training diverged in iteration " + iteration + ": its figures are no longer numbers.",
        "Lower learningRate (it is "
            + options.learning().learningRate()
            + ") or clipNorm (it is "
            + options.learning().clipNorm()
            + ").",
        "It did not where the model was made: train it on such a machine, with the version of"
            + " music-lstm that made it.",
        null);
  }
}
