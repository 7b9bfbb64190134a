package org.musiclstm.generation;

/**
 * How many layers a piece has.
 *
 * @param least before this many, a piece is not over however long it is silent
 * @param most at this many, a piece is over
 * @param ending how many silent layers tell that a piece is over, 1 or more; they are no part of it
 */
public record PieceLength(int least, int most, int ending) {
  /** Checks the order. */
  public PieceLength {
    if (least < 0 || most < Math.max(1, least) || ending < 1) {
      throw new IllegalArgumentException(
          "a piece cannot have from " + least + " to " + most + " layers and end after " + ending);
    }
  }

  /** So many layers, whatever they are. */
  public static PieceLength of(int layers) {
    return new PieceLength(layers, layers, 1);
  }

  /** Whether silence can end a piece. */
  boolean isOpen() {
    return least < most;
  }
}
