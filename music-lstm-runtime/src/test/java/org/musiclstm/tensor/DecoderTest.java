package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

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
        .hasMessage("in step 1 pitch 61 sounds, but never began");
    assertThatThrownBy(
            () -> Decoder.decode(NoteTensor.of(ONSETS, new int[][] {{5}}), Style.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("in step 0 pitch 62 begins, but does not sound");
  }

  @Test
  void aStyleOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new Style(0, 4, 4, 80, 0)).hasMessageContaining("microseconds");
    assertThatThrownBy(() -> new Style(500_000, 0, 4, 80, 0)).hasMessageContaining("beats is 0");
    assertThatThrownBy(() -> new Style(500_000, 4, 6, 80, 0)).hasMessageContaining("power of two");
    assertThatThrownBy(() -> new Style(500_000, 4, 4, 0, 0)).hasMessageContaining("velocity is 0");
    assertThatThrownBy(() -> new Style(500_000, 4, 4, 80, 128)).hasMessageContaining("0 to 127");
  }

  @Test
  void everyPartIsATrackWithItsChannelAndProgram() {
    Encoding encoding =
        new Encoding(
            Grid.beats(1),
            false,
            PartsText.parse(
                "lead: programs 80, planes sounding onset velocity, channel 5; drums;"
                    + " rest: rest, program 48",
                Planes.SOUNDING,
                60,
                60));
    int kick = 3;
    int rest = 3 + DrumClass.ALL.size();
    NoteTensor tensor =
        NoteTensor.builder(encoding)
            .addStep(new int[] {0, 1, 2, kick}, new float[] {1, 1, 0.5f, 1}, 4)
            .addStep(new int[] {0, kick, rest}, new float[] {1, 1, 1}, 3)
            .build();
    Style style =
        new Style(500_000, 4, 4, List.of(new Sound(1, 81), new Sound(99, 25), new Sound(50, 7)));

    assertThat(Decoder.decode(tensor, style).parts())
        .containsExactly(
            new Part("lead", 4, 81, List.of(new Note(0, 960, 60, 64))),
            new Part(
                "drums",
                Part.DRUM_CHANNEL,
                25,
                List.of(new Note(0, 480, 36, 99), new Note(480, 480, 36, 99))),
            new Part("rest", 0, 48, List.of(new Note(480, 480, 60, 50))));
    assertThatThrownBy(() -> Decoder.decode(tensor, Style.DEFAULT))
        .hasMessage("the style has 1 sounds, but the encoding 3 parts");
  }

  @Test
  void aNoteThatIsNotStruckIsRefused() {
    Encoding encoding = new Encoding(4, 60, 61, Planes.SOUNDING_ONSET_VELOCITY);

    assertThatThrownBy(
            () -> Decoder.decode(NoteTensor.of(encoding, new int[][] {{0, 2}}), Style.DEFAULT))
        .hasMessage("in step 0 pitch 60 begins, but is not struck");
    assertThatThrownBy(
            () -> Decoder.decode(NoteTensor.of(encoding, new int[][] {{5}}), Style.DEFAULT))
        .hasMessage("in step 0 pitch 61 is struck, but does not begin");
  }

  @Test
  void velocitiesComeBackFromTheirValues() {
    for (int velocity = 1; velocity <= 127; velocity++) {
      assertThat(Velocity.of(Velocity.value(velocity))).isEqualTo(velocity);
    }
    assertThat(Velocity.of(0)).isEqualTo(1);
    assertThat(Velocity.of(-3)).isEqualTo(1);
    assertThat(Velocity.of(Double.POSITIVE_INFINITY)).isEqualTo(127);
    assertThat(Velocity.of(Double.NaN)).isEqualTo(1);
  }
}
