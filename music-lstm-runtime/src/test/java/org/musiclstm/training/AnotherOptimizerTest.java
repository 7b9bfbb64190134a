package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Engine;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Optimizer;
import org.musiclstm.network.Parameters;
import org.musiclstm.tensor.NoteTensor;

/** Another optimizer needs nothing but itself: training and checkpoints take it as it is. */
class AnotherOptimizerTest {
  @TempDir Path folder;

  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  /** Gradient descent with momentum. */
  private static final class Momentum implements Optimizer {
    private final Parameters speed;

    Momentum(NetworkShape shape) {
      speed = Parameters.zeros(shape);
    }

    @Override
    public void update(Parameters parameters, Parameters gradient, double norm, double rate) {
      for (int n = 0; n < parameters.count(); n++) {
        float[] values = parameters.panels(n);
        float[] speeds = speed.panels(n);
        float[] slopes = gradient.panels(n);
        for (int i = 0; i < values.length; i++) {
          speeds[i] = 0.9f * speeds[i] - (float) rate * slopes[i];
          values[i] += speeds[i];
        }
      }
    }

    @Override
    public SortedMap<String, Parameters> memory() {
      return new TreeMap<>(Map.of("speed", speed));
    }
  }

  private TrainingRun run(TrainingPlan plan, List<TrainingListener> listeners) {
    Engine engine =
        new JvmEngine(Kernels.vector(), workers, (shape, descent) -> new Momentum(shape));
    return plan.start(engine, workers, listeners);
  }

  @Test
  void aRunWithMomentumThatWasInterruptedEndsAsAStraightOne() throws Exception {
    List<Song> songs = new ArrayList<>();
    for (NoteTensor tensor : RandomSongs.tensors(1, RandomSongs.ENCODING, 40, 11, 26, 7, 5, 19)) {
      songs.add(RandomSongs.song("song " + songs.size(), tensor));
    }
    TrainingOptions options = SmallTraining.DEFAULT.iterations(12).checkpointEvery(5).options();
    TrainingPlan plan =
        new TrainingPlan(
            RandomSongs.ENCODING,
            options,
            Split.byShare(songs, options.validationShare()),
            List.of());
    TrainingRun straight = run(plan, List.of());
    straight.run(() -> false);
    Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.zip"), plan.fingerprint());
    TrainingRun first = run(plan, List.of(checkpoint));
    first.run(() -> first.iteration() >= 5);

    TrainingRun second = run(plan, List.of());

    assertThat(checkpoint.resume(second)).hasValue(5);
    second.run(() -> false);
    assertThat(second.snapshot().parameters().tensors())
        .isEqualTo(straight.snapshot().parameters().tensors());
    assertThat(second.snapshot().optimizerMemory()).containsOnlyKeys("speed");
  }
}
