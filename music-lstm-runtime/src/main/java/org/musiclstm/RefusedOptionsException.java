package org.musiclstm;

import org.jspecify.annotations.Nullable;

/**
 * What the options ask for cannot be done here. Whoever has set them may set others; for whoever
 * has them from elsewhere, as {@code reproduce} has those of a model's provenance, something else
 * helps.
 */
public class RefusedOptionsException extends InputException {
  private static final long serialVersionUID = 1L;

  private final String withSameOptions;

  /**
   * Makes an exception.
   *
   * @param reason what cannot be done, as sentences
   * @param remedy what to do where the options may change, as a sentence
   * @param sameOptions what to do where they have to stay, as a sentence
   */
  public RefusedOptionsException(
      String reason, String remedy, String sameOptions, @Nullable Throwable cause) {
    super(reason + " " + remedy, cause);
    this.withSameOptions = reason + " " + sameOptions;
  }

  /** The message for a user who cannot change the options. */
  public String withSameOptions() {
    return withSameOptions;
  }
}
