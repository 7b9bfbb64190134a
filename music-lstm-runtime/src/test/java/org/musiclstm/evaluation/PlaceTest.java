package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {
  private static String place(int stepsPerQuarter, int beats, int beatUnit, int step) {
    Music music = Pieces.steps("", stepsPerQuarter);
    return Place.of(
            new Music("", music.tensor(), Pieces.style(music.tensor().encoding(), beats, beatUnit)),
            step)
        .toString();
  }

  @Test
  void barsAndBeatsAreCountedInTheMetre() {
    assertThat(place(4, 4, 4, 0)).isEqualTo("bar 1, beat 1");
    assertThat(place(4, 4, 4, 15)).isEqualTo("bar 1, beat 4.75");
    assertThat(place(4, 3, 4, 12)).isEqualTo("bar 2, beat 1");
    assertThat(place(4, 6, 8, 18)).isEqualTo("bar 2, beat 4");
    assertThat(place(1, 2, 2, 5)).isEqualTo("bar 2, beat 1.5");
    assertThat(place(4, 10, 4, 36)).isEqualTo("bar 1, beat 10");
    assertThat(place(96, 4, 4, 3_999_999)).isEqualTo("bar 10417, beat 3.656");
  }

  @Test
  void silenceThatWasCutOffTheBeginningOfASongIsCounted() {
    Music music = Pieces.steps("", 4);
    Music song = new Music("", music.tensor(), music.style(), 0, 32);

    assertThat(Place.of(song, 0)).hasToString("bar 3, beat 1");
    assertThat(Place.of(song, 7)).hasToString("bar 3, beat 2.75");
  }

  @Test
  void aBarThatIsNoWholeNumberOfStepsIsCountedAllTheSame() {
    // Three eighths, of which a step has two.
    assertThat(place(1, 3, 8, 1)).isEqualTo("bar 1, beat 3");
    assertThat(place(1, 3, 8, 2)).isEqualTo("bar 2, beat 2");
    assertThat(place(3, 4, 4, 4)).isEqualTo("bar 1, beat 2.333");
  }
}
