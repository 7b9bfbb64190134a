package org.musiclstm.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.musiclstm.Stop;
import org.musiclstm.corpus.Window;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Fit;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.Validation;

/** What a model predicts of songs, as it is measured while it learns. */
public final class ModelForecaster implements Forecaster {
  private static final int SIDE_BY_SIDE = 32;
  private static final int STEPS_AT_ONCE = 64;

  private final MusicModel model;
  private final Kernel kernel;
  private final Workers workers;

  /** Makes a forecaster. */
  public ModelForecaster(MusicModel model, Kernel kernel, Workers workers) {
    this.model = model;
    this.kernel = kernel;
    this.workers = workers;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when a song is not of the model's encoding
   */
  @Override
  public List<Forecast> forecast(List<NoteTensor> songs) {
    for (NoteTensor song : songs) {
      if (!song.encoding().equals(model.encoding())) {
        throw new IllegalArgumentException("songs have to be of the model's encoding");
      }
    }
    List<Integer> order =
        IntStream.range(0, songs.size())
            .boxed()
            .sorted(Comparator.comparing((Integer n) -> songs.get(n).steps()).reversed())
            .toList();
    Forecast[] forecasts = new Forecast[songs.size()];
    Arrays.fill(forecasts, Forecast.NONE);
    NetworkShape shape = model.parameters().shape();
    int windowsAtMost = Math.min(SIDE_BY_SIDE, songs.size());
    ForwardPass forward =
        new ForwardPass(kernel, workers, shape, windowsAtMost, windowsAtMost * STEPS_AT_ONCE);
    Frames frames = new Frames(model.encoding());
    new Validation(order.stream().map(songs::get).toList(), shape, SIDE_BY_SIDE, STEPS_AT_ONCE)
        .run(
            model.parameters(),
            forward,
            (windows, batch) -> {
              for (int n = 0; n < windows.size(); n++) {
                Stop.check();
                Window window = windows.get(n);
                int number = order.get(window.song());
                Fit fit = forward.fit(batch, n);
                FrameCounts counts = count(frames, songs.get(number), window, n, batch, forward);
                forecasts[number] =
                    forecasts[number].plus(new Forecast(fit.steps(), fit.nats(), counts));
              }
            });
    return List.of(forecasts);
  }

  private static FrameCounts count(
      Frames frames, NoteTensor song, Window window, int n, Batch batch, ForwardPass forward) {
    float[] predicted = new float[song.features()];
    FrameCounts counts = FrameCounts.NONE;
    for (int step = 0; step < window.steps(); step++) {
      forward.probabilities(batch.offset(step) + n, predicted);
      counts = counts.plus(frames.count(song, window.from() + step, predicted));
    }
    return counts;
  }
}
