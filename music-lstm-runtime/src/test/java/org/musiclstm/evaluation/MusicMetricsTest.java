package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.musiclstm.evaluation.Pieces.note;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Planes;

class MusicMetricsTest {
  private static MusicMetrics scale() {
    int[] pitches = {60, 62, 64, 65, 67, 69, 71, 72};
    List<Note> notes = IntStream.range(0, 8).mapToObj(n -> note(n, 1, pitches[n])).toList();
    return MusicMetrics.of(Pieces.piece(notes.toArray(Note[]::new)));
  }

  @Test
  void aScaleHasTheFiguresThatItsDefinitionsGive() {
    MusicMetrics scale = scale();

    assertThat(scale.beats()).isEqualTo(8);
    assertThat(scale.notes()).isEqualTo(8);
    assertThat(scale.pitchRange()).isEqualTo(12);
    assertThat(scale.pitchesUsed()).isEqualTo(8);
    assertThat(scale.pitchClassesUsed()).isEqualTo(7);
    assertThat(scale.polyphony()).isEqualTo(1);
    assertThat(scale.polyphonyRate()).isZero();
    assertThat(scale.scaleConsistency()).isEqualTo(1);
    // A quarter of the notes are C, an eighth each of six others.
    assertThat(scale.pitchClassEntropy()).isCloseTo(0.25 * 2 + 0.75 * 3, within(1e-12));
    assertThat(scale.emptyBeatRate()).isZero();
    assertThat(scale.grooveConsistency()).isEqualTo(1);
    assertThat(scale.longestSilence()).isZero();
    assertThat(scale.longestUnchanged()).isEqualTo(1);
    assertThat(scale.repeatedSteps()).isEqualTo(24.0 / 31);
    assertThat(scale.noteLengths().get(2)).isEqualTo(1);
    assertThat(scale.interOnsets().get(2)).isEqualTo(1);
    assertThat(scale.pitchClasses().get(0)).isEqualTo(0.25);
    assertThat(scale.pitchClassTransitions().get(4 * 12 + 5)).isEqualTo(1.0 / 7);
  }

  @Test
  void chordsFollowChordsNoteByNote() {
    MusicMetrics metrics =
        MusicMetrics.of(
            Pieces.piece(
                note(0, 2, 60), note(0, 2, 64), note(2, 1, 62), note(2, 1, 65), note(4, 1, 67)));

    assertThat(metrics.polyphony()).isEqualTo((2 * 8 + 2 * 4 + 4) / 16.0);
    assertThat(metrics.polyphonyRate()).isEqualTo(12.0 / 20);
    assertThat(metrics.emptyBeatRate()).isEqualTo(1.0 / 5);
    assertThat(metrics.silence()).isEqualTo(new Stretch(1, new Place(12, 1, new BigDecimal(4))));
    for (int[] pair : new int[][] {{0, 2}, {0, 5}, {4, 2}, {4, 5}}) {
      assertThat(metrics.pitchClassTransitions().get(pair[0] * 12 + pair[1])).isEqualTo(0.25);
    }
    // C and E sound for half of the time that notes do, D, F and G for the rest.
    assertThat(metrics.pitchClasses().get(4)).isEqualTo(2.0 / 7);
    assertThat(metrics.pitchClasses().get(7)).isEqualTo(1.0 / 7);
    assertThat(metrics.noteLengths().subList(1, 3)).containsExactly(0.4, 0.6);
    assertThat(metrics.interOnsets().get(1)).isEqualTo(1);
  }

  @Test
  void drumsHaveRhythmAndNoPitch() {
    Part bass = new Part("bass", 0, 32, List.of(note(0, 1, 40), note(7, 1, 40)));
    Part drums =
        new Part(
            "drums",
            Part.DRUM_CHANNEL,
            0,
            List.of(note(0, 0.25, 36), note(2, 0.25, 38), note(4, 0.25, 36), note(6, 0.25, 38)));

    MusicMetrics metrics = MusicMetrics.of(Pieces.piece(Pieces.withDrums(), 4, 4, bass, drums));

    assertThat(metrics.notes()).isEqualTo(6);
    assertThat(metrics.pitchesUsed()).isEqualTo(1);
    assertThat(metrics.pitchRange()).isZero();
    assertThat(metrics.pitchClassEntropy()).isZero();
    assertThat(metrics.polyphony()).isEqualTo(1);
    assertThat(metrics.noteLengths().get(2)).isEqualTo(1);
    assertThat(metrics.emptyBeatRate()).isEqualTo(3.0 / 8);
    assertThat(metrics.longestSilence()).isEqualTo(1.75);
    // The second bar has one onset more, of 16 places.
    assertThat(metrics.grooveConsistency()).isEqualTo(1 - 1.0 / 16);
    assertThat(metrics.interOnsets().get(1)).isEqualTo(0.75);
    assertThat(metrics.interOnsets().get(2)).isEqualTo(0.25);
  }

