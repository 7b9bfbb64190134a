package org.musiclstm.evaluation;

/**
 * Which notes were expected of steps, and which ones there were, summed over steps before any share
 * is taken (Bay, Ehmann and Downie, "Evaluation of multiple-F0 estimation and tracking systems",
 * ISMIR 2009).
 *
 * @param hits notes that were expected and are there
 * @param extras notes that were expected and are not there
 * @param misses notes that are there and were not expected
 */
public record FrameCounts(long hits, long extras, long misses) {
  /** No notes. */
  public static final FrameCounts NONE = new FrameCounts(0, 0, 0);

  /** The counts of both together. */
  public FrameCounts plus(FrameCounts other) {
    return new FrameCounts(hits + other.hits, extras + other.extras, misses + other.misses);
  }

  /** The share of the expected notes that are there, 0 to 1; NaN when none were expected. */
  public double precision() {
    return (double) hits / (hits + extras);
  }

  /** The share of the notes that were expected, 0 to 1; NaN when there are none. */
  public double recall() {
    return (double) hits / (hits + misses);
  }

  /** The harmonic mean of precision and recall, 0 to 1; NaN when there is nothing at all. */
  public double f1() {
    return 2.0 * hits / (2 * hits + extras + misses);
  }
}
