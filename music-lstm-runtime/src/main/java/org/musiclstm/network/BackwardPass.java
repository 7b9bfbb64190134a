package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Arrays;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * The gradient of the loss of a batch, by going back through time over its windows (Werbos 1990).
 * What went before the windows is taken as given.
 */
public final class BackwardPass {
  /** Columns of a recurrent product that are summed before the next ones, to stay in the cache. */
  private static final int BLOCK = 1024;

  private final ForwardPass forward;
  private final Activations activations;
  private final Loss loss;
  private final Kernel kernel;
  private final Workers workers;
  private final NetworkShape shape;
  private final int units;
  private final int maxRows;
  private final int flatStride;
  private final Parameters gradient;
  private final float[] outputGradient;
  private final float[] cellGradient;
  private final float[][] flat;
  private final TransposedWeights transposed;
  private final PackedOutputs packed;
  private double norm;

  /** Makes room for the gradients of what a forward pass has room for. */
  public BackwardPass(ForwardPass forward, Loss loss) {
    this.forward = forward;
    this.activations = forward.activations();
    this.loss = loss;
    this.kernel = forward.kernel();
    this.workers = forward.workers();
    this.shape = forward.shape();
    this.units = Parameters.paddedUnits(shape);
    this.maxRows = activations.maxRows();
    this.flatStride = 4 * units + UNITS;
    this.gradient = Parameters.zeros(shape);
    this.outputGradient = new float[units * maxRows];
    this.cellGradient = new float[activations.maxWindows() * activations.stride()];
    this.flat = new float[2][activations.maxWindows() * flatStride];
    this.transposed = new TransposedWeights(workers, shape);
    this.packed = new PackedOutputs(forward);
  }

  /**
   * Computes the gradient of the batch that the forward pass has just run over, of the parameters
   * and with the dropout it did so. The activations it keeps are used up.
   *
   * @return the fit of the batch before the update; of the squared error, the likelihood is not
   *     computed
   */
  public Fit run() {
    ForwardPass.Seen seen = forward.seen();
    if (!seen.whole()) {
      throw new IllegalStateException("there is no gradient where the next layers are not known");
    }
    Parameters parameters = seen.parameters();
    Batch batch = seen.batch();
    Dropout dropout = seen.dropout();
    Fit fit = loss == Loss.BCE ? forward.fit(batch) : Fit.NONE;
    Fit squares = predictionGradient(batch);
    int top = shape.hiddenLayers() - 1;
    Arrays.fill(gradient.output(), 0f);
    if (shape.isChained()) {
      forward.chain().back(parameters, batch, activations.predictions(), maxRows, gradient);
    }
    packed.packCurrent(batch, top);
    outputWeights(batch);
    outputToTop(parameters, batch);
    leaveOut(batch, top, dropout);
    for (int layer = top; layer >= 0; layer--) {
      transposed.takeLayer(parameters.panels(layer), layer, recurrentRow(layer));
      Arrays.fill(cellGradient, 0f);
      for (int step = batch.steps() - 1; step >= 0; step--) {
        step(batch, layer, step);
      }
      lstmWeights(batch, layer);
      if (layer > 0) {
        transposed.takeLayer(parameters.panels(layer), layer, 1);
        toLayerBelow(batch, layer);
        leaveOut(batch, layer - 1, dropout);
      }
    }
    if (dropout.hasWeights()) {
      dropout.applyToWeights(workers, gradient);
    }
    norm = computeNorm();
    return loss == Loss.BCE ? fit : squares;
  }

  /** The gradient that {@link #run} has last computed. */
  public Parameters gradient() {
    return gradient;
  }

  /** The Euclidean norm of the gradient that {@link #run} has last computed. */
  public double norm() {
    return norm;
  }

  /** Replaces the predictions by the gradient of the sums that they are the sigmoid of. */
  private Fit predictionGradient(Batch batch) {
    int rows = batch.rows();
    int chunks = ForwardPass.chunks(rows);
    float[] values = activations.predictions();
    float scale = (float) ((loss == Loss.MSE ? 2.0 : 1.0) / ((double) rows * shape.features()));
    double[] squares = new double[chunks];
    workers.forEach(
        chunks,
        (chunk, worker) -> {
          int end = Math.min((chunk + 1) * ForwardPass.CHUNK, rows);
          for (int row = chunk * ForwardPass.CHUNK; row < end; row++) {
            squares[chunk] += rowGradient(values, batch, row, scale);
          }
        });
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return new Fit(rows, shape.features(), sum, Double.NaN, Double.NaN);
  }

