package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

/**
 * Every activation of the batch that a network has last seen. The buffers of outputs and cell
 * states begin with one row a window for the state before the batch.
 */
final class Activations {
  private final int maxRows;
  private final int maxWindows;
  private final int units;
  private final int stride;
  private final float[][] gates;
  private final float[][] cells;
  private final float[][] outputs;
  private final float[][] upward;
  private final float[] predictions;

  /**
   * Makes room for batches up to a size.
   *
   * @param maxWindows how many windows a batch has at most
   * @param maxRows how many rows all windows of a batch have at most
   */
  Activations(NetworkShape shape, int maxWindows, int maxRows) {
    this.maxRows = maxRows;
    this.maxWindows = maxWindows;
    this.units = Parameters.paddedUnits(shape);
    // One cache line more, so that rows below each other do not fall into the same cache set.
    this.stride = units + UNITS;
    int layers = shape.hiddenLayers();
    this.gates = new float[layers][4 * units * maxRows];
    this.cells = new float[layers][stride * (maxWindows + maxRows)];
    this.outputs = new float[layers][stride * (maxWindows + maxRows)];
    this.upward = outputs.clone();
    this.predictions = new float[Parameters.outputPanels(shape) * maxRows * WIDTH];
  }

  /** Puts what a layer remembers before the batch. */
  void load(State state, int layer, int windows) {
    load(state.outputs(layer), outputs[layer], windows);
    load(state.cells(layer), cells[layer], windows);
  }

  /** Takes what a layer remembers after the batch. */
  void store(State state, int layer, Batch batch) {
    store(outputs[layer], state.outputs(layer), batch);
    store(cells[layer], state.cells(layer), batch);
  }

  private void load(float[] source, float[] target, int windows) {
    for (int window = 0; window < windows; window++) {
      System.arraycopy(source, window * units, target, window * stride, units);
    }
  }

  private void store(float[] source, float[] target, Batch batch) {
    for (int window = 0; window < batch.windows(); window++) {
      int last = batch.windows() + batch.offset(batch.length(window) - 1) + window;
      System.arraycopy(source, last * stride, target, window * units, units);
    }
  }

  /**
   * Room for the outputs of a layer as the one above gets them.
   *
   * @param differ whether some are left out; otherwise they are the outputs themselves
   */
  float[] upward(int layer, boolean differ) {
    if (!differ) {
      upward[layer] = outputs[layer];
    } else if (upward[layer] == outputs[layer]) {
      upward[layer] = new float[outputs[layer].length];
    }
    return upward[layer];
  }

  /** The row of outputs and cell states that the first row of a step follows. */
  int rowBefore(Batch batch, int step) {
    return step == 0 ? 0 : batch.windows() + batch.offset(step - 1);
  }

  int gatesAt(int panel, int row) {
    return (panel * maxRows + row) * WIDTH;
  }

  int predictionsAt(int panel, int row) {
    return (panel * maxRows + row) * WIDTH;
  }

  int maxRows() {
    return maxRows;
  }

  int maxWindows() {
    return maxWindows;
  }

  int stride() {
    return stride;
  }

  float[] gates(int layer) {
    return gates[layer];
  }

  float[] cells(int layer) {
    return cells[layer];
  }

  float[] outputs(int layer) {
    return outputs[layer];
  }

  /** The outputs of a layer as the one above has got them, without those that were left out. */
  float[] upward(int layer) {
    return upward[layer];
  }

  /**
   * The probabilities in panels, then the sums of the chain's hidden units; the backward pass puts
   * their gradients in place.
   */
  float[] predictions() {
    return predictions;
  }
}
