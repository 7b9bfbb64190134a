package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.WIDTH;

import org.musiclstm.kernel.Workers;

/** Weights of a layer or of the output, transposed, as gradients go back through them. */
final class TransposedWeights {
  private final Workers workers;
  private final NetworkShape shape;
  private final int units;
  private final float[] transposed;

  /** Makes room for the largest weights of a network. */
  TransposedWeights(Workers workers, NetworkShape shape) {
    this.workers = workers;
    this.shape = shape;
    this.units = Parameters.paddedUnits(shape);
    this.transposed =
        new float[Math.max(4 * units, Parameters.outputPanels(shape) * WIDTH) * units];
  }

  /** The weights that were last taken, from column to column of the panels. */
  float[] values() {
    return transposed;
  }

  /** Takes the weights from the units of the top layer on of every panel of the output. */
  void takeOutput(float[] weights) {
    take(
        weights,
        Parameters.outputPanels(shape),
        Parameters.outputRows(shape),
        Parameters.outputUnitsRow(shape));
  }

  /** Takes the weights from a row on of every panel of an LSTM layer. */
  void takeLayer(float[] weights, int layer, int firstRow) {
    take(weights, Parameters.lstmPanels(shape), Parameters.lstmRows(shape, layer), firstRow);
  }

  /** Takes as many rows of every panel as a layer has units. */
  private void take(float[] weights, int panels, int panelRows, int firstRow) {
    workers.forEach(
        units / WIDTH,
        (q, worker) -> {
          for (int panel = 0; panel < panels; panel++) {
            transposeTile(
                weights,
                (panel * panelRows + firstRow + q * WIDTH) * WIDTH,
                (q * panels + panel) * WIDTH);
          }
        });
  }

  /** Transposes a square of a panel into rows of the transposed weights. */
  private void transposeTile(float[] weights, int from, int toRow) {
    for (int j = 0; j < WIDTH; j++) {
      for (int u = 0; u < WIDTH; u++) {
        transposed[(toRow + j) * WIDTH + u] = weights[from + u * WIDTH + j];
      }
    }
  }
}
