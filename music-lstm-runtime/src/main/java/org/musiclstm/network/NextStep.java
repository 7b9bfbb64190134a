package org.musiclstm.network;

/**
 * What a network predicts of one step that does not exist yet. With an autoregressive output, what
 * it predicts of a feature depends on the values that the lower features have been given; {@link
 * #reset} takes those back. The next run of the pass that it came from does not change it.
 */
public interface NextStep {
  /** Takes back all values that features have been given. */
  void reset();

  /**
   * The probability that a feature is active, or the mean of its value that is expected.
   *
   * @param feature any; with an autoregressive output, the values that lower features have been
   *     given count
   */
  float probability(int feature);

  /**
   * Gives a feature its value, on which the probabilities of all higher ones then depend if the
   * output is autoregressive. A feature that is given none counts as zero.
   */
  void give(int feature, float given);
}