  private double rowGradient(float[] values, Batch batch, int row, float scale) {
    double sum = 0;
    int next = batch.targetStarts()[row];
    int end = batch.targetStarts()[row + 1];
    for (int panel = 0; panel < Parameters.featurePanels(shape); panel++) {
      int at = activations.predictionsAt(panel, row);
      int columns = Math.min(WIDTH, shape.features() - panel * WIDTH);
      for (int j = 0; j < columns; j++) {
        float y = values[at + j];
        float error = y;
        if (next < end && batch.targets()[next] == panel * WIDTH + j) {
          error = y - batch.target(next++);
        }
        sum += (double) error * error;
        values[at + j] = scale * error * (loss == Loss.MSE ? y * (1f - y) : 1f);
      }
      Arrays.fill(values, at + columns, at + WIDTH, 0f);
    }
    return sum;
  }

  /** Gradient of the output's bias and weights, from the packed outputs of the top layer. */
  private void outputWeights(Batch batch) {
    int rows = batch.rows();
    int panelSize = Parameters.outputRows(shape) * WIDTH;
    int unitsRow = Parameters.outputUnitsRow(shape);
    float[] target = gradient.output();
    int tilesPerItem = 16;
    int items = (packed.tiles() + tilesPerItem - 1) / tilesPerItem;
    workers.forEach(
        Parameters.outputPanels(shape) * items,
        (item, worker) -> {
          int panel = item / items;
          int firstTile = item % items * tilesPerItem;
          int from = activations.predictionsAt(panel, 0);
          int to = panel * panelSize;
          if (firstTile == 0 && shape.isChained() && panel < Parameters.featurePanels(shape)) {
            directWeights(batch, panel, from, target, to);
          } else if (firstTile == 0) {
            for (int row = 0; row < rows; row++) {
              addRow(activations.predictions(), from + row * WIDTH, target, to);
            }
          }
          int lastTile = Math.min(firstTile + tilesPerItem, packed.tiles());
          packed.addProduct(
              firstTile,
              lastTile,
              rows,
              activations.predictions(),
              from,
              target,
              to + unitsRow * WIDTH);
        });
  }

  /** Gradient of a panel's bias and of what lower features add to it. */
  private void directWeights(Batch batch, int panel, int from, float[] target, int to) {
    int[] starts = batch.targetStarts();
    float[] slopes = activations.predictions();
    if (batch.values().areOnes()) {
      kernel.scatterActive(slopes, from, batch.rows(), starts, batch.targets(), 0, target, to);
    } else {
      float[] values = batch.values().targets();
      kernel.scatterWeighted(
          slopes, from, batch.rows(), starts, batch.targets(), values, 0, target, to);
    }
    // A feature adds nothing to itself nor to a lower one.
    for (int feature = panel * WIDTH; feature < shape.features(); feature++) {
      int row = to + (1 + feature) * WIDTH;
      Arrays.fill(target, row, row + Math.min(feature - panel * WIDTH + 1, WIDTH), 0f);
    }
  }

  private static void addRow(float[] source, int from, float[] target, int to) {
    for (int j = 0; j < WIDTH; j++) {
      target[to + j] += source[from + j];
    }
  }

  /** Gradient of the top layer's outputs. */
  private void outputToTop(Parameters parameters, Batch batch) {
    transposed.takeOutput(parameters.output());
    multiplyTransposed(batch, activations.predictions(), Parameters.outputPanels(shape));
  }

  /** Gradient of the outputs of the layer below an LSTM layer. */
  private void toLayerBelow(Batch batch, int layer) {
    multiplyTransposed(batch, activations.gates(layer), Parameters.lstmPanels(shape));
  }

  /** No gradient goes to outputs that were left out. */
  private void leaveOut(Batch batch, int layer, Dropout dropout) {
    if (!dropout.hasOutputs()) {
      return;
    }
    int rows = batch.rows();
    workers.forEach(
        ForwardPass.chunks(rows),
        (chunk, worker) -> {
          int end = Math.min((chunk + 1) * ForwardPass.CHUNK, rows);
          for (int row = chunk * ForwardPass.CHUNK; row < end; row++) {
            int at = outputGradientAt(0, row);
            dropout.applyToOutputs(layer, row, outputGradient, at, WIDTH, maxRows * WIDTH, units);
          }
        });
  }

