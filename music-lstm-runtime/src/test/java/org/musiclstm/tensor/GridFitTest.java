package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

class GridFitTest {
  private static Score score(int tempo, long... starts) {
    List<Note> notes = new ArrayList<>();
    for (long start : starts) {
      notes.add(new Note(start, 1, 60, 80));
    }
    long end = notes.get(notes.size() - 1).end() + 120;
    return new Score(
        120,
        List.of(new Part("", 0, 0, notes)),
        List.of(new TempoChange(0, tempo)),
        List.of(),
        end);
  }

  private static GridFit fit(Score score, Grid grid) {
    return Encoder.encode(score, new Encoding(grid, false, Encoding.DEFAULT.parts()))
        .report()
        .gridFit();
  }

  @Test
  void errorsAreSharesOfAStep() {
    // Steps of 30 ticks: on it, off by 3, 12 and 15; the last is nearest to two steps.
    GridFit fit = fit(score(400_000, 0, 33, 72, 105), Grid.beats(4));

    assertThat(fit.notes()).isEqualTo(4);
    assertThat(fit.meanError()).isCloseTo((0 + 0.1 + 0.4 + 0.5) / 4, Offset.offset(1e-12));
    assertThat(fit.error95()).isEqualTo(0.5);
    assertThat(fit.notesMoved()).isEqualTo(2);
    assertThat(fit.movedShare()).isEqualTo(0.5);
    assertThat(fit.notesMerged()).isZero();
    assertThat(fit.beat()).isEqualTo(GridFit.Beat.UNKNOWN);
    assertThat(fit(score(400_000, 0, 5, 10, 30), Grid.beats(4)).notesMerged()).isEqualTo(2);
  }

  @Test
  void onlyNotesThatAreTakenAreMeasured() {
    Part tooLow = new Part("", 1, 0, List.of(new Note(42, 1, 20, 80)));
    Part drums = new Part("", Part.DRUM_CHANNEL, 0, List.of(new Note(45, 1, 36, 80)));
    Part played = new Part("", 0, 0, List.of(new Note(0, 1, 60, 80), new Note(33, 1, 60, 80)));
    Score score = new Score(120, List.of(tooLow, drums, played), List.of(), List.of(), 120);
    GridFit fit = fit(score, Grid.beats(4));

    assertThat(fit.notes()).isEqualTo(2);
    assertThat(fit.meanError()).isCloseTo(0.05, Offset.offset(1e-12));
    assertThat(fit.notesMoved()).isZero();
    assertThat(fit.movedOn().values()).as("on any grid").allMatch(moved -> moved <= 1);
  }

  @Test
  void tripletsLieOnGridsOfThree() {
    long[] starts = new long[300];
    for (int n = 0; n < starts.length; n++) {
      starts[n] = n * 40L;
    }
    GridFit fit = fit(score(400_000, starts), Grid.beats(3));

    assertThat(fit.error95()).isZero();
    assertThat(fit.beat()).isEqualTo(GridFit.Beat.KEPT);
    assertThat(fit.movedOn()).containsEntry(3, 0).containsEntry(6, 0).containsEntry(12, 0);
    for (int steps : List.of(1, 2, 4, 8, 16)) {
      assertThat(fit.movedOn()).as("%s steps", steps).containsEntry(steps, 200);
    }
  }

  @Test
  void onAGridInTimeTheTempoIsApplied() {
    // 10 ms are 3 ticks at 400 ms a quarter, and 6 at half the tempo's length from tick 120 on.
    Score score =
        new Score(
            120,
            List.of(new Part("", 0, 0, List.of(new Note(0, 3, 60, 80), new Note(126, 12, 62, 80)))),
            List.of(new TempoChange(0, 400_000), new TempoChange(120, 200_000)),
            List.of(),
            138);
    Encoding encoding = new Encoding(Grid.time(10), false, Encoding.DEFAULT.parts());

    Encoded encoded = Encoder.encode(score, encoding);

    assertThat(encoded.tensor().steps()).isEqualTo(43);
    assertThat(encoded.tensor().isActive(0, 60 - 21)).isTrue();
    assertThat(encoded.tensor().isActive(1, 60 - 21)).isFalse();
    assertThat(encoded.tensor().isActive(41, 88 + 62 - 21)).isTrue();
    assertThat(encoded.tensor().isActive(42, 62 - 21)).isTrue();
    assertThat(encoded.report().gridFit().error95()).isZero();
    Score decoded = Decoder.decode(encoded.tensor(), Style.DEFAULT);
    assertThat(decoded.tempos()).containsExactly(new TempoChange(0, 500_000));
    assertThat(decoded.ticksPerQuarter()).isEqualTo(500);
    assertThat(decoded.parts().get(0).notes())
        .containsExactly(new Note(0, 10, 60, 80), new Note(410, 20, 62, 80));
  }

  @Test
  void anAbsurdEndCostsNothingOnAGridInTimeEither() {
    Score score =
        new Score(
            120,
            List.of(new Part("", 0, 0, List.of(new Note(0, 3, 60, 80)))),
            List.of(new TempoChange(5, 0xFFFFFF)),
            List.of(),
            1L << 50);

    assertThat(
            Encoder.encode(score, new Encoding(Grid.time(1), false, Encoding.DEFAULT.parts()))
                .tensor()
                .steps())
        .isEqualTo(2000);
  }

  @ParameterizedTest
  @ValueSource(ints = {500_000, 400_000})
  void aPerformanceThatKeepsNoBeatIsKnown(int tempo) {
    Random random = new Random(tempo);
    long[] free = new long[400];
    long[] swung = new long[400];
    for (int n = 1; n < free.length; n++) {
      free[n] = free[n - 1] + 10 + random.nextInt(90);
      swung[n] = n / 2 * 120L + n % 2 * 70L + random.nextInt(12);
    }

    assertThat(fit(score(tempo, free), Grid.beats(4)).beat()).isEqualTo(GridFit.Beat.NONE);
    assertThat(fit(score(tempo, free), Grid.beats(4)).meanError())
        .isCloseTo(0.25, Offset.offset(0.03));
    assertThat(fit(score(tempo, swung), Grid.beats(4)).beat()).isEqualTo(GridFit.Beat.KEPT);
  }

  @Test
  void gridsAreReadAsUsersWriteThem() {
    assertThat(Grid.time("10ms")).isEqualTo(Grid.time(10));
    assertThat(Grid.time(" 20 ms ")).hasToString("steps of 20 ms");
    assertThat(Grid.time(10).microsecondsPerQuarter()).isEqualTo(500_000);
    assertThat(Grid.time(1000).microsecondsPerQuarter()).isEqualTo(1_000_000);
    for (int milliseconds = 1; milliseconds <= 1000; milliseconds++) {
      assertThat(Grid.time(milliseconds).microsecondsPerQuarter()).isBetween(334_000, 1_000_000);
    }
    for (String wrong : List.of("10", "0ms", "1001ms", "1.5ms", "ms", "-1ms")) {
      assertThatThrownBy(() -> Grid.time(wrong))
          .isInstanceOf(InputException.class)
          .hasMessage("The option timeGrid is " + wrong + ", but has to be from 1ms to 1000ms.");
    }
    assertThatThrownBy(() -> Grid.beats(97)).hasMessageContaining("from 1 to 96");
    assertThatThrownBy(() -> Grid.beats(0)).hasMessageContaining("from 1 to 96");
  }
}
