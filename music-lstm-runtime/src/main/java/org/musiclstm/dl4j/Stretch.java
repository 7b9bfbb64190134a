package org.musiclstm.dl4j;

import java.util.Arrays;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Dropout;
import org.musiclstm.network.NetworkShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some windows of a batch over some steps, as arrays of the shape {@code [windows, features,
 * steps]}. Where a window is shorter, it is filled up with zeros.
 *
 * @param first the first window
 * @param end one after the last window
 * @param from the first step
 * @param to one after the last step
 */
record Stretch(Batch batch, int first, int end, int from, int to) {
  /** All of a batch. */
  static Stretch whole(Batch batch) {
    return new Stretch(batch, 0, batch.windows(), 0, batch.steps());
  }

  /**
   * The next stretch of the windows from {@code first} on that is as long as all windows that go
   * on.
   *
   * @param from before the end of the window {@code first}
   */
  static Stretch equallyLong(Batch batch, int first, int from) {
    int end = batch.going(from);
    return new Stretch(batch, first, end, from, batch.length(end - 1));
  }

  private int windows() {
    return end - first;
  }

  private int steps() {
    return to - from;
  }

  private boolean has(int window, int step) {
    return step < batch.length(window);
  }

  private int row(int window, int step) {
    return batch.offset(step) + window;
  }

  /** Reads one row of a batch. */
  @FunctionalInterface
  private interface Rows {
    void copy(int row, float[] values);
  }

  private INDArray array(int width, Rows rows) {
    float[] values = new float[windows() * width * steps()];
    float[] row = new float[width];
    for (int step = from; step < to; step++) {
      for (int window = first; window < end; window++) {
        if (has(window, step)) {
          rows.copy(row(window, step), row);
          for (int n = 0; n < width; n++) {
            values[window - first + windows() * (n + width * (step - from))] = row[n];
          }
        }
      }
    }
    return Nd4j.create(values, new long[] {windows(), width, steps()}, 'f');
  }

  INDArray inputs(int features) {
    return array(features, batch::input);
  }

  INDArray targets(int features) {
    return array(features, batch::target);
  }

  /** One where a window has a layer, else zero, {@code [windows, steps]}. */
  INDArray mask() {
    float[] values = new float[windows() * steps()];
    for (int step = from; step < to; step++) {
      for (int window = first; window < end; window++) {
        values[window - first + windows() * (step - from)] = has(window, step) ? 1 : 0;
      }
    }
    return Nd4j.create(values, new long[] {windows(), steps()}, 'f');
  }

  /** What the outputs of an LSTM layer are multiplied by on their way up. */
  INDArray factors(NetworkShape shape, Dropout dropout, int layer) {
    int padded = shape.paddedUnits();
    float[] all = new float[padded];
    return array(
        shape.hiddenUnits(),
        (row, values) -> {
          Arrays.fill(all, 1f);
          dropout.applyToOutputs(layer, row, all, 0, padded, padded, padded);
          System.arraycopy(all, 0, values, 0, values.length);
        });
  }

  /**
   * Copies what was predicted of the windows to where all rows of the batch lie one after the
   * other.
   */
  void copy(float[] predicted, int features, float[] rows) {
    for (int step = from; step < to; step++) {
      for (int window = first; window < end; window++) {
        int row = row(window, step) * features;
        for (int n = 0; n < features; n++) {
          rows[row + n] = predicted[window - first + windows() * (n + features * (step - from))];
        }
      }
    }
  }
}
