package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LengthCountsTest {
  private static long[] counts(int stepsPerQuarterNote, int... steps) {
    LengthCounts counts = new LengthCounts(stepsPerQuarterNote);
    for (int length : steps) {
      counts.add(length);
    }
    return counts.counts();
  }

  @Test
  void everyNoteValueIsItself() {
    assertThat(counts(24, 96, 48, 24, 12, 6, 72, 36, 18, 9, 32, 16, 8))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(counts(4, 16, 8, 4, 2, 1, 12, 6, 3))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    assertThat(counts(3, 4, 2, 1)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void otherLengthsAreTheNearestAndLongOnesWhole() {
    // In 24ths of a quarter, 5 sixteenths are 30, nearest to 32; 7 are 42, between 48 and 36.
    assertThat(counts(4, 5, 7, 40)).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
  }
}
