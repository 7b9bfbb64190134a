package org.musiclstm.network;

import java.util.stream.IntStream;

/**
 * How well steps of np-tensors were predicted in advance.
 *
 * @param steps how many steps
 * @param features values a step
 * @param squares sum of the squared errors over all steps and features
 * @param nats negative logarithm of the probability of all steps, in nats, every probability of a
 *     feature kept {@link #CLIP} away from 0 and 1; values that are not zero or one are not in it
 * @param valueNats the cross-entropy of these values, in nats, with what was predicted of them
 */
public record Fit(long steps, int features, double squares, double nats, double valueNats) {
  /** How close to 0 and 1 a probability may come before its logarithm is taken. */
  public static final double CLIP = 1e-6;

  /** The fit of nothing. */
  public static final Fit NONE = new Fit(0, 0, 0, 0, 0);

  /** How well some rows of a batch were predicted by a pass that has last run over it. */
  static Fit of(Forward forward, Batch batch, IntStream rows) {
    int features = forward.shape().features();
    float[] predicted = new float[features];
    float[] targets = new float[features];
    long count = 0;
    double squares = 0;
    double nats = 0;
    double valueNats = 0;
    for (int row : rows.toArray()) {
      forward.probabilities(row, predicted);
      batch.target(row, targets);
      squares += squaredErrors(predicted, targets);
      nats += surprise(predicted, targets, batch.values().real());
      valueNats += crossEntropyOfValues(predicted, targets, batch.values().real());
      count++;
    }
    return new Fit(count, features, squares, nats, valueNats);
  }

  private static double squaredErrors(float[] predicted, float[] targets) {
    double sum = 0;
    for (int feature = 0; feature < targets.length; feature++) {
      double error = (double) predicted[feature] - targets[feature];
      sum += error * error;
    }
    return sum;
  }

  /** The fit of both together. */
  public Fit plus(Fit other) {
    return new Fit(
        steps + other.steps,
        Math.max(features, other.features),
        squares + other.squares,
        nats + other.nats,
        valueNats + other.valueNats);
  }

  /**
   * The surprise of a step: minus the logarithm of the probability of all its features, in nats,
   * every probability of a feature kept {@link #CLIP} away from 0 and 1.
   *
   * @param predicted the probability of each feature, {@code [features]}
   * @param targets the step, above zero for the features that are active, {@code [features]}
   * @param real which features are no matter of probability and are passed over, {@code [features]}
   *     or empty for none
   */
  public static double surprise(float[] predicted, float[] targets, boolean[] real) {
    double sum = 0;
    double product = 1;
    // A logarithm for eight features at once is one of 1e-48 at least.
    for (int feature = 0; feature < targets.length; feature++) {
      if (real.length == 0 || !real[feature]) {
        double p = Math.min(Math.max(predicted[feature], CLIP), 1 - CLIP);
        product *= targets[feature] > 0 ? p : 1 - p;
      }
      if (feature % 8 == 7) {
        sum -= StrictMath.log(product);
        product = 1;
      }
    }
    return sum - StrictMath.log(product);
  }

  /**
   * The cross-entropy of a step's values, in nats, with what was predicted of them.
   *
   * @param predicted what was predicted of each feature, {@code [features]}
   * @param targets the step, {@code [features]}
   * @param real which features have values between zero and one, {@code [features]} or empty for
   *     none
   */
  private static double crossEntropyOfValues(float[] predicted, float[] targets, boolean[] real) {
    double sum = 0;
    for (int feature = 0; feature < real.length; feature++) {
      if (real[feature]) {
        double p = Math.min(Math.max(predicted[feature], CLIP), 1 - CLIP);
        double target = targets[feature];
        sum -= target * StrictMath.log(p) + (1 - target) * StrictMath.log(1 - p);
      }
    }
    return sum;
  }

  /** Mean squared error over steps and features. */
  public double loss() {
    return squares / ((double) steps * features);
  }

  /** The loss that training makes small, of which {@link #loss()} is one. */
  public double loss(Loss loss) {
    return loss == Loss.MSE ? loss() : (nats + valueNats) / ((double) steps * features);
  }

  /** Negative log-likelihood in nats per time step: the sum over features, the mean over steps. */
  public double natsPerStep() {
    return nats / steps;
  }
}
