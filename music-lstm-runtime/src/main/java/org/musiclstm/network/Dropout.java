package org.musiclstm.network;

import org.musiclstm.RandomStream;

/**
 * Which outputs of the LSTM layers are left out on their way up, towards the next layer or the
 * output, while one batch is learnt from (Zaremba, Sutskever and Vinyals, "Recurrent neural network
 * regularization", 2014); on their way to the next step none is. Those that stay grow by as much as
 * is missing.
 *
 * @param rate the share that is left out, 0 to below 1
 * @param seed where all random numbers begin
 * @param iteration which batch
 */
public record Dropout(double rate, long seed, int iteration) {
  /** Nothing is left out. */
  public static final Dropout NONE = new Dropout(0, 0, 0);

  private static final int BITS = 16;

  /** Whether anything is left out. */
  boolean isActive() {
    return rate > 0;
  }

  /**
   * Multiplies the outputs of one row, or their gradients, by 0 where they are left out and by
   * {@code 1 / (1 - rate)} where they stay.
   *
   * @param layer which LSTM layer
   * @param row which row of the batch
   * @param blockStride where each next block begins after the one before
   * @param block how many outputs lie side by side, a multiple of 4
   * @param count how many outputs there are, a multiple of {@code block}
   */
  void apply(
      int layer, int row, float[] values, int offset, int block, int blockStride, int count) {
    RandomStream random =
        new RandomStream(
            seed, "dropout", ((long) iteration * NetworkShape.MOST_LAYERS + layer) << 32 | row);
    int limit = (int) (rate * (1 << BITS));
    float scale = (float) (1 / (1 - rate));
    long bits = 0;
    for (int n = 0; n < count; n++) {
      bits = n % 4 == 0 ? random.nextLong() : bits >>> BITS;
      int at = offset + n / block * blockStride + n % block;
      values[at] *= (bits & 0xFFFF) < limit ? 0f : scale;
    }
  }
}
