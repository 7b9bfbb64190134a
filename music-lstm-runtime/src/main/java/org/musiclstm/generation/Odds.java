package org.musiclstm.generation;

/** What becomes of a probability when its odds are multiplied. */
final class Odds {
  /** What is surer than this is taken for no surer, so that it can be changed at all. */
  private static final double SURE = 0x1p-24;

  private Odds() {}

  /**
   * The probability that a row sounds.
   *
   * @param predicted by the network
   * @param sounded whether it sounds in the step before
   * @param density by how much its odds are multiplied
   * @param unrest by how much the odds of a change from the step before are multiplied
   */
  static float sounds(float predicted, boolean sounded, double density, double unrest) {
    float probability = density == 1 ? predicted : times(predicted, density);
    if (unrest == 1) {
      return probability;
    }
    double open = Math.min(Math.max(probability, SURE), 1 - SURE);
    return times(open, sounded ? 1 / unrest : unrest);
  }

  private static float times(double probability, double factor) {
    return (float) (factor * probability / (1 - probability + factor * probability));
  }
}
