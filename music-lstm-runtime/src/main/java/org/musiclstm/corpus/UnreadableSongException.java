package org.musiclstm.corpus;

import org.jspecify.annotations.Nullable;

/** The bytes of a file cannot be had, or are more than a song has. */
public final class UnreadableSongException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Makes an exception.
   *
   * @param reason why, a clause without the file's name
   * @param cause what the system said, if it said anything
   */
  UnreadableSongException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** Why, a clause without the file's name. */
  public String reason() {
    return reason;
  }
}
