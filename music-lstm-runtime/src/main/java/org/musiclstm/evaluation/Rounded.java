package org.musiclstm.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as people read them: the same in every message and table. Results have them exact. */
public final class Rounded {
  private Rounded() {}

  /** With two digits behind the point at most, and none that are zero. */
  public static String text(double value) {
    return text(value, 2);
  }

  /** A share as a percentage, with one digit behind the point at most. */
  static String percent(double share) {
    return text(100 * share, 1) + " %";
  }

  private static String text(double value, int digits) {
    BigDecimal rounded =
        new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
