package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.RandomSongs;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.Fit;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.Validation;

class ModelForecasterTest {
  private static final Encoding ENCODING = RandomSongs.ENCODING;

  /** More songs than are run side by side, and longer ones than are run at once. */
  private static final List<NoteTensor> SONGS =
      RandomSongs.tensors(
          7, ENCODING, 9, 31, 200, 17, 17, 6, 150, 1, 64, 65, 63, 2, 2, 2, 5, 8, 13, 4, 4, 70, 3, 3,
          21, 11, 9, 9, 9, 30, 28, 27, 26, 25, 24, 23, 22, 21, 130);

  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  private List<Forecast> forecast(MusicModel model, List<NoteTensor> songs) {
    return new ModelForecaster(model, Kernels.vector(), workers).forecast(songs);
  }

  private static Forecast sum(List<Forecast> forecasts) {
    return forecasts.stream().reduce(Forecast.NONE, Forecast::plus);
  }

  /** A model with an autoregressive output of so many units, 0 for an independent one. */
  private static MusicModel model(int nadeUnits) {
    MusicModel model = SmallModels.random(ENCODING, Style.DEFAULT, 24, 2);
    NetworkShape shape = new NetworkShape(ENCODING.features(), 24, 2, nadeUnits);
    float[] bias = new float[shape.features()];
    Arrays.fill(bias, -1.5f);
    return new MusicModel(
        ENCODING,
        model.style(),
        Parameters.initial(shape, 1, bias),
        model.log(),
        model.provenance());
  }

  @Test
  void itCanBeStoppedInTheMidstOfASong() {
    ModelForecaster forecaster = new ModelForecaster(model(0), Kernels.vector(), workers);
    List<NoteTensor> one = RandomSongs.tensors(3, ENCODING, 10);
    List<NoteTensor> longer = RandomSongs.tensors(3, ENCODING, 200);
    AtomicInteger ofOne = new AtomicInteger();
    AtomicInteger ofLonger = new AtomicInteger();

    Stop.heeding(() -> ofOne.incrementAndGet() < 0, () -> forecaster.forecast(one));
    Stop.heeding(() -> ofLonger.incrementAndGet() < 0, () -> forecaster.forecast(longer));

    assertThat(ofLonger.get()).as("asked in every window").isGreaterThan(3 * ofOne.get());
    for (int after = 0; after < ofLonger.get(); after++) {
      AtomicInteger left = new AtomicInteger(after);
      assertThatThrownBy(
              () ->
                  Stop.heeding(() -> left.decrementAndGet() < 0, () -> forecaster.forecast(longer)))
          .isInstanceOf(StoppedException.class);
      assertThat(left.get()).as("asked again after it was predicted").isGreaterThan(-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12})
  void theFigureIsThatOfTheValidationDuringTraining(int nadeUnits) {
    MusicModel model = model(nadeUnits);
    ForwardPass forward =
        new ForwardPass(Kernels.vector(), workers, model.parameters().shape(), 3, 3 * 16);
    Fit fit =
        new Validation(SONGS, model.parameters().shape(), 3, 16)
            .measure(model.parameters(), forward);

    Forecast all = sum(forecast(model, SONGS));

    assertThat(all.steps()).isEqualTo(fit.steps());
    assertThat(all.nllPerStep()).isCloseTo(fit.natsPerStep(), Offset.offset(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12})
  void everySongHasTheForecastThatItHasAlone(int nadeUnits) {
    MusicModel model = model(nadeUnits);

    List<Forecast> together = forecast(model, SONGS);

    for (int n = 0; n < SONGS.size(); n++) {
      Forecast alone = forecast(model, List.of(SONGS.get(n))).get(0);
      assertThat(together.get(n).steps()).isEqualTo(SONGS.get(n).steps());
      assertThat(together.get(n).nats()).isCloseTo(alone.nats(), Offset.offset(1e-9));
      assertThat(together.get(n).frames()).isEqualTo(alone.frames());
    }
  }

  @Test
  void aModelThatPredictsWhatItHasJustHeardExpectsTheNotesOfTheLastStep() {
    MusicModel echo = SmallModels.echo(ENCODING);

    List<Forecast> forecasts = forecast(echo, SONGS);

    assertThat(sum(forecasts).frames().hits()).isPositive();
    for (int n = 0; n < SONGS.size(); n++) {
      Forecast repeated =
          Baseline.of(Baseline.Kind.REPEAT, SONGS).forecast(List.of(SONGS.get(n))).get(0);
      assertThat(forecasts.get(n).frames()).isEqualTo(repeated.frames());
    }
  }

  @Test
  void velocitiesAreNoPartOfTheForecast() {
    Encoding plain = new Encoding(2, 55, 71, Planes.SOUNDING_ONSET);
    Encoding loud = new Encoding(2, 55, 71, Planes.SOUNDING_ONSET_VELOCITY);
    NoteTensor.Builder soft = NoteTensor.builder(loud);
    NoteTensor.Builder hard = NoteTensor.builder(loud);
    int pitches = plain.rows();
    int[] note = {3, pitches + 3, 2 * pitches + 3};
    soft.addStep(note, new float[] {1, 1, 0.25f}, 3);
    hard.addStep(note, new float[] {1, 1, 1}, 3);
    MusicModel model = SmallModels.random(loud, Style.DEFAULT, 10, 1);

    List<Forecast> forecasts = forecast(model, List.of(soft.build(), hard.build()));

    assertThat(forecasts.get(0)).isEqualTo(forecasts.get(1));
    assertThat(forecasts.get(0).nllPerStep()).isPositive().isLessThan(2 * pitches * 5);
  }

  @Test
  void noSongsHaveNoForecast() {
    MusicModel model = SmallModels.random(ENCODING, Style.DEFAULT, 10, 1);

    assertThat(forecast(model, List.of())).isEmpty();
    assertThat(Forecast.NONE.nllPerStep()).isNaN();
  }

  @Test
  void songsOfAnotherEncodingAreRefused() {
    MusicModel model =
        SmallModels.random(new Encoding(4, 55, 71, Planes.SOUNDING_ONSET), Style.DEFAULT, 10, 1);

    assertThatThrownBy(() -> forecast(model, SONGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the model's encoding");
  }
}
