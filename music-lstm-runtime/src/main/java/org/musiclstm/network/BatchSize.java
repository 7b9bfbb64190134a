package org.musiclstm.network;

/**
 * What the batches of a training have at most.
 *
 * @param windows how many songs are trained on side by side
 * @param layers how many layers a window has
 * @param active how many active features all layers of a batch have together
 * @param activeOfLayer how many active features a layer has
 */
public record BatchSize(int windows, int layers, long active, int activeOfLayer) {
  /** Layers of all windows, which are the rows of a batch. */
  public long rows() {
    return (long) windows * layers;
  }
}
