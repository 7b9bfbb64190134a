package org.musiclstm.option;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Texts with a grammar of their own that stay texts.
 *
 * @param plain the one text of several that mean the same; refuses a wrong one with an {@link
 *     org.musiclstm.InputException}
 * @param range what would be right
 */
record TextKind(UnaryOperator<String> plain, String range) implements Kind<String> {
  @Override
  public Optional<String> parse(String text) {
    return Optional.of(normal(text));
  }

  @Override
  public String normal(String value) {
    return plain.apply(value);
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public boolean admits(String value) {
    return true;
  }
}
