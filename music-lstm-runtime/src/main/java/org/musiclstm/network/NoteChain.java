package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Arrays;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * What an autoregressive output has more than an independent one: the logit of feature i of a row
 * is
 *
 * <pre>
 * z[i] = bias[i] + h K[i] + sum over j &lt; i of x[j] direct[j][i] + s[i] V[i]
 * s[i] = tanh(a + sum over j &lt; i of x[j] W[j]),   a = chain.bias + h chain.kernel
 * </pre>
 *
 * with h the outputs of the top LSTM layer, x the values of the row itself, W {@code chain.input}
 * and V {@code chain.output}. The sum with {@code direct} is a fully visible sigmoid belief net
 * (Frey, Hinton and Dayan 1996), that with s the neural autoregressive distribution estimator of
 * Larochelle and Murray (2011), on top of a recurrent network as in Boulanger-Lewandowski, Bengio
 * and Vincent (2012).
 *
 * <p>Few features of a row are active, and s changes only after an active one. A row is therefore
 * cut into <em>stretches</em> of features that share s: the first ends with the first active
 * feature, the next with the second, the last with the row. Row r has the stretches from {@code
 * starts[r] + r} on, where {@code starts} are those of the batch's targets.
 */
final class NoteChain {
  /** The largest array that every JVM has. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final Kernel kernel;
  private final Workers workers;
  private final NetworkShape shape;
  private final int panels;
  private final int features;
  private final int units;
  private final float[][] gathered;
  private final float[][] products;
  private final int[][] chosen;
  private float[] hidden = new float[0];
  private float[] gradients = new float[0];
  private float[] transposed = new float[0];

  NoteChain(Kernel kernel, Workers workers, NetworkShape shape) {
    this.kernel = kernel;
    this.workers = workers;
    this.shape = shape;
    this.panels = Parameters.featurePanels(shape);
    this.features = shape.features();
    this.units = Parameters.paddedChainUnits(shape);
    this.gathered = new float[workers.size()][0];
    this.products = new float[workers.size()][0];
    this.chosen = new int[workers.size()][0];
  }

  /**
   * Adds what the chain's hidden units predict to the logits of rows whose own values are known.
   *
   * @param logits of the features, then the sums a of the hidden units, in panels of {@code
   *     maxRows} rows
   */
  void addHidden(Parameters parameters, Batch batch, float[] logits, int maxRows) {
    int rows = batch.rows();
    int[] starts = batch.targetStarts();
    int stretches = starts[rows] + rows;
    hidden = grown(hidden, Math.multiplyExact(stretches, units));
    workers.forEach(
        ForwardPass.chunks(rows),
        (chunk, worker) -> {
          int first = chunk * ForwardPass.CHUNK;
          int end = Math.min(first + ForwardPass.CHUNK, rows);
          for (int row = first; row < end; row++) {
            sumHidden(parameters.output(), batch, row, logits, maxRows);
          }
          int from = (starts[first] + first) * units;
          kernel.tanh(hidden, from, (starts[end] + end) * units - from);
          for (int panel = 0; panel < panels; panel++) {
            int count = gather(batch, first, end, panel, worker);
            gatherHidden(worker, count);
            float[] added =
                product(worker, count, units, parameters.chainOutput(), panel * units * WIDTH);
            int n = 0;
            for (int row = first; row < end; row++) {
              int to = (panel * maxRows + row) * WIDTH;
              n = addStretches(batch, row, panel, added, n, logits, to);
            }
          }
        });
  }

  /** The sums of the hidden units of every stretch of a row. */
  private void sumHidden(float[] weights, Batch batch, int row, float[] logits, int maxRows) {
    int panelSize = Parameters.outputRows(shape) * WIDTH;
    int begin = batch.targetStarts()[row];
    int end = batch.targetStarts()[row + 1];
    for (int q = 0; q < units / WIDTH; q++) {
      int to = (begin + row) * units + q * WIDTH;
      System.arraycopy(logits, ((panels + q) * maxRows + row) * WIDTH, hidden, to, WIDTH);
      for (int n = begin; n < end; n++) {
        int from = (panels + q) * panelSize + (1 + batch.targets()[n]) * WIDTH;
        float value = batch.target(n);
        // Almost always 1, and Java rounds product and sum on every machine.
        for (int j = 0; j < WIDTH; j++) {
          hidden[to + units + j] = hidden[to + j] + value * weights[from + j];
        }
        to += units;
      }
    }
  }

