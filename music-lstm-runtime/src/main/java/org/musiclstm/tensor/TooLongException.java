package org.musiclstm.tensor;

import java.util.Locale;
import org.musiclstm.InputException;

/** Music is longer, or has more in it, than an np-tensor can hold or its notes explain. */
public final class TooLongException extends InputException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Makes an exception.
   *
   * @param reason what is too long, a clause without a full stop
   * @param advice what to do about a song that is to be learnt from, another such clause
   */
  TooLongException(String reason, String advice) {
    super(
        reason.substring(0, 1).toUpperCase(Locale.ROOT)
            + reason.substring(1)
            + "; "
            + advice
            + ".");
    this.reason = reason;
  }

  /** What is too long, a clause without advice. */
  public String reason() {
    return reason;
  }
}
