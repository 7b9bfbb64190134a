package org.musiclstm.tuning;

import org.musiclstm.training.TrainingOptions;

/**
 * Options that are tried against others.
 *
 * @param number which of the candidates it is; 0 has the user's own options
 * @param options how to train
 */
public record Candidate(int number, TrainingOptions options) {
  /** Whether these are the user's own options. */
  public boolean isOwn() {
    return number == 0;
  }
}