  /**
   * Finds the stretches of some rows that have features in a panel.
   *
   * @return how many there are; their numbers are in {@link #chosen}
   */
  private int gather(Batch batch, int firstRow, int endRow, int panel, int worker) {
    int[] starts = batch.targetStarts();
    int most = starts[endRow] - starts[firstRow] + endRow - firstRow;
    if (chosen[worker].length < most) {
      chosen[worker] = new int[2 * most];
    }
    int[] numbers = chosen[worker];
    int count = 0;
    for (int row = firstRow; row < endRow; row++) {
      for (int n = starts[row]; n <= starts[row + 1]; n++) {
        if (begin(batch, row, n, panel) < end(batch, row, n, panel)) {
          numbers[count++] = n + row;
        }
      }
    }
    return count;
  }

  private void gatherHidden(int worker, int count) {
    gathered[worker] = grown(gathered[worker], count * units);
    for (int n = 0; n < count; n++) {
      System.arraycopy(hidden, chosen[worker][n] * units, gathered[worker], n * units, units);
    }
  }

  /**
   * What gathered rows make of a panel of weights.
   *
   * @param width how many values a gathered row has
   * @return {@code [count, WIDTH]}, until the next call for this worker
   */
  private float[] product(int worker, int count, int width, float[] weights, int from) {
    products[worker] = grown(products[worker], count * WIDTH);
    float[] product = products[worker];
    Arrays.fill(product, 0, count * WIDTH, 0f);
    kernel.product(gathered[worker], 0, width, 1, width, weights, from, product, 0, count);
    return product;
  }

  /** The first column of a panel that belongs to a stretch, which the n-th target ends. */
  private static int begin(Batch batch, int row, int n, int panel) {
    int feature = n == batch.targetStarts()[row] ? 0 : batch.targets()[n - 1] + 1;
    return Math.max(feature - panel * WIDTH, 0);
  }

  /** The column of a panel after the last that belongs to a stretch. */
  private int end(Batch batch, int row, int n, int panel) {
    int feature = n == batch.targetStarts()[row + 1] ? features : batch.targets()[n] + 1;
    return Math.min(feature - panel * WIDTH, WIDTH);
  }

  /** Adds each of a row's gathered stretches to its own columns; returns the next one's place. */
  private int addStretches(
      Batch batch, int row, int panel, float[] added, int place, float[] logits, int to) {
    int next = place;
    for (int n = batch.targetStarts()[row]; n <= batch.targetStarts()[row + 1]; n++) {
      int begin = begin(batch, row, n, panel);
      int end = end(batch, row, n, panel);
      for (int j = begin; j < end; j++) {
        logits[to + j] += added[next * WIDTH + j];
      }
      next += begin < end ? 1 : 0;
    }
    return next;
  }

  /**
   * Goes back through {@link #addHidden}: puts the gradients of the sums a where they stood, and
   * those of {@code direct}, W and V into the gradient. The hidden units are those of the last
   * call.
   *
   * @param logits the gradients of the features' logits, in panels of {@code maxRows} rows
   */
  void back(Parameters parameters, Batch batch, float[] logits, int maxRows, Parameters gradient) {
    int rows = batch.rows();
    int stretches = batch.targetStarts()[rows] + rows;
    gradients = grown(gradients, Math.multiplyExact(stretches, units));
    transpose(parameters.chainOutput());
    workers.forEach(
        ForwardPass.chunks(rows),
        (chunk, worker) -> {
          int first = chunk * ForwardPass.CHUNK;
          hiddenGradients(
              batch, first, Math.min(first + ForwardPass.CHUNK, rows), logits, maxRows, worker);
        });
    Arrays.fill(gradient.chainOutput(), 0f);
    workers.forEach(
        panels, (panel, worker) -> outputWeights(batch, panel, logits, maxRows, gradient, worker));
    workers.forEach(units / WIDTH, (q, worker) -> inputWeights(batch, q, gradient.output()));
  }

  private void transpose(float[] weights) {
    transposed = grown(transposed, panels * units * WIDTH);
    for (int panel = 0; panel < panels; panel++) {
      for (int unit = 0; unit < units; unit++) {
        for (int j = 0; j < WIDTH; j++) {
          transposed[(unit / WIDTH * panels + panel) * WIDTH * WIDTH + j * WIDTH + unit % WIDTH] =
              weights[(panel * units + unit) * WIDTH + j];
        }
      }
    }
  }