  private void multiplyTransposed(Batch batch, float[] panels, int count) {
    int rows = batch.rows();
    int chunks = ForwardPass.chunks(rows);
    workers.forEach(
        units / WIDTH * chunks,
        (item, worker) -> {
          int q = item / chunks;
          int first = item % chunks * ForwardPass.CHUNK;
          int size = Math.min(ForwardPass.CHUNK, rows - first);
          int to = outputGradientAt(q, first);
          Arrays.fill(outputGradient, to, to + size * WIDTH, 0f);
          for (int panel = 0; panel < count; panel++) {
            kernel.product(
                panels,
                (panel * maxRows + first) * WIDTH,
                WIDTH,
                1,
                WIDTH,
                transposed.values(),
                (q * count + panel) * WIDTH * WIDTH,
                outputGradient,
                to,
                size);
          }
        });
  }

  /** One step back in time of one layer. */
  private void step(Batch batch, int layer, int step) {
    int rows = batch.going(step);
    int first = batch.offset(step);
    int later = step + 1 < batch.steps() ? batch.going(step + 1) : 0;
    float[] flatLater = flat[(step + 1) % 2];
    float[] flatNow = flat[step % 2];
    int stride = activations.stride();
    int before = activations.rowBefore(batch, step) * stride;
    int now = (batch.windows() + first) * stride;
    workers.forEach(
        units / WIDTH,
        (q, worker) -> {
          int at = outputGradientAt(q, first);
          for (int column = 0; column < 4 * units && later > 0; column += BLOCK) {
            kernel.product(
                flatLater,
                column,
                flatStride,
                1,
                Math.min(BLOCK, 4 * units - column),
                transposed.values(),
                (q * 4 * units + column) * WIDTH,
                outputGradient,
                at,
                later);
          }
          for (int group = 0; group < WIDTH / UNITS; group++) {
            int panel = q * (WIDTH / UNITS) + group;
            int unit = panel * UNITS;
            kernel.gatesBackward(
                activations.gates(layer),
                activations.gatesAt(panel, first),
                rows,
                outputGradient,
                at + group * UNITS,
                activations.cells(layer),
                before + unit,
                now + unit,
                cellGradient,
                unit,
                stride,
                flatNow,
                panel * WIDTH,
                flatStride);
          }
        });
  }

  /** Gradient of an LSTM layer's biases and weights. */
  private void lstmWeights(Batch batch, int layer) {
    int panels = Parameters.lstmPanels(shape);
    int panelSize = Parameters.lstmRows(shape, layer) * WIDTH;
    float[] target = gradient.panels(layer);
    float[] gates = activations.gates(layer);
    int rows = batch.rows();
    int[] none = new int[rows + 1];
    int[] starts = layer == 0 ? batch.inputStarts() : none;
    if (layer > 0) {
      packed.packCurrent(batch, layer - 1);
    }
    workers.forEach(
        panels,
        (panel, worker) -> {
          int to = panel * panelSize;
          Arrays.fill(target, to, to + panelSize, 0f);
          int at = activations.gatesAt(panel, 0);
          if (layer > 0 || batch.values().areOnes()) {
            kernel.scatterActive(gates, at, rows, starts, batch.inputs(), 0, target, to);
          } else {
            float[] values = batch.values().inputs();
            kernel.scatterWeighted(gates, at, rows, starts, batch.inputs(), values, 0, target, to);
          }
          if (layer > 0) {
            packed.addProduct(
                0, packed.tiles(), rows, gates, activations.gatesAt(panel, 0), target, to + WIDTH);
          }
        });
    packed.packBefore(batch, layer);
    workers.forEach(
        panels,
        (panel, worker) ->
            packed.addProduct(
                0,
                packed.tiles(),
                rows,
                gates,
                activations.gatesAt(panel, 0),
                target,
                panel * panelSize + recurrentRow(layer) * WIDTH));
  }

  private int recurrentRow(int layer) {
    return 1 + Parameters.inputs(shape, layer);
  }

  private int outputGradientAt(int q, int row) {
    return (q * maxRows + row) * WIDTH;
  }

  private double computeNorm() {
    double sum = 0;
    for (int layer = 0; layer < gradient.count(); layer++) {
      float[] array = gradient.panels(layer);
      int chunkRows = 1024;
      int rows = array.length / WIDTH;
      double[] sums = new double[(rows + chunkRows - 1) / chunkRows];
      workers.forEach(
          sums.length,
          (chunk, worker) -> {
            int first = chunk * chunkRows;
            sums[chunk] =
                kernel.sumOfSquares(array, first * WIDTH, Math.min(chunkRows, rows - first));
          });
      for (double part : sums) {
        sum += part;
      }
    }
    return Math.sqrt(sum);
  }
}
