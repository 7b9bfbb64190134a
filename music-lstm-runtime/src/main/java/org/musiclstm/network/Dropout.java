package org.musiclstm.network;

import org.musiclstm.RandomStream;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * What of a network is left out while one batch is learnt from, so that it does not learn its songs
 * by heart: outputs of LSTM layers on their way up, towards the next layer or the output, not on
 * their way to the next step (Zaremba, Sutskever and Vinyals, "Recurrent neural network
 * regularization", 2014), anew for each row; and recurrent weights, the same for the whole batch
 * (Wan et al., "Regularization of neural networks using DropConnect", 2013; Merity, Keskar and
 * Socher, "Regularizing and optimizing LSTM language models", 2017). Those that stay grow by as
 * much as is missing.
 *
 * @param outputs the share of the outputs that is left out, 0 to below 1
 * @param weights the share of the recurrent weights that is left out, 0 to below 1
 * @param seed where all random numbers begin
 * @param iteration which batch
 */
public record Dropout(double outputs, double weights, long seed, int iteration) {
  /** Nothing is left out. */
  public static final Dropout NONE = new Dropout(0, 0, 0, 0);

  private static final int BITS = 16;

  /** Whether outputs are left out. */
  public boolean hasOutputs() {
    return outputs > 0;
  }

  /** Whether weights are left out. */
  public boolean hasWeights() {
    return weights > 0;
  }

  /**
   * Multiplies the outputs of one row, or their gradients, by 0 where they are left out and by
   * {@code 1 / (1 - outputs)} where they stay.
   *
   * @param layer which LSTM layer
   * @param row which row of the batch
   * @param block how many outputs lie side by side, a multiple of 4
   * @param blockStride where each next block begins after the one before
   * @param count how many outputs there are, a multiple of {@code block}
   */
  public void applyToOutputs(
      int layer, int row, float[] values, int offset, int block, int blockStride, int count) {
    RandomStream random = new RandomStream(seed, "dropout of outputs", index(layer, row));
    for (int n = 0; n < count; n += block) {
      apply(outputs, random, values, offset + n / block * blockStride, block);
    }
  }

  /**
   * Multiplies the recurrent weights of a network, or their gradients, by 0 where they are left out
   * and by {@code 1 / (1 - weights)} where they stay.
   */
  public void applyToWeights(Workers workers, Parameters parameters) {
    NetworkShape shape = parameters.shape();
    int count = Parameters.paddedUnits(shape) * Kernel.WIDTH;
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      int lstm = layer;
      int panelSize = Parameters.lstmRows(shape, layer) * Kernel.WIDTH;
      float[] values = parameters.panels(layer);
      // The recurrent weights are the last rows of a panel.
      workers.forEach(
          Parameters.lstmPanels(shape),
          (panel, worker) ->
              apply(
                  weights,
                  new RandomStream(seed, "dropout of weights", index(lstm, panel)),
                  values,
                  (panel + 1) * panelSize - count,
                  count));
    }
  }

  private long index(int layer, int part) {
    return ((long) iteration * NetworkShape.MOST_LAYERS + layer) << 32 | part;
  }

  private static void apply(
      double share, RandomStream random, float[] values, int offset, int count) {
    int limit = (int) (share * (1 << BITS));
    float scale = (float) (1 / (1 - share));
    for (int n = 0; n < count; n += 4) {
      long bits = random.nextLong();
      for (int at = offset + n; at < offset + n + 4; at++) {
        values[at] *= (bits & 0xFFFF) < limit ? 0f : scale;
        bits >>>= BITS;
      }
    }
  }
}
