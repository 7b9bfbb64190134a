package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void stepsOfAStepAreThoseOfTheWindowsThatGoOn() {
    Batch batch = new RandomBatch(new Random(1), 4, 5, 3, 3, 1).batch();

    assertThat(Batch.offsets(new int[] {5, 3, 3, 1})).containsExactly(0, 4, 7, 10, 11, 12);
    assertThat(batch.windows()).isEqualTo(4);
    assertThat(batch.steps()).isEqualTo(5);
    assertThat(batch.rows()).isEqualTo(12);
    assertThat(batch.length(2)).isEqualTo(3);
    assertThat(batch.offset(3)).isEqualTo(10);
    assertThat(batch.going(2)).isEqualTo(3);
    assertThat(batch.going(4)).isEqualTo(1);
  }

  @Test
  void everyStepHasOnePlace() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      int[] lengths = random.ints(random.nextInt(8), -20, 0).sorted().map(n -> -n).toArray();
      int[] offsets = Batch.offsets(lengths);

      assertThat(offsets[offsets.length - 1]).isEqualTo(Arrays.stream(lengths).sum());
      for (int step = 0; step + 1 < offsets.length; step++) {
        int at = step;
        assertThat(offsets[step + 1] - offsets[step])
            .isEqualTo((int) Arrays.stream(lengths).filter(length -> length > at).count());
      }
    }
  }

  @Test
  void lengthsThatDoNotFallAreRefused() {
    assertThatThrownBy(() -> Batch.offsets(new int[] {2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lengths have to be falling and at least 1");
    assertThatThrownBy(() -> Batch.offsets(new int[] {2, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void startsHaveToFitTheSteps() {
    int[] none = {};
    assertThatThrownBy(
            () -> new Batch(new int[] {2}, new int[] {0, 0}, none, new int[] {0, 0, 0}, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("starts have to be one more than the rows, which are 2");
  }
}
