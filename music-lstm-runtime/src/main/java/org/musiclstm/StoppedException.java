package org.musiclstm;

/**
 * Work ended early because it was asked to. Whoever began the work knows who asked, what is left of
 * it, and what to say.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public StoppedException() {
    super("the work was asked to stop");
  }
}
