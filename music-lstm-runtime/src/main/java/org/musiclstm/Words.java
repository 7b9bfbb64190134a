package org.musiclstm;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and names in sentences. */
public final class Words {
  private Words() {}

  /** A number and what it counts: {@code 1 song}, {@code 3 songs}, {@code 2 entries}. */
  public static String count(long number, String noun) {
    return number + " " + plural(number, noun);
  }

  /** The same with the digits in groups of three: {@code 12,345 notes}. */
  public static String grouped(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s", number, plural(number, noun));
  }

  /** A noun as it stands after a number. */
  public static String plural(long number, String noun) {
    if (number == 1) {
      return noun;
    }
    return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /**
   * One of two words, by whether there is one of what is counted, such as {@code is} or {@code
   * are}.
   */
  public static String either(long number, String ofOne, String ofSeveral) {
    return number == 1 ? ofOne : ofSeveral;
  }

  /** The first of some names, and how many more there are: {@code a, b and 3 more}. */
  public static String few(Collection<String> names, int most) {
    return few(names, most, ", ");
  }

  /**
   * The first of some names, and how many more there are.
   *
   * @param separator stands between names
   */
  public static String few(Collection<String> names, int most, String separator) {
    String first = names.stream().limit(most).collect(Collectors.joining(separator));
    return first + more(names.size() - most);
  }

  /** How many more there are: {@code " and 3 more"}, or nothing. */
  public static String more(long number) {
    return number > 0 ? " and " + number + " more" : "";
  }
}
