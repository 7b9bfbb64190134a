package org.musiclstm;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as text that is the same on every JDK. {@code Double.toString} is not: JDK 19 changed it.
 */
public final class Decimal {
  private static final MathContext DIGITS = new MathContext(9);

  /** Digits that distinguish every double from all others. */
  private static final int MOST_DIGITS = 17;

  private Decimal() {}

  /** A number rounded to nine significant digits. */
  public static BigDecimal of(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
  }

  /** A number as plain text, or nothing when it is not a number. */
  public static String text(double value) {
    return Double.isFinite(value) ? of(value).toPlainString() : "";
  }

  /**
   * A number as the shortest plain text that {@code Double.parseDouble} reads as the same number.
   */
  public static String exactText(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    BigDecimal exact = new BigDecimal(value);
    int digits = 1;
    while (digits < MOST_DIGITS && exact.round(new MathContext(digits)).doubleValue() != value) {
      digits++;
    }
    BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
