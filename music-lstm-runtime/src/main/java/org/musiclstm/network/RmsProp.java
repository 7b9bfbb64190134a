package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * RMSProp (Tieleman and Hinton, "Lecture 6.5", 2012): every parameter moves against its gradient,
 * divided by the root of the gradient's running mean square.
 */
public final class RmsProp implements Optimizer {
  /** The name of what it remembers. */
  public static final String MEAN_SQUARES = "mean-squares";

  private static final int CHUNK = 512 * WIDTH;

  private final Kernel kernel;
  private final Workers workers;
  private final float decay;
  private final float epsilon;
  private final float clipNorm;
  private final Parameters meanSquares;

  /**
   * Begins with mean squares of zero.
   *
   * @param decay how much of the mean square an update keeps
   * @param epsilon what is added to the root of the mean square
   * @param clipNorm the norm above which a gradient is scaled down to it
   */
  public RmsProp(
      Kernel kernel,
      Workers workers,
      NetworkShape shape,
      double decay,
      double epsilon,
      double clipNorm) {
    this.kernel = kernel;
    this.workers = workers;
    this.decay = (float) decay;
    this.epsilon = (float) epsilon;
    this.clipNorm = (float) clipNorm;
    this.meanSquares = Parameters.zeros(shape);
  }

  @Override
  public void update(Parameters parameters, Parameters gradient, double norm, double rate) {
    float scale = norm > clipNorm ? (float) (clipNorm / norm) : 1f;
    for (int layer = 0; layer < parameters.count(); layer++) {
      float[] weights = parameters.panels(layer);
      float[] squares = meanSquares.panels(layer);
      float[] slopes = gradient.panels(layer);
      workers.forEach(
          (weights.length + CHUNK - 1) / CHUNK,
          (chunk, worker) -> {
            int first = chunk * CHUNK;
            int count = Math.min(CHUNK, weights.length - first);
            kernel.rmsProp(
                weights, squares, slopes, first, count, scale, (float) rate, decay, epsilon);
          });
    }
  }

  /** {@inheritDoc} The running mean squares, one for each parameter. */
  @Override
  public SortedMap<String, Parameters> memory() {
    return new TreeMap<>(Map.of(MEAN_SQUARES, meanSquares));
  }
}
