package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Arrays;
import org.musiclstm.kernel.Kernel;

/**
 * What a network tells of one layer that does not exist yet. With a chained output, what it tells
 * of a feature depends on the values that the lower features have been given; {@link #reset} takes
 * those back. The next run of the pass that it came from does not change it.
 */
public final class NextLayer {
  private final Kernel kernel;
  private final Parameters parameters;
  private final NetworkShape shape;
  private final int chainUnits;
  private final float[] toldLogits;
  private final float[] toldSums;
  private final float[] logits;
  private final float[] sums;
  private final float[] hidden;
  private final float[] hiddenLogits;
  private final float[] value = new float[WIDTH];
  private final boolean[] upToDate;

  NextLayer(Kernel kernel, Parameters parameters, float[] predictions, int maxRows, int row) {
    this.kernel = kernel;
    this.parameters = parameters;
    this.shape = parameters.shape();
    this.chainUnits = Parameters.paddedChainUnits(shape);
    int panels = Parameters.featurePanels(shape);
    this.toldLogits = copy(predictions, 0, panels, maxRows, row);
    this.toldSums = copy(predictions, panels, chainUnits / WIDTH, maxRows, row);
    this.logits = new float[toldLogits.length];
    this.sums = new float[chainUnits];
    this.hidden = new float[chainUnits];
    this.hiddenLogits = new float[logits.length];
    this.upToDate = new boolean[panels];
    reset();
  }

  private static float[] copy(float[] panels, int first, int count, int maxRows, int row) {
    float[] values = new float[count * WIDTH];
    for (int n = 0; n < count; n++) {
      System.arraycopy(panels, ((first + n) * maxRows + row) * WIDTH, values, n * WIDTH, WIDTH);
    }
    return values;
  }

  /** Takes back all values that features have been given. */
  public void reset() {
    System.arraycopy(toldLogits, 0, logits, 0, logits.length);
    System.arraycopy(toldSums, 0, sums, 0, sums.length);
    squash();
  }

  private void squash() {
    System.arraycopy(sums, 0, hidden, 0, chainUnits);
    kernel.tanh(hidden, 0, chainUnits);
    Arrays.fill(upToDate, !shape.isChained());
  }

  /**
   * The probability that a feature is active, or the mean of its value that is expected.
   *
   * @param feature any; with a chained output, the values that lower features have been given count
   */
  public float probability(int feature) {
    int panel = feature / WIDTH;
    if (!upToDate[panel]) {
      int from = panel * WIDTH;
      Arrays.fill(hiddenLogits, from, from + WIDTH, 0f);
      kernel.product(
          hidden,
          0,
          chainUnits,
          1,
          chainUnits,
          parameters.chainOutput(),
          panel * chainUnits * WIDTH,
          hiddenLogits,
          from,
          1);
      upToDate[panel] = true;
    }
    value[0] = logits[feature] + hiddenLogits[feature];
    kernel.sigmoid(value, 0, Kernel.UNITS);
    return value[0];
  }

  /**
   * Gives a feature its value, on which the probabilities of all higher ones then depend if the
   * output is chained. A feature that is given none counts as zero.
   */
  public void give(int feature, float given) {
    if (!shape.isChained() || given == 0) {
      return;
    }
    int panelSize = Parameters.outputRows(shape) * WIDTH;
    float[] weights = parameters.output();
    for (int higher = feature + 1; higher < shape.features(); higher++) {
      int from = higher / WIDTH * panelSize + (1 + feature) * WIDTH;
      logits[higher] += given * weights[from + higher % WIDTH];
    }
    for (int unit = 0; unit < chainUnits; unit++) {
      int panel = Parameters.featurePanels(shape) + unit / WIDTH;
      sums[unit] += given * weights[panel * panelSize + (1 + feature) * WIDTH + unit % WIDTH];
    }
    squash();
  }
}
