package org.musiclstm.score;

/**
 * A tempo from a tick on.
 *
 * @param tick where it begins, in ticks from the start of the score
 * @param microsecondsPerQuarter how long a quarter note takes, 1 to 16777215 microseconds
 */
public record TempoChange(long tick, int microsecondsPerQuarter) {
  /** 120 quarters a minute, which holds where a file says nothing. */
  public static final int DEFAULT_MICROSECONDS_PER_QUARTER = 500_000;

  private static final int SLOWEST = 15_000_000;
  private static final int FASTEST = 60_000;

  /** Checks the ranges. */
  public TempoChange {
    if (tick < 0) {
      throw new IllegalArgumentException("tick is " + tick + ", but has to be 0 or more");
    }
    if (microsecondsPerQuarter < 1 || microsecondsPerQuarter > 0xFFFFFF) {
      throw new IllegalArgumentException(
          "microsecondsPerQuarter is " + microsecondsPerQuarter + ", but has to be 1 to 16777215");
    }
  }

  /** Whether music can have such a tempo: 4 to 1000 quarters a minute. */
  public boolean isPlayable() {
    return microsecondsPerQuarter >= FASTEST && microsecondsPerQuarter <= SLOWEST;
  }
}
