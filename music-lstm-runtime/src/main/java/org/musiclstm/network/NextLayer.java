package org.musiclstm.network;

/**
 * What a network tells of one layer that does not exist yet. With a chained output, what it tells
 * of a feature depends on the values that the lower features have been given; {@link #reset} takes
 * those back. The next run of the pass that it came from does not change it.
 */
public interface NextLayer {
  /** Takes back all values that features have been given. */
  void reset();

  /**
   * The probability that a feature is active, or the mean of its value that is expected.
   *
   * @param feature any; with a chained output, the values that lower features have been given count
   */
  float probability(int feature);

  /**
   * Gives a feature its value, on which the probabilities of all higher ones then depend if the
   * output is chained. A feature that is given none counts as zero.
   */
  void give(int feature, float given);
}
