package org.musiclstm.network;

import com.fasterxml.jackson.annotation.JsonValue;

/** What training makes small. */
public enum Loss {
  /** The mean over steps and features of the squared error. */
  MSE("mse"),

  /**
   * The mean over steps and features of the binary cross-entropy: minus the logarithm of the
   * probability of what came, and of values between zero and one, the cross-entropy with what was
   * predicted.
   */
  BCE("bce");

  private final String text;

  Loss(String text) {
    this.text = text;
  }

  /** The name as a user writes it. */
  @JsonValue
  public String text() {
    return text;
  }
}
