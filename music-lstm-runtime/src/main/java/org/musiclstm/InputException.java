package org.musiclstm;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user gave cannot be used: a file, a folder or an option. The message is one
 * sentence or a few that say what, where and what to do about it.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with what the user is to read. */
  public InputException(String message) {
    super(message);
  }

  /** Makes an exception with what the user is to read, and what led to it if anything did. */
  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Refuses an option.
   *
   * @param name the option as the user writes it
   * @param value what was given
   * @param right what would be right, such as {@code "from 1 to 128"}
   */
  public static InputException option(String name, Object value, String right) {
    return new InputException(
        "The option " + name + " is " + value + ", but has to be " + right + ".");
  }

  /**
   * Refuses an option that is out of range.
   *
   * @param name the option as the user writes it
   */
  public static void checkRange(String name, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw option(name, value, "from " + lowest + " to " + highest);
    }
  }
}
