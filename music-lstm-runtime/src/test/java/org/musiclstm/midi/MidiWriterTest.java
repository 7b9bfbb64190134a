package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MidiWriterTest {
  @Test
  void aSmallScoreHasTheBytesThatTheStandardAsksFor() {
    Part part = new Part("A", 1, 40, List.of(new Note(0, 96, 60, 80), new Note(96, 200, 60, 81)));
    Score score =
        new Score(
            96,
            List.of(part),
            List.of(new TempoChange(0, 500_000)),
            List.of(new MetreChange(0, 6, 8)),
            300);

    byte[] expected =
        FileBuilder.header(1, 2, 96)
            .track(
                0, 0xFF, 0x01, 2, 'h', 'i', // text
                0, 0xFF, 0x58, 4, 6, 3, 12, 8, // 6/8
                0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, // tempo
                0x82, 0x2C, 0xFF, 0x2F, 0)
            .track(
                0, 0xFF, 0x03, 1, 'A', // track name
                0, 0xC1, 40, // program
                0, 0x91, 60, 80, // on
                96, 0x81, 60, 64, // off, before the next on
                0, 0x91, 60, 81, // on
                0x81, 0x48, 0x81, 60, 64, // off
                4, 0xFF, 0x2F, 0)
            .bytes();
    assertThat(MidiWriter.write(score, List.of("hi"))).isEqualTo(expected);
  }

  @Test
  void aScoreLongerThanAFileCanTellIsRefused() {
    Score score = new Score(1, List.of(), List.of(), List.of(), Long.MAX_VALUE);

    assertThatThrownBy(() -> MidiWriter.write(score, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends at tick 9223372036854775807");
  }
}
