package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * What a network predicts of the next layers of songs. Keeps every {@linkplain Activations
 * activation} of the batch it has last seen, which {@link BackwardPass} goes back through.
 *
 * <p>Layers of an np-tensor are called <em>rows</em> here, since a network has layers of its own.
 */
public final class ForwardPass implements Forward {
  /** Rows that one piece of work takes where rows do not depend on each other. */
  static final int CHUNK = 96;

  /** Multiply-adds below which a step of time is not worth sharing out. */
  private static final long SHARED = 200_000;

  private final Kernel kernel;
  private final Workers workers;
  private final NetworkShape shape;
  private final int units;
  private final int stride;
  private final Activations activations;
  private final NoteChain chain;
  private @Nullable Parameters thinned;
  private @Nullable Seen seen;

  /**
   * What a pass last went over.
   *
   * @param parameters without the weights that were left out
   * @param whole whether it went all the way, with known targets
   */
  record Seen(Parameters parameters, Batch batch, Dropout dropout, boolean whole) {}

  /**
   * Makes room for batches up to a size.
   *
   * @param maxWindows how many windows a batch has at most
   * @param maxRows how many rows all windows of a batch have at most
   */
  public ForwardPass(
      Kernel kernel, Workers workers, NetworkShape shape, int maxWindows, int maxRows) {
    this.kernel = kernel;
    this.workers = workers;
    this.shape = shape;
    this.units = Parameters.paddedUnits(shape);
    this.activations = new Activations(shape, maxWindows, maxRows);
    this.stride = activations.stride();
    this.chain = new NoteChain(kernel, workers, shape);
  }

  @Override
  public void run(Parameters parameters, Batch batch, State state) {
    run(parameters, batch, state, Dropout.NONE);
  }

  /**
   * Runs the network over a batch as {@link #run(Parameters, Batch, State)} does, but for what is
   * left out.
   */
  public void run(Parameters parameters, Batch batch, State state, Dropout dropout) {
    Parameters left = dropout.hasWeights() ? thinned(parameters, dropout) : parameters;
    pass(left, batch, state, dropout);
    seen = new Seen(left, batch, dropout, true);
    if (shape.isChained()) {
      chain.addHidden(left, batch, activations.predictions(), activations.maxRows());
    }
    squash(batch.rows());
  }

  @Override
  public void listen(Parameters parameters, Batch batch, State state) {
    if (batch.targetStarts()[batch.rows()] > 0) {
      throw new IllegalArgumentException(
          "the layers to be predicted are known, so they can be run over");
    }
    pass(parameters, batch, state, Dropout.NONE);
    seen = new Seen(parameters, batch, Dropout.NONE, false);
  }

  private Parameters thinned(Parameters parameters, Dropout dropout) {
    Parameters copy = thinned == null ? Parameters.zeros(shape) : thinned;
    copy.set(parameters);
    dropout.applyToWeights(workers, copy);
    thinned = copy;
    return copy;
  }

