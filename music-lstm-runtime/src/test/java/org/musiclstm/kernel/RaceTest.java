package org.musiclstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RaceTest {
  private long now = Long.MAX_VALUE - 50;

  /** A way that takes long at first and then less, as on a JIT. */
  private Runnable way(long[] times, int[] turns) {
    return () -> now += times[Math.min(turns[0]++, times.length - 1)];
  }

  @Test
  void theShortestTurnOfEachCounts() {
    assertThat(isFaster(new long[] {900, 80, 4}, new long[] {60, 30, 5})).isTrue();
    assertThat(isFaster(new long[] {900, 80, 6}, new long[] {60, 30, 5})).isFalse();
    assertThat(isFaster(new long[] {5}, new long[] {5})).isFalse();
  }

  @Test
  void whatGetsFastOnlyAfterTheTimeIsUpDoesNotWin() {
    assertThat(isFaster(new long[] {1500, 1500, 1}, new long[] {100})).isFalse();
  }

  private boolean isFaster(long[] first, long[] second) {
    int[] turns = {0};
    boolean faster = new Race(() -> now, 2000).isFaster(way(first, turns), way(second, new int[1]));
    assertThat(turns[0]).isGreaterThan(1);
    return faster;
  }
}
