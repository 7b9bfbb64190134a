package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.SongReports;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Sound;
import org.musiclstm.tensor.Style;

class TypicalStyleTest {
  @Test
  void aSongHasTheMedianTempoAndTheMetreThatHoldsLongest() {
    Score score =
        new Score(
            4,
            List.of(new Part("", 0, 0, List.of(new Note(0, 100, 60, 80)))),
            List.of(
                new TempoChange(0, 100_000),
                new TempoChange(0, 200_000),
                new TempoChange(30, 300_000),
                new TempoChange(65, 200_000),
                new TempoChange(70, 300_000),
                new TempoChange(75, 400_000)),
            List.of(new MetreChange(60, 3, 8)),
            1_000_000);

    // 35 ticks, 40 and 25 until the last note ends; 4/4 before the 3/8.
    assertThat(TypicalStyle.of(score, Encoding.DEFAULT)).isEqualTo(new Style(300_000, 4, 4, 80, 0));
  }

  private static int tempo(long begin, TempoChange... tempos) {
    Part part = new Part("", 0, 0, List.of(new Note(begin, 100 - begin, 60, 80)));
    Score score = new Score(4, List.of(part), List.of(tempos), List.of(), 1_000_000);
    return TypicalStyle.of(score, Encoding.DEFAULT).microsecondsPerQuarter();
  }

  @Test
  void aSlowLastBarIsNotTheTempoOfASongWhoseTempoAlwaysChanges() {
    TempoChange[] curve = new TempoChange[15];
    for (int n = 0; n < 14; n++) {
      curve[n] = new TempoChange(6L * n, 520_000 + 1000 * ((n * 5) % 14));
    }
    curve[14] = new TempoChange(84, 2_000_000);

    // The last holds longer than any other, 16 ticks of 100.
    assertThat(tempo(0, curve)).isBetween(525_000, 530_000);
  }

  @Test
  void whatIsSilentBeforeTheFirstNoteHasNoTempo() {
    assertThat(tempo(70, new TempoChange(0, 1_000_000), new TempoChange(80, 400_000)))
        .isEqualTo(400_000);
  }

  @Test
  void temposThatNoMusicHasAreNotThoseOfASong() {
    assertThat(tempo(0, new TempoChange(0, 59_999))).isEqualTo(500_000);
    assertThat(tempo(0, new TempoChange(0, 15_000_001))).isEqualTo(500_000);
    assertThat(tempo(0, new TempoChange(0, 60_000))).isEqualTo(60_000);
    assertThat(tempo(0, new TempoChange(0, 15_000_000))).isEqualTo(15_000_000);
    assertThat(tempo(0, new TempoChange(0, 1), new TempoChange(60, 400_000))).isEqualTo(500_000);
    assertThat(tempo(0, new TempoChange(0, 400_000), new TempoChange(9, 1))).isEqualTo(400_000);
  }

  @Test
  void aMetreOfMoreThan64QuarterNotesABarIsNone() {
    Score score =
        new Score(
            4,
            List.of(new Part("", 0, 0, List.of(new Note(0, 100, 60, 80)))),
            List.of(),
            List.of(
                new MetreChange(0, 255, 1), new MetreChange(80, 64, 4), new MetreChange(90, 65, 4)),
            100);

    assertThat(TypicalStyle.of(score, Encoding.DEFAULT)).isEqualTo(new Style(500_000, 4, 4, 80, 0));
  }

  @Test
  void aSongHasTheVelocityAndTheProgramOfItsNotesWithoutDrums() {
    Score score =
        new Score(
            4,
            List.of(
                new Part("", 0, 5, List.of(new Note(0, 4, 60, 10), new Note(4, 4, 60, 20))),
                new Part("", 1, 6, List.of(new Note(0, 4, 60, 90))),
                new Part("", 2, 6, List.of(new Note(0, 4, 62, 100), new Note(8, 4, 62, 110))),
                new Part(
                    "",
                    Part.DRUM_CHANNEL,
                    7,
                    List.of(
                        new Note(0, 1, 36, 1),
                        new Note(4, 1, 36, 1),
                        new Note(8, 1, 36, 1),
                        new Note(12, 1, 36, 1)))),
            List.of(),
            List.of(),
            20);

    assertThat(TypicalStyle.of(score, Encoding.DEFAULT)).isEqualTo(new Style(500_000, 4, 4, 90, 6));
  }

  @Test
  void longSongsWeighMore() {
    Style march = new Style(400_000, 2, 4, 100, 56);
    Style waltz = new Style(600_000, 3, 4, 60, 0);

    assertThat(
            TypicalStyle.of(
                List.of(
                    Songs.song("a", march, 1, 2, 3, 4, 5),
                    Songs.song("b", waltz, 1, 2),
                    Songs.song("c", waltz, 1, 2)),
                Songs.ENCODING))
        .isEqualTo(march);
    assertThat(
            TypicalStyle.of(
                List.of(
                    Songs.song("a", march, 1, 2, 3),
                    Songs.song("b", waltz, 1, 2),
                    Songs.song("c", waltz, 1, 2)),
                Songs.ENCODING))
        .isEqualTo(waltz);
  }

  @Test
  void ofEqualsTheLeastIsTakenWhateverTheOrder() {
    Song march = Songs.song("a", new Style(400_000, 2, 4, 100, 56), 1, 2);
    Song waltz = Songs.song("b", new Style(600_000, 3, 4, 60, 0), 1, 2);

    assertThat(TypicalStyle.of(List.of(march, waltz), Songs.ENCODING))
        .isEqualTo(TypicalStyle.of(List.of(waltz, march), Songs.ENCODING))
        .isEqualTo(new Style(400_000, 2, 4, 60, 0));
  }

  @Test
  void aPartSoundsAsInTheSongsThatHaveNotesOfIt() {
    Encoding encoding =
        new Encoding(
            Grid.beats(1),
            false,
            PartsText.parse("bass: programs 32-39; drums; rest", Planes.SOUNDING, 0, 127));
    Score score =
        new Score(
            4,
            List.of(
                new Part("", 1, 33, List.of(new Note(0, 4, 40, 90))),
                new Part("", 2, 5, List.of(new Note(0, 4, 60, 50), new Note(4, 4, 60, 55))),
                new Part("", 3, 7, List.of(new Note(0, 4, 60, 60)))),
            List.of(),
            List.of(),
            8);

    assertThat(TypicalStyle.of(score, encoding).sounds())
        .containsExactly(new Sound(90, 33), Sound.DEFAULT, new Sound(55, 5));

    Song withBass = song(encoding, score, 1);
    Song without = song(encoding, score, 0);
    Style style = TypicalStyle.of(List.of(withBass, without, without), encoding);
    assertThat(style.sounds().get(0)).isEqualTo(new Sound(90, 33));
    assertThat(TypicalStyle.of(List.of(without), encoding).sounds().get(0))
        .isEqualTo(Sound.DEFAULT);
  }

  private static Song song(Encoding encoding, Score score, int notes) {
    return new Song(
        "a",
        "b",
        Encoder.encode(score, encoding).tensor(),
        TypicalStyle.of(score, encoding),
        notes,
        SongReports.onGrid(encoding, notes),
        List.of(),
        SongFacts.of(score, LeftOut.NOTHING));
  }

  @Test
  void withoutSongsTheStyleIsTheDefault() {
    assertThat(TypicalStyle.of(List.of(), Encoding.DEFAULT)).isEqualTo(Style.DEFAULT);
  }
}
