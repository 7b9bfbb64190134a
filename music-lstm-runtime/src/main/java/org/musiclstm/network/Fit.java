package org.musiclstm.network;

/**
 * How well layers of np-tensors were told in advance.
 *
 * @param layers how many layers
 * @param features values a layer
 * @param squares sum of the squared errors over all layers and features
 * @param nats negative logarithm of the probability of all layers, in nats, every probability of a
 *     feature kept {@link #CLIP} away from 0 and 1; values that are not zero or one are not in it
 */
public record Fit(long layers, int features, double squares, double nats) {
  /** How close to 0 and 1 a probability may come before its logarithm is taken. */
  public static final double CLIP = 1e-6;

  /** The fit of nothing. */
  public static final Fit NONE = new Fit(0, 0, 0, 0);

  /** The fit of both together. */
  public Fit plus(Fit other) {
    return new Fit(
        layers + other.layers,
        Math.max(features, other.features),
        squares + other.squares,
        nats + other.nats);
  }

  /** Mean squared error over layers and features. */
  public double loss() {
    return squares / ((double) layers * features);
  }

  /** The loss that training makes small, of which {@link #loss()} is one. */
  public double loss(Loss loss) {
    return loss == Loss.MSE ? loss() : nats / ((double) layers * features);
  }

  /** Negative log-likelihood in nats a layer: the sum over features, the mean over layers. */
  public double natsPerLayer() {
    return nats / layers;
  }
}
