package org.musiclstm.training;

import org.musiclstm.network.Descent;
import org.musiclstm.network.Loss;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** How a network is moved by what it has learnt from a batch. */
public final class Learning extends OptionGroup<Learning> {
  /** Anything nearer to 1 could be 1 in single precision, and nothing would be learnt from. */
  private static final double MOST_DECAY = 0.999999;

  /** Anything less could be 0 in single precision, and a slope of 0 be divided by it. */
  private static final double LEAST_EPSILON = 1e-30;

  /** What is made small. */
  public static final Option<Loss> LOSS =
      Option.word("loss", Loss.class, Loss::text)
          .decidingBytes(
              Loss.MSE,
              "What training makes small: mse, the mean squared error, or bce, the binary"
                  + " cross-entropy.");

  /** The step size. */
  public static final Option<Double> LEARNING_RATE =
      Option.numberAbove("learningRate", 0, 1)
          .decidingBytes(4e-3, "The step size of RMSProp, above 0 and at most 1.");

  /** How fast the step size falls. */
  public static final Option<Double> LEARNING_RATE_DECAY =
      Option.number("learningRateDecay", 0, 1)
          .decidingBytes(
              0.0,
              "How fast the step size falls, 0 to 1: after n iterations it is learningRate /"
                  + " (1 + learningRateDecay * n). 0 for a step size that stays.");

  /** How much of the mean square is kept. */
  public static final Option<Double> DECAY =
      Option.number("decay", 0, MOST_DECAY)
          .decidingBytes(
              0.9, "How much of the mean square of the gradient RMSProp keeps, 0 to 0.999999.");

  /** What is added to the root of the mean square. */
  public static final Option<Double> EPSILON =
      Option.number("epsilon", LEAST_EPSILON, 1)
          .decidingBytes(1e-8, "What RMSProp adds to the root of the mean square, 1e-30 to 1.");

  /** The largest norm of the gradient. */
  public static final Option<Double> CLIP_NORM =
      Option.numberAbove("clipNorm", 0, Double.POSITIVE_INFINITY)
          .decidingBytes(
              1.0, "The largest norm of the gradient before it is scaled down, above 0.");

  /** How much of itself the average keeps (Polyak and Juditsky 1992). */
  public static final Option<Double> EMA_DECAY =
      Option.number("emaDecay", 0, 0.9999)
          .decidingBytes(
              0.998,
              "How much of itself the exponential moving average of the weights keeps at each"
                  + " update, 0 to 0.9999. The average is what is validated and becomes the"
                  + " model.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(LOSS, LEARNING_RATE, LEARNING_RATE_DECAY, DECAY, EPSILON, CLIP_NORM, EMA_DECAY);

  /** Takes values. */
  public Learning(OptionValues values) {
    super(values);
  }

  @Override
  protected Learning of(OptionValues others) {
    return new Learning(others);
  }

  /** What is made small. */
  public Loss loss() {
    return get(LOSS);
  }

  /** The step size of RMSProp. */
  public double learningRate() {
    return get(LEARNING_RATE);
  }

  /**
   * The step size of an update.
   *
   * @param iteration the number of updates before it
   */
  double learningRate(int iteration) {
    return learningRate() / (1 + get(LEARNING_RATE_DECAY) * iteration);
  }

  /** The largest norm of the gradient before it is scaled down. */
  public double clipNorm() {
    return get(CLIP_NORM);
  }

  /** How much of itself the average of the parameters keeps at each update; 0 for no average. */
  public double emaDecay() {
    return get(EMA_DECAY);
  }

  /** What of it an engine has to know beforehand. */
  Descent descent() {
    return new Descent(loss(), get(DECAY), get(EPSILON), clipNorm());
  }
}
