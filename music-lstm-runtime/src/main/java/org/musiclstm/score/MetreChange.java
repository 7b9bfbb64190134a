package org.musiclstm.score;

/**
 * A metre (time signature) from a tick on.
 *
 * @param tick where it begins, in ticks from the start of the score
 * @param beats how many beats a bar has, 1 to 255
 * @param beatUnit the note value of a beat, a power of two: 4 for a quarter note
 */
public record MetreChange(long tick, int beats, int beatUnit) {
  /** With {@link #DEFAULT_BEAT_UNIT}, what holds where a file says nothing. */
  public static final int DEFAULT_BEATS = 4;

  /** A quarter note. */
  public static final int DEFAULT_BEAT_UNIT = 4;

  /** Checks the ranges. */
  public MetreChange {
    if (tick < 0) {
      throw new IllegalArgumentException("tick is " + tick + ", but has to be 0 or more");
    }
    if (beats < 1 || beats > 255) {
      throw new IllegalArgumentException("beats is " + beats + ", but has to be 1 to 255");
    }
    if (beatUnit < 1 || beatUnit > 128 || Integer.bitCount(beatUnit) != 1) {
      throw new IllegalArgumentException(
          "beatUnit is " + beatUnit + ", but has to be a power of two from 1 to 128");
    }
  }
}
