package org.musiclstm.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
  @Test
  void barsAreCountedInTheMetreInForce() {
    Bars bars =
        new Bars(
            List.of(
                new MetreChange(16, 3, 4), new MetreChange(16, 2, 4), new MetreChange(21, 3, 8)),
            4);

    // One of 4/4, one of 2/4 that is cut short after 5 of 8 ticks, then of 6 ticks.
    assertThat(List.of(0L, 15L, 16L, 23L, 24L).stream().map(bars::at))
        .containsExactly(1L, 1L, 2L, 3L, 3L);
    assertThat(List.of(0L, 1L, 16L, 17L, 21L, 22L, 27L, 28L).stream().map(bars::until))
        .containsExactly(0L, 1L, 1L, 2L, 2L, 3L, 3L, 4L);
    assertThat(bars.at(27)).isEqualTo(4);
    assertThat(bars.stretches()).hasSize(3);
  }

  @Test
  void aBarNeedNotBeAWholeNumberOfTicks() {
    Bars bars = new Bars(List.of(new MetreChange(0, 3, 8)), 1);

    assertThat(List.of(0L, 1L, 2L, 3L, 4L, 5L).stream().map(bars::at))
        .containsExactly(1L, 1L, 2L, 3L, 3L, 4L);
    assertThat(bars.stretches().get(0).begin(1)).isEqualTo(2);
    assertThat(bars.stretches().get(0).begin(2)).isEqualTo(3);
  }
}
