package org.musiclstm.score;

/**
 * A key signature from a tick on.
 *
 * @param tick where it begins, in ticks from the start of the score
 * @param sharps how many sharps it has, or flats where negative, -7 to 7
 * @param isMinor whether the key is minor
 */
public record KeyChange(long tick, int sharps, boolean isMinor) {
  /** Checks the ranges. */
  public KeyChange {
    if (tick < 0) {
      throw new IllegalArgumentException("tick is " + tick + ", but has to be 0 or more");
    }
    if (sharps < -7 || sharps > 7) {
      throw new IllegalArgumentException("sharps is " + sharps + ", but has to be -7 to 7");
    }
  }
}
