package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Window;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Fit;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.tensor.NoteTensor;

class ValidationTest {
  private static final List<NoteTensor> SONGS =
      RandomSongs.tensors(5, RandomSongs.ENCODING, 9, 31, 4, 17, 17, 6, 150);
  private static final NetworkShape SHAPE =
      new NetworkShape(RandomSongs.ENCODING.features(), 20, 2);

  /** Some features are almost sure, so that clipping has something to do. */
  private static Parameters parameters() {
    float[] bias = new float[SHAPE.features()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = n % 5 == 0 ? -40 : n % 7 == 0 ? 25 : n % 3 - 2;
    }
    return Parameters.initial(SHAPE, 3, bias);
  }

  /** Each song alone and whole, summed up plainly in double precision. */
  private static Fit reference(Workers workers, Parameters parameters) {
    List<Fit> fits = new ArrayList<>();
    for (NoteTensor song : SONGS) {
      ForwardPass forward = new ForwardPass(Kernels.scalar(), workers, SHAPE, 1, song.steps());
      Batch batch = Batches.of(List.of(song), List.of(new Window(0, 0, 0, song.steps())));
      forward.run(parameters, batch, new State(SHAPE, 1));
      double squares = 0;
      double nats = 0;
      for (int step = 0; step < song.steps(); step++) {
        for (int feature = 0; feature < song.features(); feature++) {
          double predicted = forward.probability(step, feature);
          double target = song.isActive(step, feature) ? 1 : 0;
          squares += (predicted - target) * (predicted - target);
          double clipped = Math.max(1e-6, Math.min(1 - 1e-6, predicted));
          nats -= Math.log(target == 1 ? clipped : 1 - clipped);
        }
      }
      fits.add(new Fit(song.steps(), song.features(), squares, nats, 0));
    }
    return fits.stream().reduce(Fit.NONE, Fit::plus);
  }

  @Test
  void theFigureIsThatOfEverySongAloneWhateverTheBatchAndTheWindow() {
    Parameters parameters = parameters();
    try (Workers workers = new Workers(2)) {
      Fit reference = reference(workers, parameters);
      assertThat(reference.steps()).isEqualTo(234);
      for (int songs : new int[] {1, 2, 3, 7, 20}) {
        for (int steps : new int[] {1, 5, 16, 150, 400}) {
          ForwardPass forward =
              new ForwardPass(Kernels.vector(), workers, SHAPE, songs, songs * steps);

          Fit fit = new Validation(SONGS, SHAPE, songs, steps).measure(parameters, forward);

          assertThat(fit.steps()).isEqualTo(234);
          assertThat(fit.features()).isEqualTo(SHAPE.features());
          assertThat(fit.loss()).isCloseTo(reference.loss(), Offset.offset(1e-12));
          assertThat(fit.natsPerStep()).isCloseTo(reference.natsPerStep(), Offset.offset(1e-9));
        }
      }
    }
  }

  @Test
  void aCertainErrorCostsNoMoreThanTheClip() {
    float[] bias = new float[SHAPE.features()];
    Arrays.fill(bias, 80);
    NoteTensor silence = NoteTensor.builder(RandomSongs.ENCODING).addStep().addStep().build();
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, SHAPE, 1, 2);

      Fit fit =
          new Validation(List.of(silence), SHAPE, 1, 2)
              .measure(Parameters.initial(SHAPE, 1, bias), forward);

      assertThat(fit.natsPerStep())
          .isCloseTo(SHAPE.features() * -Math.log(1e-6), Offset.offset(1e-6));
      assertThat(fit.loss()).isCloseTo(1, Offset.offset(1e-6));
    }
  }

  @Test
  void noSongsHaveNoFit() {
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, SHAPE, 1, 2);

      assertThat(new Validation(List.of(), SHAPE, 1, 2).measure(parameters(), forward))
          .isEqualTo(Fit.NONE);
      assertThat(Fit.NONE.natsPerStep()).isNaN();
    }
  }
}