  private void hiddenGradients(
      Batch batch, int first, int end, float[] logits, int maxRows, int worker) {
    int[] starts = batch.targetStarts();
    int from = (starts[first] + first) * units;
    int to = (starts[end] + end) * units;
    Arrays.fill(gradients, from, to, 0f);
    for (int panel = 0; panel < panels; panel++) {
      int count = gather(batch, first, end, panel, worker);
      gatherGradients(batch, first, end, panel, logits, maxRows, worker);
      for (int q = 0; q < units / WIDTH; q++) {
        float[] added =
            product(worker, count, WIDTH, transposed, (q * panels + panel) * WIDTH * WIDTH);
        for (int n = 0; n < count; n++) {
          int at = chosen[worker][n] * units + q * WIDTH;
          for (int j = 0; j < WIDTH; j++) {
            gradients[at + j] += added[n * WIDTH + j];
          }
        }
      }
    }
    for (int at = from; at < to; at++) {
      gradients[at] *= 1f - hidden[at] * hidden[at];
    }
    // What an active feature adds goes on to every later stretch of its row.
    for (int row = first; row < end; row++) {
      int begin = (starts[row] + row) * units;
      for (int at = (starts[row + 1] + row) * units - 1; at >= begin; at--) {
        gradients[at] += gradients[at + units];
      }
      for (int q = 0; q < units / WIDTH; q++) {
        System.arraycopy(
            gradients, begin + q * WIDTH, logits, ((panels + q) * maxRows + row) * WIDTH, WIDTH);
      }
    }
  }

  /** The gradients of a panel's logits, a row for each stretch, zero outside its columns. */
  private void gatherGradients(
      Batch batch, int first, int end, int panel, float[] logits, int maxRows, int worker) {
    int[] starts = batch.targetStarts();
    gathered[worker] = grown(gathered[worker], (starts[end] - starts[first] + end - first) * WIDTH);
    float[] target = gathered[worker];
    int to = 0;
    for (int row = first; row < end; row++) {
      int from = (panel * maxRows + row) * WIDTH;
      for (int n = starts[row]; n <= starts[row + 1]; n++) {
        int beginColumn = begin(batch, row, n, panel);
        int endColumn = end(batch, row, n, panel);
        if (beginColumn < endColumn) {
          Arrays.fill(target, to, to + WIDTH, 0f);
          System.arraycopy(
              logits, from + beginColumn, target, to + beginColumn, endColumn - beginColumn);
          to += WIDTH;
        }
      }
    }
  }

  /** Gradient of V of one panel of features, rows ascending. */
  private void outputWeights(
      Batch batch, int panel, float[] logits, int maxRows, Parameters gradient, int worker) {
    int rows = batch.rows();
    for (int first = 0; first < rows; first += ForwardPass.CHUNK) {
      int end = Math.min(first + ForwardPass.CHUNK, rows);
      int count = gather(batch, first, end, panel, worker);
      gatherHidden(worker, count);
      float[] left = gathered[worker];
      gathered[worker] = products[worker];
      gatherGradients(batch, first, end, panel, logits, maxRows, worker);
      kernel.product(
          left,
          0,
          1,
          units,
          count,
          gathered[worker],
          0,
          gradient.chainOutput(),
          panel * units * WIDTH,
          units);
      products[worker] = gathered[worker];
      gathered[worker] = left;
    }
  }

  /** Gradient of W of one panel of hidden units, rows ascending. */
  private void inputWeights(Batch batch, int q, float[] target) {
    int panelSize = Parameters.outputRows(shape) * WIDTH;
    for (int row = 0; row < batch.rows(); row++) {
      for (int n = batch.targetStarts()[row]; n < batch.targetStarts()[row + 1]; n++) {
        int to = (panels + q) * panelSize + (1 + batch.targets()[n]) * WIDTH;
        int from = (n + row + 1) * units + q * WIDTH;
        float value = batch.target(n);
        for (int j = 0; j < WIDTH; j++) {
          target[to + j] += value * gradients[from + j];
        }
      }
    }
  }

  private static float[] grown(float[] array, int size) {
    return array.length >= size ? array : new float[(int) Math.min(size * 3L / 2, MOST)];
  }
}
