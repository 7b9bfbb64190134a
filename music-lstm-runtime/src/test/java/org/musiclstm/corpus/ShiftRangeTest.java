package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;
import org.musiclstm.RandomStream;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;

class ShiftRangeTest {
  private static final Encoding ENCODING =
      new Encoding(
          Grid.beats(1),
          false,
          PartsText.parse(
              "high: channels 1, pitches 60-79; drums; low: rest, pitches 30-49",
              Planes.SOUNDING_ONSET,
              0,
              127));

  private static NoteTensor tensor(int... features) {
    return NoteTensor.of(ENCODING, new int[][] {{}, features});
  }

  @Test
  void noNoteLeavesTheRangeOfItsPart() {
    int low = 40 + 27;

    assertThat(ShiftRange.EVERY_KEY.within(tensor(10, 30))).isEqualTo(ShiftRange.EVERY_KEY);
    assertThat(ShiftRange.EVERY_KEY.within(tensor(2, 22))).isEqualTo(new ShiftRange(-2, 6));
    assertThat(ShiftRange.EVERY_KEY.within(tensor(2, 22, low + 17, low + 37)))
        .isEqualTo(new ShiftRange(-2, 2));
    assertThat(ShiftRange.EVERY_KEY.within(tensor(0, 19))).isEqualTo(ShiftRange.NONE);
    assertThat(ShiftRange.EVERY_KEY.within(tensor(40, 66))).isEqualTo(ShiftRange.EVERY_KEY);
  }

  @Test
  void everyShiftIsDrawn() {
    Set<Integer> drawn = new HashSet<>();
    for (int n = 0; n < 500; n++) {
      drawn.add(new ShiftRange(-3, 2).draw(new RandomStream(1, "test", n)));
    }

    assertThat(drawn).containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2);
  }

  @Test
  void rangesAreReadAsUsersWriteThem() {
    assertThat(ShiftRange.parse("-5..6")).isEqualTo(ShiftRange.EVERY_KEY);
    assertThat(ShiftRange.parse(" 0 .. 0 ")).isEqualTo(ShiftRange.NONE);
    assertThat(List.of(ShiftRange.EVERY_KEY)).hasToString("[-5..6]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5..6", "-5..-1", "-61..0", "0..61", "-5-6", "a..b"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> ShiftRange.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("such as -5..6");
  }
}
