package org.musiclstm.option;

import java.util.Optional;
import java.util.function.Function;
import org.musiclstm.InputException;

/**
 * Texts with a grammar of their own, which a class of their own reads and refuses.
 *
 * @param parser reads a text; refuses a wrong one with an {@link InputException}
 * @param writer the one text of a value
 * @param range what would be right
 */
record ExpressionKind<T>(Function<String, T> parser, Function<T, String> writer, String range)
    implements Kind<T> {
  @Override
  public Optional<T> parse(String text) {
    return Optional.of(parser.apply(text));
  }

  @Override
  public String text(T value) {
    return writer.apply(value);
  }

  @Override
  public boolean admits(T value) {
    return true;
  }
}
