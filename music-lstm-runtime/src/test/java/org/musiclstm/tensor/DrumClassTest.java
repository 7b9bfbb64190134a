package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrumClassTest {
  @Test
  void everyPercussionKeyOfGeneralMidiIsOneDrum() {
    List<Integer> keys =
        new ArrayList<>(DrumClass.ALL.stream().flatMap(drum -> drum.keys().stream()).toList());

    assertThat(keys)
        .doesNotHaveDuplicates()
        .containsAll(IntStream.rangeClosed(35, 81).boxed().toList())
        .hasSize(81 - 35 + 2)
        .contains(82);
    for (int key = 0; key < 128; key++) {
      int number = DrumClass.numberOf(key);
      assertThat(number >= 0).isEqualTo(keys.contains(key));
      assertThat(number < 0 || DrumClass.ALL.get(number).keys().contains(key)).isTrue();
    }
  }

  @Test
  void theWrittenKeyIsOneThatPlaysTheDrum() {
    assertThat(DrumClass.ALL)
        .allSatisfy(drum -> assertThat(drum.keys()).contains(drum.written()))
        .extracting(DrumClass::name)
        .doesNotHaveDuplicates();
    assertThat(Stream.of(35, 40, 57).map(DrumClass::numberOf).map(DrumClass.ALL::get))
        .extracting(DrumClass::name)
        .containsExactly("kick", "snare", "crash cymbal");
  }
}
