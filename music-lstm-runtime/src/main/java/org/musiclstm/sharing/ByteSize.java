package org.musiclstm.sharing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;

/** Numbers of bytes as people write them. */
public final class ByteSize {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\s*([kmgt]?)b?");
  private static final String UNITS = "kmgt";
  private static final int THOUSAND = 1000;

  private ByteSize() {}

  /**
   * Reads a size such as {@code 500m} or {@code 2 GB}; units are thousands of each other.
   *
   * @param option the option that is read, for the message
   * @throws InputException when it is none
   */
  public static long parse(String option, String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw InputException.option(option, text, "a number of bytes such as 500m or 2g");
    }
    long bytes = Long.parseLong(matcher.group(1));
    int thousands = matcher.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(matcher.group(2));
    for (int n = 0; n < thousands; n++) {
      bytes = bytes > Long.MAX_VALUE / THOUSAND ? Long.MAX_VALUE : bytes * THOUSAND;
    }
    return bytes;
  }

  /** A size for people, such as {@code 18.9 MB}. */
  public static String text(long bytes) {
    if (bytes < THOUSAND) {
      return bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= THOUSAND && unit < UNITS.length() - 1) {
      size /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", size, unitName(unit));
  }

  private static String unitName(int unit) {
    return unit == 0 ? "k" : UNITS.substring(unit, unit + 1).toUpperCase(Locale.ROOT);
  }
}
