package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.midi.MetreChange;
import org.musiclstm.midi.Note;
import org.musiclstm.midi.Part;
import org.musiclstm.midi.Score;
import org.musiclstm.midi.TempoChange;

class DecoderTest {
  private static final Encoding ONSETS = new Encoding(4, 60, 62, Planes.SOUNDING_ONSET);

  @Test
  void theScoreHasTheStyleThatIsGiven() {
    NoteTensor tensor = NoteTensor.of(ONSETS, new int[][] {{1, 4}, {1}, {1, 4}, {}});

    assertThat(Decoder.decode(tensor, new Style(400_000, 3, 8, 70, 19)))
        .isEqualTo(
            new Score(
                480,
                List.of(
                    new Part(
                        "", 0, 19, List.of(new Note(0, 240, 61, 70), new Note(240, 120, 61, 70)))),
                List.of(new TempoChange(0, 400_000)),
                List.of(new MetreChange(0, 3, 8)),
                480));
  }

  @Test
  void aStepIsAlwaysAWholeNumberOfTicks() {
    for (int steps = 1; steps <= 96; steps++) {
      Encoding encoding = new Encoding(steps, 60, 60, Planes.SOUNDING);

      Score score = Decoder.decode(NoteTensor.of(encoding, new int[steps][0]), Style.DEFAULT);

      assertThat(score.ticksPerQuarter() % steps).isZero();
      assertThat(score.ticksPerQuarter()).isBetween(480, 480 + steps - 1);
      assertThat(score.end()).isEqualTo(score.ticksPerQuarter());
    }
  }

  @Test
  void whatNeverBeganOrDoesNotSoundIsRefused() {
    assertThatThrownBy(
            () -> Decoder.decode(NoteTensor.of(ONSETS, new int[][] {{}, {1}}), Style.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("in layer 1 pitch 61 sounds, but never began");
    assertThatThrownBy(
            () -> Decoder.decode(NoteTensor.of(ONSETS, new int[][] {{5}}), Style.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("in layer 0 pitch 62 begins, but does not sound");
  }

  @Test
  void aStyleOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new Style(0, 4, 4, 80, 0)).hasMessageContaining("microseconds");
    assertThatThrownBy(() -> new Style(500_000, 0, 4, 80, 0)).hasMessageContaining("beats is 0");
    assertThatThrownBy(() -> new Style(500_000, 4, 6, 80, 0)).hasMessageContaining("power of two");
    assertThatThrownBy(() -> new Style(500_000, 4, 4, 0, 0)).hasMessageContaining("velocity is 0");
    assertThatThrownBy(() -> new Style(500_000, 4, 4, 80, 128)).hasMessageContaining("0 to 127");
  }
}
