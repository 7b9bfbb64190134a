package org.musiclstm.generation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.PortableName;

/**
 * How the files of pieces are called: a file name with the number of the piece in it, as in C's
 * printf, {@code %d} for the number alone and {@code %03d} for three digits at least. The ending
 * {@code .mid} need not be written.
 *
 * @param pattern as the user writes it
 */
public record PieceName(String pattern) {
  private static final String OPTION = "pieceName";
  private static final Pattern NUMBER = Pattern.compile("%(?:0([1-9]))?d");

  /** The names that pieces have where nothing is said. */
  public static final PieceName DEFAULT = new PieceName("piece-%03d.mid");

  /**
   * Checks the pattern.
   *
   * @throws InputException when it makes no name that every operating system takes
   */
  public PieceName {
    Matcher matcher = NUMBER.matcher(pattern);
    String rest = matcher.replaceFirst("");
    if (rest.contains("%")) {
      throw InputException.option(
          OPTION,
          pattern,
          "a file name with the number of the piece in it once, as %03d or %d, such as "
              + "piece-%03d.mid");
    }
    // Its characters; which numbers make a name that is taken depends on how many pieces there are.
    check(pattern, named(pattern, 1));
  }

  /**
   * Checks the names of so many pieces.
   *
   * @throws InputException when they are not all different, or some operating system does not take
   *     one
   */
  public PieceName check(int pieces) {
    if (pieces > 1 && !hasNumber()) {
      throw InputException.option(
          OPTION,
          pattern,
          "one with the number of the piece in it, such as "
              + stem(pattern)
              + "-%03d.mid, as there are "
              + pieces
              + " pieces");
    }
    for (int piece = 1; piece <= pieces; piece++) {
      check(pattern, of(piece));
    }
    return this;
  }

  private static void check(String pattern, String name) {
    PortableName.remedy(name)
        .ifPresent(
            right -> {
              throw InputException.option(
                  OPTION, pattern, "a file name that every system takes: " + right);
            });
  }

  /** The name of a piece's file. */
  public String of(int piece) {
    return named(pattern, piece);
  }

  private static String named(String pattern, int piece) {
    Matcher matcher = NUMBER.matcher(withEnding(pattern));
    return matcher.replaceFirst(
        number -> {
          String digits = Integer.toString(piece);
          int width = number.group(1) == null ? 0 : Integer.parseInt(number.group(1));
          return "0".repeat(Math.max(0, width - digits.length())) + digits;
        });
  }

  /** Whether a file's name is that of a piece, whichever. */
  public boolean isOne(String name) {
    String whole = withEnding(pattern);
    Matcher number = NUMBER.matcher(whole);
    if (!number.find()) {
      return name.equals(whole);
    }
    Matcher digits =
        Pattern.compile(
                Pattern.quote(whole.substring(0, number.start()))
                    + "([0-9]{1,9})"
                    + Pattern.quote(whole.substring(number.end())))
            .matcher(name);
    if (!digits.matches()) {
      return false;
    }
    int piece = Integer.parseInt(digits.group(1));
    return piece > 0 && of(piece).equals(name);
  }

  private boolean hasNumber() {
    return NUMBER.matcher(pattern).find();
  }

  private static String withEnding(String pattern) {
    return hasEnding(pattern) ? pattern : pattern + ".mid";
  }

  private static String stem(String pattern) {
    return hasEnding(pattern) ? pattern.substring(0, pattern.lastIndexOf('.')) : pattern;
  }

  private static boolean hasEnding(String pattern) {
    String lower = pattern.toLowerCase(Locale.ROOT);
    return lower.endsWith(".mid") || lower.endsWith(".midi");
  }
}
