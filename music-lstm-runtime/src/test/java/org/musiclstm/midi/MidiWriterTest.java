package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

class MidiWriterTest {
  @Test
  void aSmallScoreHasTheBytesThatTheStandardAsksFor() {
    Part part =
        new Part("A", "B", 1, 40, List.of(new Note(0, 96, 60, 80), new Note(96, 200, 60, 81)));
    Score score =
        new Score(
            96,
            "T",
            List.of(part),
            List.of(new TempoChange(0, 500_000)),
            List.of(new MetreChange(0, 6, 8)),
            List.of(new KeyChange(0, -3, true)),
            300);

    byte[] expected =
        FileBuilder.header(1, 2, 96)
            .track(
                0, 0xFF, 0x03, 1, 'T', // title
                0, 0xFF, 0x01, 2, 'h', 'i', // text
                0, 0xFF, 0x58, 4, 6, 3, 12, 8, // 6/8
                0, 0xFF, 0x59, 2, 0xFD, 1, // C minor
                0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, // tempo
                0x82, 0x2C, 0xFF, 0x2F, 0)
            .track(
                0, 0xFF, 0x03, 1, 'A', // track name
                0, 0xFF, 0x04, 1, 'B', // instrument name
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
  void partsThatShareAChannelSetTheirProgramsAnew() {
    Part first = new Part("", 0, 5, List.of(new Note(0, 4, 60, 80), new Note(9, 1, 60, 80)));
    Part second = new Part("", 0, 6, List.of(new Note(2, 4, 62, 80), new Note(6, 1, 62, 80)));
    Score score = new Score(96, List.of(first, second), List.of(), List.of(), 10);

    byte[] expected =
        FileBuilder.header(1, 3, 96)
            .track(10, 0xFF, 0x2F, 0)
            .track(
                0, 0xC0, 5, 0, 0x90, 60, 80, 4, 0x80, 60, 64, // the second track sets 6 at once
                5, 0xC0, 5, 0, 0x90, 60, 80, 1, 0x80, 60, 64, 0, 0xFF, 0x2F, 0)
            .track(
                0, 0xC0, 6, 2, 0x90, 62, 80, 4, 0x80, 62, 64, 0, 0x90, 62, 80, 1, 0x80, 62, 64, 3,
                0xFF, 0x2F, 0)
            .bytes();
    assertThat(MidiWriter.write(score, List.of())).isEqualTo(expected);
  }

  @Test
  void aScoreLongerThanAFileCanSayIsRefused() {
    Score score = new Score(1, List.of(), List.of(), List.of(), Long.MAX_VALUE);

    assertThatThrownBy(() -> MidiWriter.write(score, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends at tick 9223372036854775807");
  }
}