  @Test
  void barsNeedNotBeWholeNumbersOfSteps() {
    // Bars of 3/8, each one and a half steps: onsets in bars 1, 1, 2, 3, 3.
    Encoding quarters = new Encoding(1, 0, 127, Planes.SOUNDING);
    Music music =
        Pieces.piece(
            quarters,
            3,
            8,
            new Part(
                "", 0, 0, List.of(note(0, 1, 60), note(1, 1, 62), note(2, 1, 60), note(3, 1, 62))));

    // In sixteenths: 0 and 4; 2; 0.
    assertThat(MusicMetrics.of(music).grooveConsistency()).isEqualTo(1 - (3 + 2) / 12.0);
  }

  @Test
  void anUnchangedStepIsHeldOrStruckAgainAndSounds() {
    MusicMetrics metrics =
        MusicMetrics.of(
            Pieces.piece(
                note(0, 1, 60), note(9, 3, 60), note(12, 1, 60), note(13, 2, 60), note(15, 1, 62)));

    assertThat(metrics.unchanged()).isEqualTo(new Stretch(6, new Place(36, 3, new BigDecimal(2))));
    assertThat(metrics.longestSilence()).isEqualTo(8);
  }

  @Test
  void silenceHasNoFiguresOfPitch() throws Exception {
    MusicMetrics silence = MusicMetrics.of(Pieces.steps("silence", 4, new int[64][0]));

    assertThat(silence.emptyBeatRate()).isEqualTo(1);
    assertThat(silence.longestSilence()).isEqualTo(16);
    assertThat(silence.longestUnchanged()).isZero();
    assertThat(Measure.POLYPHONY.of(silence)).isEmpty();
    assertThat(Measure.SCALE_CONSISTENCY.of(silence)).isEmpty();
    String json = new String(JsonText.of(silence), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"emptyBeatRate\" : 1,", "\"silentFrom\" : {\n    \"bar\" : 1,")
        .doesNotContain("polyphony\"", "NaN");
  }

  @Test
  void nothingHasNoFigures() {
    MusicMetrics nothing = MusicMetrics.of(Pieces.steps("nothing", 4));

    assertThat(nothing.beats()).isZero();
    assertThat(Measure.EMPTY_BEAT_RATE.of(nothing)).isEmpty();
    assertThat(Measure.REPEATED_STEPS.of(nothing)).isEmpty();
  }

  @Test
  void figuresAreSharesAndDoNotDependOnTheKey() {
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      int[][] steps = Pieces.randomSteps(random, 2 + random.nextInt(60));
      int perBeat = 1 + random.nextInt(6);
      int up = random.nextInt(24) - 12;
      MusicMetrics metrics = MusicMetrics.of(Pieces.steps("a", perBeat, steps));
      MusicMetrics moved = MusicMetrics.of(Pieces.steps("b", perBeat, Pieces.moved(steps, up)));

      for (Measure measure : Measure.values()) {
        assertThat(measure.of(moved).orElse(-1))
            .as(measure.key())
            .isCloseTo(measure.of(metrics).orElse(-1), within(1e-12));
        if (measure.unit().isEmpty() && !measure.key().endsWith("Used")) {
          measure.of(metrics).ifPresent(value -> assertThat(value).isBetween(0.0, 1.0));
        }
      }
      assertThat(moved.noteLengths()).isEqualTo(metrics.noteLengths());
      for (int pitchClass = 0; pitchClass < 12; pitchClass++) {
        assertThat(moved.pitchClasses().get(Math.floorMod(pitchClass + up, 12)))
            .isEqualTo(metrics.pitchClasses().get(pitchClass));
      }
      for (Distribution distribution : Distribution.values()) {
        double sum = distribution.of(metrics).stream().mapToDouble(Double::doubleValue).sum();
        assertThat(sum == 0 || Math.abs(sum - 1) < 1e-9).as(distribution.key()).isTrue();
      }
    }
  }
}
