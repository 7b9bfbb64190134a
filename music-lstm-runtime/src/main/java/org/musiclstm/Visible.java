package org.musiclstm;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text for a person to read, in a log or a terminal. Names of files, tracks and songs, and what a
 * model says of itself, may hold characters that a terminal obeys, that end a line, that turn the
 * direction of what stands beside them, or that nobody sees: in their places stands a backslash
 * with a letter ({@code n}, {@code r}, {@code t}), or with {@code u} and the number of the
 * character. All letters of all scripts stay as they are, and so do emoji.
 */
public final class Visible {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int FIRST_TAG = 0xE0020;
  private static final int LAST_TAG = 0xE007F;
  private static final int LAST_OF_FOUR_DIGITS = 0xFFFF;

  /** Scripts whose letters take another form before and behind joiners. */
  private static final Set<UnicodeScript> JOINING =
      Set.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.NKO,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Visible() {}

  /** The text on one line, with everything in it to be seen. */
  public static String text(String text) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.substring(0, first));
    int next;
    for (int at = first; at < text.length(); at = next) {
      int point = text.codePointAt(at);
      next = at + Character.charCount(point);
      if (isSeen(point) || isJoined(text, at, point)) {
        visible.appendCodePoint(point);
      } else {
        visible.append(escaped(point));
      }
    }
    return visible.toString();
  }

  private static boolean isPlain(char character) {
    return character >= ' ' && character <= '~';
  }

  private static String escaped(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          String.format(Locale.ROOT, point > LAST_OF_FOUR_DIGITS ? "\\u{%x}" : "\\u%04x", point);
    };
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.UNASSIGNED ->
          (point & 0xFFFE) != 0xFFFE
              && !isIn(point, 0xFDD0, 0xFDEF)
              && !isIn(point, 0xE0000, 0xE0FFF);
      default -> !isBlank(point) && !isSelector(point);
    };
  }

  /** Letters and marks that have no form of their own. */
  private static boolean isBlank(int point) {
    return point == 0x034F
        || isIn(point, 0x115F, 0x1160)
        || isIn(point, 0x17B4, 0x17B5)
        || isIn(point, 0x180B, 0x180F)
        || point == 0x2800
        || point == 0x3164
        || point == 0xFFA0;
  }

  /** What chooses a form of the character before it. */
  private static boolean isSelector(int point) {
    return isIn(point, 0xFE00, 0xFE0F) || isIn(point, 0xE0100, 0xE01EF);
  }

  private static boolean isIn(int point, int first, int last) {
    return point >= first && point <= last;
  }

  /** Whether what cannot be seen makes what stands beside it look as it should. */
  private static boolean isJoined(String text, int at, int point) {
    if (at == 0) {
      return false;
    }
    int before = text.codePointBefore(at);
    int behindAt = at + Character.charCount(point);
    int behind = behindAt < text.length() ? text.codePointAt(behindAt) : ' ';
    if (isSelector(point)) {
      return isSeen(before) && !Character.isWhitespace(before);
    }
    if (point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER) {
      return (JOINING.contains(UnicodeScript.of(script(text, at)))
              && JOINING.contains(UnicodeScript.of(behind)))
          || (point == ZERO_WIDTH_JOINER && isPicture(before) && isPicture(behind));
    }
    return isIn(point, FIRST_TAG, LAST_TAG) && isFlag(text, at);
  }

  /** The letter before, and not a mark on it, which belongs to many scripts. */
  private static int script(String text, int end) {
    int at = end;
    int point = ' ';
    while (at > 0) {
      point = text.codePointBefore(at);
      at -= Character.charCount(point);
      if (UnicodeScript.of(point) != UnicodeScript.INHERITED) {
        return point;
      }
    }
    return point;
  }

  private static boolean isPicture(int point) {
    return Character.getType(point) == Character.OTHER_SYMBOL
        || isIn(point, 0x1F000, 0x1FAFF)
        || point == 0xFE0F;
  }

  /** Whether there are only tags before, up to a flag. */
  private static boolean isFlag(String text, int end) {
    int at = end;
    while (at > 0) {
      int point = text.codePointBefore(at);
      if (!isIn(point, FIRST_TAG, LAST_TAG)) {
        return point == BLACK_FLAG;
      }
      at -= Character.charCount(point);
    }
    return false;
  }

  /**
   * The same exception to be shown: with everything in its messages, and those of its causes, to be
   * seen.
   */
  public static Throwable exception(Throwable exception) {
    return isVisible(exception) ? exception : new Shown(exception, 0);
  }

  private static boolean isVisible(Throwable exception) {
    boolean visible = true;
    int depth = 0;
    for (@Nullable Throwable each = exception;
        each != null && depth++ < Shown.DEEPEST;
        each = each.getCause()) {
      String text = each.toString();
      visible &= text(text).equals(text) && each.getSuppressed().length == 0;
    }
    return visible;
  }

  /** An exception with another text. */
  private static final class Shown extends Exception {
    private static final long serialVersionUID = 1L;

    /** Causes may lead back to where they began. */
    private static final int DEEPEST = 20;

    private final String text;

    Shown(Throwable exception, int depth) {
      super(
          exception.getMessage() == null ? null : text(exception.getMessage()),
          cause(exception, depth));
      this.text = text(exception.toString());
      setStackTrace(exception.getStackTrace());
      for (Throwable suppressed : exception.getSuppressed()) {
        if (depth < DEEPEST) {
          addSuppressed(new Shown(suppressed, depth + 1));
        }
      }
    }

    private static @Nullable Throwable cause(Throwable exception, int depth) {
      Throwable cause = exception.getCause();
      return cause == null || depth >= DEEPEST ? null : new Shown(cause, depth + 1);
    }

    /** With the class of the exception that it stands for. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
      return text;
    }
  }
}
