package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

class GenerationOptionsTest {
  private static final Style WALTZ = new Style(400_000, 3, 4, 70, 11);
  private static final MusicModel MODEL = SmallModels.random(RandomSongs.ENCODING, WALTZ, 3, 1);

  private static PieceForm options(String tempo, String metre) {
    return PieceForm.DEFAULT
        .with(PieceForm.BARS, 4)
        .with(PieceForm.TEMPO, tempo)
        .with(PieceForm.METRE, metre);
  }

  @Test
  void musicHasTheTempoAndTheMetreOfTheSongsUnlessOthersAreSet() {
    assertThat(options("typical", "typical").styled(MODEL).style()).isEqualTo(WALTZ);
    assertThat(options("96", "typical").styled(MODEL).style())
        .isEqualTo(new Style(625_000, 3, 4, 70, 11));
    assertThat(options("typical", "6/8").styled(MODEL).style())
        .isEqualTo(new Style(400_000, 6, 8, 70, 11));
    assertThat(options("4", "255/128").styled(MODEL).style().microsecondsPerQuarter())
        .isEqualTo(15_000_000);
    assertThat(options("66.6667", "2/4").styled(MODEL).style().microsecondsPerQuarter())
        .isEqualTo(900_000);
    assertThat(Generator.steps(options("typical", "typical").styled(MODEL), "bars", 4))
        .isEqualTo(24);
    assertThat(Generator.steps(options("typical", "2/4").styled(MODEL), "bars", 4)).isEqualTo(16);
  }

  @Test
  void aModelWhoseStepsTakeAFixedTimeHasNoOtherTempo() {
    Encoding encoding =
        new Encoding(
            Grid.time(20), false, List.of(PartEncoding.allPitched(60, 64, Planes.SOUNDING)));
    MusicModel model = SmallModels.random(encoding, WALTZ, 3, 1);

    assertThat(options("typical", "2/4").styled(model).style().beats()).isEqualTo(2);
    assertThatThrownBy(() -> options("96", "typical").styled(model))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option tempo is 96, but has to be typical for this model, which has steps of 20"
                + " ms.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3.9", "1001", "fast", "-96", "96,5", "1e2"})
  void whatIsNoTempoIsRefused(String tempo) {
    assertThatThrownBy(() -> options(tempo, "typical"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option tempo is "
                + tempo
                + ", but has to be from 4 to 1000 quarter notes a minute, or typical.");
  }

  @Test
  void aBarOfMoreQuarterNotesThanAnyHasIsRefused() {
    assertThat(options("4", "64/4").styled(MODEL).style().beats()).isEqualTo(64);
    for (String metre : List.of("255/1", "65/4", "17/1", "129/8")) {
      assertThatThrownBy(() -> options("4", metre))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "The option metre is "
                  + metre
                  + ", but has to be one of at most 64 quarter notes a bar, or typical.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3/5", "0/4", "256/4", "4/256", "3 / 4", "a/b"})
  void whatIsNoMetreIsRefused(String metre) {
    assertThatThrownBy(() -> options("typical", metre))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("such as 3/4 or 6/8, or typical");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "H minor", "c major", "C#b minor", "Cmajor", "C Major"})
  void whatIsNoKeyIsRefused(String key) {
    assertThatThrownBy(() -> PieceForm.DEFAULT.with(PieceForm.KEY, key))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option key is "
                + key
                + ", but has to be such as C major or Eb minor, or as generated.");
  }

  @Test
  void aPieceThatEndsByItselfMayBeSilent() {
    assertThatThrownBy(() -> PieceForm.DEFAULT.with(PieceForm.LENGTH, "long"))
        .isInstanceOf(InputException.class)
        .hasMessage("The option length is long, but has to be bars or auto.");
    GenerationOptions open =
        GenerationOptions.DEFAULT.with(PieceForm.DEFAULT.with(PieceForm.LENGTH, "auto"));
    assertThatThrownBy(
            () ->
                open.with(
                    Sampling.DEFAULT
                        .with(Sampling.TEMPERATURE, 1.0)
                        .with(Sampling.MIN_PROBABILITY, 0.0)
                        .with(Sampling.MIN_NOTES, 2)
                        .with(Sampling.MAX_NOTES, 4)
                        .with(Sampling.LONGEST_DRONE, 0)
                        .with(Sampling.LONGEST_SILENCE, 0)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option minNotes is 2, but has to be 0 where length is auto");
    assertThat(open.form().steps(MODEL)).isEqualTo(new PieceLength(24, 96, 4));
  }
}
