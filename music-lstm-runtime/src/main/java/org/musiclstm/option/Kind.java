package org.musiclstm.option;

import java.util.Optional;

/**
 * What values an option takes, and how they are written.
 *
 * @param <T> the type of the values
 */
interface Kind<T> {
  /** The value that a text is, if it is one; it need not be in range. */
  Optional<T> parse(String text);

  /**
   * The one of several equal values that stands for all.
   *
   * @throws org.musiclstm.InputException when it is none of this kind
   */
  default T normal(T value) {
    return value;
  }

  /** The one text of a value. */
  String text(T value);

  /** Whether a value is in range. */
  boolean admits(T value);

  /** What would be right, such as {@code "from 1 to 128"}, for messages and tables. */
  String range();
}
