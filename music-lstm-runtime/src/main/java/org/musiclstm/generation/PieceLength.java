package org.musiclstm.generation;

/**
 * How many steps a piece has.
 *
 * @param least before this many, a piece is not over however long it is silent
 * @param most at this many, a piece is over
 * @param ending how many silent steps predict that a piece is over, 1 or more; they are no part of
 *     it
 */
public record PieceLength(int least, int most, int ending) {
  /** Checks the order. */
  public PieceLength {
    if (least < 0 || most < Math.max(1, least) || ending < 1) {
      throw new IllegalArgumentException(
          "a piece cannot have from " + least + " to " + most + " steps and end after " + ending);
    }
  }

  /** So many steps, whatever they are. */
  public static PieceLength of(int steps) {
    return new PieceLength(steps, steps, 1);
  }

  /** Whether silence can end a piece. */
  boolean isOpen() {
    return least < most;
  }
}
