package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Arrays;
import org.musiclstm.kernel.Kernel;

/** What the kernels predict of one step that does not exist yet, autoregressive or not. */
final class KernelNextStep implements NextStep {
  private final Kernel kernel;
  private final Parameters parameters;
  private final NetworkShape shape;
  private final int nadeUnits;
  private final float[] predictedLogits;
  private final float[] predictedSums;
  private final float[] logits;
  private final float[] sums;
  private final float[] hidden;
  private final float[] hiddenLogits;
  private final float[] value = new float[WIDTH];
  private final boolean[] upToDate;

  KernelNextStep(Kernel kernel, Parameters parameters, float[] predictions, int maxRows, int row) {
    this.kernel = kernel;
    this.parameters = parameters;
    this.shape = parameters.shape();
    this.nadeUnits = Parameters.paddedChainUnits(shape);
    int panels = Parameters.featurePanels(shape);
    this.predictedLogits = copy(predictions, 0, panels, maxRows, row);
    this.predictedSums = copy(predictions, panels, nadeUnits / WIDTH, maxRows, row);
    this.logits = new float[predictedLogits.length];
    this.sums = new float[nadeUnits];
    this.hidden = new float[nadeUnits];
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

  @Override
  public void reset() {
    System.arraycopy(predictedLogits, 0, logits, 0, logits.length);
    System.arraycopy(predictedSums, 0, sums, 0, sums.length);
    squash();
  }

  private void squash() {
    System.arraycopy(sums, 0, hidden, 0, nadeUnits);
    kernel.tanh(hidden, 0, nadeUnits);
    Arrays.fill(upToDate, !shape.isChained());
  }

  @Override
  public float probability(int feature) {
    int panel = feature / WIDTH;
    if (!upToDate[panel]) {
      int from = panel * WIDTH;
      Arrays.fill(hiddenLogits, from, from + WIDTH, 0f);
      kernel.product(
          hidden,
          0,
          nadeUnits,
          1,
          nadeUnits,
          parameters.chainOutput(),
          panel * nadeUnits * WIDTH,
          hiddenLogits,
          from,
          1);
      upToDate[panel] = true;
    }
    value[0] = logits[feature] + hiddenLogits[feature];
    kernel.sigmoid(value, 0, Kernel.UNITS);
    return value[0];
  }

  @Override
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
    for (int unit = 0; unit < nadeUnits; unit++) {
      int panel = Parameters.featurePanels(shape) + unit / WIDTH;
      sums[unit] += given * weights[panel * panelSize + (1 + feature) * WIDTH + unit % WIDTH];
    }
    squash();
  }
}
