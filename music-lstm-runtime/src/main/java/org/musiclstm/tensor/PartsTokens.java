package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;

/** The words of parts as a user writes them, and what stands between them. */
final class PartsTokens {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:\"([^\"]*)\"|([^\\s:;,\"]+)|([:;,]))");

  /** A word, or what stands between words. */
  record Token(String text, boolean separator, boolean quoted, int at) {
    /** A mistake, with its place. */
    InputException wrong(String reason) {
      return PartsTokens.wrong(at, text, reason);
    }

    boolean is(String other) {
      return separator && text.equals(other);
    }
  }

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  /**
   * Cuts a text.
   *
   * @throws InputException when no quote ends what one begins
   */
  PartsTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.stripTrailing().length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw wrong(
            text.length() - text.substring(at).stripLeading().length(), "\"", "no quote ends it");
      }
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          tokens.add(new Token(matcher.group(group), group == 3, group == 1, matcher.start(group)));
        }
      }
      at = matcher.end();
    }
    tokens.add(new Token("", true, false, text.stripTrailing().length()));
  }

  /** Whether there is nothing more. */
  boolean isAtEnd() {
    return next == tokens.size() - 1;
  }

  /** The token that comes next, and stays. */
  Token peek() {
    return tokens.get(next);
  }

  /** Whether a separator comes next, which then is gone. */
  boolean takes(String separator) {
    if (peek().is(separator)) {
      next++;
      return true;
    }
    return false;
  }

  /** The token that comes next, which then is gone. */
  Token next() {
    return tokens.get(next++);
  }

  private static InputException wrong(int at, String text, String reason) {
    return new InputException(
        "The option parts has a mistake at character "
            + (at + 1)
            + (text.isEmpty() ? ", its end" : " (" + text + ")")
            + ": "
            + reason
            + ".");
  }
}
