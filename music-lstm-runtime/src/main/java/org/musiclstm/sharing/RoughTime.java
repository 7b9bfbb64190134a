package org.musiclstm.sharing;

import java.util.Locale;

/** How long something takes, in words: only as exact as a guess can be. */
public final class RoughTime {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  /** Up to so many of a unit are reported in it. */
  private static final int MOST = 100;

  private RoughTime() {}

  /** A time of some seconds, with two digits at most. */
  public static String text(double seconds) {
    if (seconds < 1) {
      return "less than a second";
    }
    if (seconds < MOST) {
      return number(seconds, "second");
    }
    if (seconds < MOST * MINUTE) {
      return number(seconds / MINUTE, "minute");
    }
    return seconds < MOST * HOUR ? number(seconds / HOUR, "hour") : number(seconds / DAY, "day");
  }

  private static String number(double count, String unit) {
    String text = String.format(Locale.ROOT, count < 9.5 ? "%.1f" : "%.0f", count);
    return text + " " + unit + (text.equals("1") || text.equals("1.0") ? "" : "s");
  }
}
