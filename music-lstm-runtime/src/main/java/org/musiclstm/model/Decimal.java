package org.musiclstm.model;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as text that is the same on every JDK. {@code Double.toString} is not: JDK 19 changed it.
 */
public final class Decimal {
  private static final MathContext DIGITS = new MathContext(9);

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
}
