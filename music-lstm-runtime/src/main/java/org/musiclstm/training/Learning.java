package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.Decimal;
import org.musiclstm.network.Descent;
import org.musiclstm.network.Loss;

/**
 * How a network is moved by what it has learnt from a batch.
 *
 * @param loss what is made small
 * @param learningRate step size of RMSProp, above 0 to 1
 * @param decay how much of the mean square of the gradient RMSProp keeps, 0 to 0.999999
 * @param epsilon what RMSProp adds to the root of the mean square, 1e-30 to 1
 * @param clipNorm the largest norm of the gradient before it is scaled down, above 0
 * @param averaging how much of itself the average of the parameters keeps at each update, 0 to
 *     0.9999; the average is what is validated and becomes the model (Polyak and Juditsky 1992)
 */
public record Learning(
    Loss loss,
    double learningRate,
    double decay,
    double epsilon,
    double clipNorm,
    double averaging) {
  /** Anything nearer to 1 could be 1 in single precision, and nothing would be learnt from. */
  private static final double MOST_DECAY = 0.999999;

  /** Anything less could be 0 in single precision, and a slope of 0 be divided by it. */
  private static final double LEAST_EPSILON = 1e-30;

  /** Checks the ranges. */
  public Learning {
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw InputException.option("learningRate", learningRate, "above 0 and at most 1");
    }
    if (!(decay >= 0 && decay <= MOST_DECAY)) {
      throw InputException.option("decay", decay, "from 0 to 0.999999");
    }
    if (!(epsilon >= LEAST_EPSILON && epsilon <= 1)) {
      throw InputException.option("epsilon", epsilon, "from 1e-30 to 1");
    }
    if (!(clipNorm > 0)) {
      throw InputException.option("clipNorm", clipNorm, "above 0");
    }
    if (!(averaging >= 0 && averaging <= 0.9999)) {
      throw InputException.option("averaging", averaging, "from 0 to 0.9999");
    }
  }

  /** The same but for the step size. */
  public Learning withLearningRate(double other) {
    return new Learning(loss, other, decay, epsilon, clipNorm, averaging);
  }

  /** What of it an engine has to know beforehand. */
  Descent descent() {
    return new Descent(loss, decay, epsilon, clipNorm);
  }

  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("loss", loss.text());
    options.put("learningRate", Decimal.exactText(learningRate));
    options.put("decay", Decimal.exactText(decay));
    options.put("epsilon", Decimal.exactText(epsilon));
    options.put("clipNorm", Decimal.exactText(clipNorm));
    options.put("averaging", Decimal.exactText(averaging));
    return options;
  }
}
