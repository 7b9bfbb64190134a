package org.musiclstm.evaluation;

/** How many lengths are nearest to each note value. */
final class LengthCounts {
  private static final int UNITS_A_QUARTER = 24;

  /**
   * In 24ths of a quarter note: whole, half, quarter, eighth, sixteenth; half, quarter, eighth,
   * sixteenth, dotted; half, quarter, eighth, in triplets.
   */
  private static final int[] NOTE_VALUES = {96, 48, 24, 12, 6, 72, 36, 18, 9, 32, 16, 8};

  private final int stepsPerQuarterNote;
  private final long[] counts = new long[NOTE_VALUES.length];

  LengthCounts(int stepsPerQuarterNote) {
    this.stepsPerQuarterNote = stepsPerQuarterNote;
  }

  /** Counts a length, between two note values for the one that stands first. */
  void add(int steps) {
    int nearest = 0;
    long least = Long.MAX_VALUE;
    for (int n = 0; n < NOTE_VALUES.length; n++) {
      long distance =
          Math.abs((long) steps * UNITS_A_QUARTER - (long) NOTE_VALUES[n] * stepsPerQuarterNote);
      if (distance < least) {
        nearest = n;
        least = distance;
      }
    }
    counts[nearest]++;
  }

  long[] counts() {
    return counts;
  }
}
