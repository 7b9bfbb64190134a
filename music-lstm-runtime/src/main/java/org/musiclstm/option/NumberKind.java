package org.musiclstm.option;

import java.math.BigDecimal;
import java.util.Optional;
import org.musiclstm.Decimal;

/**
 * Numbers. Their text is exact, the shortest that is read as the same number.
 *
 * @param least the lower bound
 * @param isLeastIn whether the lower bound itself is in range
 * @param most the highest in range, {@link Double#MAX_VALUE} for every finite one, or infinity
 */
record NumberKind(double least, boolean isLeastIn, double most) implements Kind<Double> {
  /** Below it, numbers are written with an exponent. */
  private static final double SMALL = 1e-6;

  @Override
  public Optional<Double> parse(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String text(Double value) {
    return Decimal.exactText(value);
  }

  @Override
  public boolean admits(Double value) {
    return (isLeastIn ? value >= least : value > least) && value <= most;
  }

  @Override
  public String range() {
    String bound = readable(least);
    if (most == Double.MAX_VALUE) {
      return "a finite number, " + (isLeastIn ? bound + " or more" : "above " + bound);
    }
    if (most > Double.MAX_VALUE) {
      return isLeastIn ? bound + " or more" : "above " + bound;
    }
    return isLeastIn
        ? "from " + bound + " to " + readable(most)
        : "above " + bound + " and at most " + readable(most);
  }

  private static String readable(double value) {
    return value > 0 && value < SMALL
        ? new BigDecimal(Decimal.exactText(value)).unscaledValue()
            + "e-"
            + new BigDecimal(Decimal.exactText(value)).scale()
        : Decimal.exactText(value);
  }
}
