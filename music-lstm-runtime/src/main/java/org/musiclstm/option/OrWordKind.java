package org.musiclstm.option;

import java.util.Optional;

/**
 * Values of a kind, or one word that stands for a value outside of its range.
 *
 * @param others the kind
 * @param word the word, such as {@code auto}
 * @param value what it stands for
 */
record OrWordKind<T>(Kind<T> others, String word, T value) implements Kind<T> {
  @Override
  public Optional<T> parse(String text) {
    return text.equals(word) ? Optional.of(value) : others.parse(text).filter(others::admits);
  }

  @Override
  public T normal(T other) {
    return other.equals(value) ? other : others.normal(other);
  }

  @Override
  public String text(T other) {
    return other.equals(value) ? word : others.text(other);
  }

  @Override
  public boolean admits(T other) {
    return other.equals(value) || others.admits(other);
  }

  @Override
  public String range() {
    return others.range() + ", or " + word;
  }
}
