package org.musiclstm.evaluation;

/**
 * How well layers were told in advance, each from those before it in its song, the first one from
 * silence.
 *
 * @param layers how many layers
 * @param nats negative logarithm of the probability of all layers, in nats, as {@link
 *     org.musiclstm.network.Fit} has it; velocities are no part of it
 * @param frames which notes were expected
 */
public record Forecast(long layers, double nats, FrameCounts frames) {
  /** The forecast of nothing. */
  public static final Forecast NONE = new Forecast(0, 0, FrameCounts.NONE);

  /** The forecast of both together. */
  public Forecast plus(Forecast other) {
    return new Forecast(layers + other.layers, nats + other.nats, frames.plus(other.frames));
  }

  /**
   * Negative log-likelihood in nats a layer: the sum over features, the mean over layers; NaN when
   * there are none.
   */
  public double nllPerLayer() {
    return nats / layers;
  }
}
