package org.musiclstm.evaluation;

/**
 * How well steps were predicted in advance, each from those before it in its song, the first one
 * from silence.
 *
 * @param steps how many steps
 * @param nats negative logarithm of the probability of all steps, in nats, as {@link
 *     org.musiclstm.network.Fit} has it; velocities are no part of it
 * @param frames which notes were expected
 */
public record Forecast(long steps, double nats, FrameCounts frames) {
  /** The forecast of nothing. */
  public static final Forecast NONE = new Forecast(0, 0, FrameCounts.NONE);

  /** The forecast of both together. */
  public Forecast plus(Forecast other) {
    return new Forecast(steps + other.steps, nats + other.nats, frames.plus(other.frames));
  }

  /**
   * Negative log-likelihood in nats per time step: the sum over features, the mean over steps; NaN
   * when there are none.
   */
  public double nllPerStep() {
    return nats / steps;
  }
}
