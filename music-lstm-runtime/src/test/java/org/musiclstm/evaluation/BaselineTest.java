package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.evaluation.Baseline.Kind;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;

class BaselineTest {
  private static final Encoding ENCODING = RandomSongs.ENCODING;
  private static final int PITCHES = ENCODING.rows();
  private static final List<NoteTensor> TRAINING =
      RandomSongs.tensors(1, ENCODING, 40, 1, 7, 90, 33);
  private static final List<NoteTensor> SONGS = RandomSongs.tensors(2, ENCODING, 12, 50, 3, 1);

  /** Whether a feature is active, be it before the song. */
  private static boolean at(NoteTensor song, int step, int feature) {
    return step >= 0 && song.isActive(step, feature);
  }

  /** Counted step by step and feature by feature. */
  private static double probability(Kind kind, boolean after, int feature) {
    double steps = 0;
    double with = 0;
    int plane = feature / PITCHES;
    for (NoteTensor song : TRAINING) {
      for (int step = 0; step < song.steps(); step++) {
        for (int other = 0; other < ENCODING.features(); other++) {
          boolean counts =
              switch (kind) {
                case UNIFORM -> false;
                case FREQUENCY -> other == feature;
                case MARKOV -> other == feature && at(song, step - 1, other) == after;
                case REPEAT -> other / PITCHES == plane && at(song, step - 1, other) == after;
              };
          if (counts) {
            steps++;
            with += at(song, step, other) ? 1 : 0;
          }
        }
      }
    }
    return (with + 0.5) / (steps + 1);
  }

  @Test
  void theLikelihoodIsThatOfPlainCounts() {
    for (Kind kind : Kind.values()) {
      List<Forecast> forecasts = Baseline.of(kind, TRAINING).forecast(SONGS);
      double[][] predicted = new double[2][ENCODING.features()];
      for (int feature = 0; feature < ENCODING.features(); feature++) {
        predicted[0][feature] = probability(kind, false, feature);
        predicted[1][feature] = probability(kind, true, feature);
      }
      for (int n = 0; n < SONGS.size(); n++) {
        NoteTensor song = SONGS.get(n);
        double nats = 0;
        for (int step = 0; step < song.steps(); step++) {
          for (int feature = 0; feature < song.features(); feature++) {
            double p = predicted[at(song, step - 1, feature) ? 1 : 0][feature];
            nats -= Math.log(at(song, step, feature) ? p : 1 - p);
          }
        }
        assertThat(forecasts.get(n).steps()).isEqualTo(song.steps());
        assertThat(forecasts.get(n).nats())
            .as("%s of song %d", kind, n)
            .isCloseTo(nats, Offset.offset(1e-3));
      }
    }
  }

  @Test
  void whoKnowsNothingIsSurprisedByTheLogarithmOfTwoForEachFeature() {
    Forecast forecast = Baseline.of(Kind.UNIFORM, TRAINING).forecast(SONGS).get(0);

    assertThat(forecast.nllPerStep())
        .isCloseTo(ENCODING.features() * Math.log(2), Offset.offset(1e-9));
    assertThat(forecast.frames().hits() + forecast.frames().extras()).isZero();
    assertThat(forecast.frames().precision()).isNaN();
    assertThat(forecast.frames().f1()).isZero();
  }

  @Test
  void eachBaselineThatKnowsMorePredictsTheTrainingSongsBetter() {
    List<Double> figures = new ArrayList<>();
    for (Kind kind : List.of(Kind.UNIFORM, Kind.FREQUENCY, Kind.MARKOV)) {
      figures.add(
          Baseline.of(kind, TRAINING).forecast(TRAINING).stream()
              .reduce(Forecast.NONE, Forecast::plus)
              .nllPerStep());
    }

    assertThat(figures).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(figures).doesNotHaveDuplicates();
  }

  @Test
  void repeatingExpectsTheLastStepAndNothingAtTheBeginning() {
    NoteTensor song =
        NoteTensor.of(ENCODING, new int[][] {{1, 4, PITCHES + 1}, {1, 4, 6}, {1}, {}, {2}});

    FrameCounts frames = Baseline.of(Kind.REPEAT, TRAINING).forecast(List.of(song)).get(0).frames();

    // 2 notes, then 2 of 3 kept, then 2 that ended, 1 that ended, 1 that began.
    assertThat(frames).isEqualTo(new FrameCounts(3, 3, 4));
    assertThat(frames.precision()).isEqualTo(0.5);
    assertThat(frames.recall()).isEqualTo(3.0 / 7);
    assertThat(frames.f1()).isCloseTo(6.0 / 13, Offset.offset(1e-12));
  }

  @Test
  void notesThatSoundAndDrumsThatAreStruckCountOnce() {
    Encoding drums =
        new Encoding(
            Grid.beats(2),
            false,
            PartsText.parse("tune: programs 0-7; drums", Planes.SOUNDING_ONSET_VELOCITY, 60, 63));
    int ofDrums = drums.firstFeature(1);
    // A note begins and goes on, and a drum is struck on the way.
    int[] begins = {1, 5, 9};
    int[] goesOn = {1, ofDrums, drums.features() - drums.parts().get(1).rows()};
    NoteTensor song =
        NoteTensor.builder(drums)
            .addStep(begins, new float[] {1, 1, 0.5f}, 3)
            .addStep(goesOn, new float[] {1, 1, 0.5f}, 3)
            .build();

    FrameCounts frames =
        Baseline.of(Kind.REPEAT, List.of(song)).forecast(List.of(song)).get(0).frames();

    assertThat(frames).isEqualTo(new FrameCounts(1, 0, 2));
  }

  @Test
  void nothingIsImpossibleThatTheTrainingSongsDoNotHave() {
    NoteTensor silence = NoteTensor.of(ENCODING, new int[100][0]);
    NoteTensor song = RandomSongs.tensor(new Random(3), ENCODING, 20);

    for (Baseline baseline : Baseline.all(List.of(silence))) {
      double nats = baseline.forecast(List.of(song)).get(0).nllPerStep();

      assertThat(nats).isFinite().isLessThan(Math.log(202) * ENCODING.features());
    }
  }

  @Test
  void songsOfAnotherEncodingAreRefused() {
    Encoding other = new Encoding(4, 55, 71, Planes.SOUNDING_ONSET);

    assertThatThrownBy(
            () -> Baseline.of(Kind.MARKOV, TRAINING).forecast(RandomSongs.tensors(1, other, 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
