package org.musiclstm.network;

/**
 * What the batches of a training have at most.
 *
 * @param windows how many songs are trained on side by side
 * @param steps how many steps a window has
 * @param active how many active features all steps of a batch have together
 * @param activeOfStep how many active features a step has
 */
public record BatchSize(int windows, int steps, long active, int activeOfStep) {
  /** Steps of all windows, which are the rows of a batch. */
  public long rows() {
    return (long) windows * steps;
  }
}