  private void pass(Parameters parameters, Batch batch, State state, Dropout dropout) {
    if (batch.rows() > activations.maxRows() || batch.windows() > activations.maxWindows()) {
      throw new IllegalArgumentException("the batch is larger than the room made for it");
    }
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      activations.load(state, layer, batch.windows());
      if (layer > 0) {
        addInputs(parameters, batch, layer);
      }
      for (int step = 0; step < batch.steps(); step++) {
        step(parameters, batch, layer, step);
      }
      activations.store(state, layer, batch);
      sendUpward(batch, layer, dropout);
    }
    sumOutput(parameters, batch);
  }

  @Override
  public NextStep next(int row) {
    Seen last = seen();
    if (last.whole()) {
      throw new IllegalStateException("the last batch was not listened to but run over");
    }
    return new KernelNextStep(
        kernel, last.parameters(), activations.predictions(), activations.maxRows(), row);
  }

  private void sendUpward(Batch batch, int layer, Dropout dropout) {
    float[] target = activations.upward(layer, dropout.hasOutputs());
    if (!dropout.hasOutputs()) {
      return;
    }
    float[] outputs = activations.outputs(layer);
    int rows = batch.rows();
    workers.forEach(
        chunks(rows),
        (chunk, worker) -> {
          int end = Math.min((chunk + 1) * CHUNK, rows);
          for (int row = chunk * CHUNK; row < end; row++) {
            int at = (batch.windows() + row) * stride;
            System.arraycopy(outputs, at, target, at, units);
            dropout.applyToOutputs(layer, row, target, at, units, units, units);
          }
        });
  }

  /** The input products of an upper layer do not depend on time: all rows at once. */
  private void addInputs(Parameters parameters, Batch batch, int layer) {
    float[] weights = parameters.panels(layer);
    int panelSize = Parameters.lstmRows(shape, layer) * WIDTH;
    int rows = batch.rows();
    int chunks = chunks(rows);
    workers.forEach(
        Parameters.lstmPanels(shape) * chunks,
        (item, worker) -> {
          int panel = item / chunks;
          int first = item % chunks * CHUNK;
          int count = Math.min(CHUNK, rows - first);
          int to = activations.gatesAt(panel, first);
          int from = panel * panelSize;
          fill(weights, from, activations.gates(layer), to, count);
          kernel.product(
              activations.upward(layer - 1),
              (batch.windows() + first) * stride,
              stride,
              1,
              units,
              weights,
              from + WIDTH,
              activations.gates(layer),
              to,
              count);
        });
  }

  private void step(Parameters parameters, Batch batch, int layer, int step) {
    float[] weights = parameters.panels(layer);
    int panelSize = Parameters.lstmRows(shape, layer) * WIDTH;
    int recurrent = (1 + Parameters.inputs(shape, layer)) * WIDTH;
    int rows = batch.going(step);
    int first = batch.offset(step);
    int before = activations.rowBefore(batch, step) * stride;
    int now = (batch.windows() + first) * stride;
    Workers.Work work =
        (panel, worker) -> {
          int at = activations.gatesAt(panel, first);
          int from = panel * panelSize;
          if (layer == 0) {
            sumInputs(batch, weights, from, first, at, rows);
          }
          kernel.product(
              activations.outputs(layer),
              before,
              stride,
              1,
              units,
              weights,
              from + recurrent,
              activations.gates(layer),
              at,
              rows);
          int unit = panel * UNITS;
          kernel.gates(
              activations.gates(layer),
              at,
              rows,
              activations.cells(layer),
              before + unit,
              now + unit,
              activations.outputs(layer),
              now + unit,
              stride);
        };
    int panels = Parameters.lstmPanels(shape);
    if ((long) rows * units * units * 4 < SHARED) {
      for (int panel = 0; panel < panels; panel++) {
        work.run(panel, 0);
      }
    } else {
      workers.forEach(panels, work);
    }
  }

  private void sumInputs(Batch batch, float[] weights, int from, int first, int to, int rows) {
    int[] starts = batch.inputStarts();
    if (batch.values().areOnes()) {
      kernel.sumActive(
          weights, from, starts, batch.inputs(), first, activations.gates(0), to, rows);
    } else {
      float[] values = batch.values().inputs();
      kernel.sumWeighted(
          weights, from, starts, batch.inputs(), values, first, activations.gates(0), to, rows);
    }
  }

  /** The sums of the output: bias, lower features of the targets if autoregressive, top layer. */
  private void sumOutput(Parameters parameters, Batch batch) {
    float[] weights = parameters.output();
    int panelSize = Parameters.outputRows(shape) * WIDTH;
    int featurePanels = Parameters.featurePanels(shape);
    int unitsRow = Parameters.outputUnitsRow(shape);
    float[] top = activations.upward(shape.hiddenLayers() - 1);
    int rows = batch.rows();
    int chunks = chunks(rows);
    workers.forEach(
        Parameters.outputPanels(shape) * chunks,
        (item, worker) -> {
          int panel = item / chunks;
          int first = item % chunks * CHUNK;
          int count = Math.min(CHUNK, rows - first);
          int to = activations.predictionsAt(panel, first);
          int from = panel * panelSize;
          if (shape.isChained() && panel < featurePanels) {
            sumTargets(batch, weights, from, first, to, count);
          } else {
            fill(weights, from, activations.predictions(), to, count);
          }
          kernel.product(
              top,
              (batch.windows() + first) * stride,
              stride,
              1,
              units,
              weights,
              from + unitsRow * WIDTH,
              activations.predictions(),
              to,
              count);
        });
  }

  private void sumTargets(Batch batch, float[] weights, int from, int first, int to, int rows) {
    int[] starts = batch.targetStarts();
    if (batch.values().areOnes()) {
      kernel.sumActive(
          weights, from, starts, batch.targets(), first, activations.predictions(), to, rows);
    } else {
      kernel.sumWeighted(
          weights,
          from,
          starts,
          batch.targets(),
          batch.values().targets(),
          first,
          activations.predictions(),
          to,
          rows);
    }
  }

  private void squash(int rows) {
    int chunks = chunks(rows);
    workers.forEach(
        Parameters.featurePanels(shape) * chunks,
        (item, worker) -> {
          int first = item % chunks * CHUNK;
          int count = Math.min(CHUNK, rows - first);
          kernel.sigmoid(
              activations.predictions(),
              activations.predictionsAt(item / chunks, first),
              count * WIDTH);
        });
  }

  private static void fill(float[] source, int from, float[] target, int to, int rows) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(source, from, target, to + row * WIDTH, WIDTH);
    }
  }

  /**
   * What the network predicted of a feature of a row of the last batch it ran over: a probability,
   * or the mean of a value that it expects.
   */
  public float probability(int row, int feature) {
    int at = activations.predictionsAt(feature / WIDTH, row) + feature % WIDTH;
    return activations.predictions()[at];
  }

  @Override
  public void probabilities(int row, float[] target) {
    for (int feature = 0; feature < shape.features(); feature += WIDTH) {
      System.arraycopy(
          activations.predictions(),
          activations.predictionsAt(feature / WIDTH, row),
          target,
          feature,
          Math.min(WIDTH, shape.features() - feature));
    }
  }

  static int chunks(int rows) {
    return (rows + CHUNK - 1) / CHUNK;
  }

  @Override
  public NetworkShape shape() {
    return shape;
  }

  Kernel kernel() {
    return kernel;
  }

  Workers workers() {
    return workers;
  }

  /** What the pass keeps of the batch that it has last seen. */
  Activations activations() {
    return activations;
  }

  /** What the pass last went over. */
  Seen seen() {
    if (seen == null) {
      throw new IllegalStateException("the pass has not seen a batch yet");
    }
    return seen;
  }

  NoteChain chain() {
    return chain;
  }

  /** As the interface has it, in pieces of work that are added up in order. */
  @Override
  public Fit fit(Batch batch) {
    int rows = batch.rows();
    Fit[] fits = new Fit[chunks(rows)];
    workers.forEach(
        fits.length,
        (chunk, worker) -> {
          int first = chunk * CHUNK;
          fits[chunk] = Fit.of(this, batch, IntStream.range(first, Math.min(first + CHUNK, rows)));
        });
    return Arrays.stream(fits).reduce(Fit.NONE, Fit::plus);
  }
}
