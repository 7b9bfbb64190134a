package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

class NextStepTest {
  private static final Offset<Float> CLOSE = Offset.offset(2e-6f);

  @ParameterizedTest
  @CsvSource({"6, 5, 0, false", "6, 5, 3, false", "130, 9, 66, false", "70, 5, 64, true"})
  void featureByFeatureItPredictsWhatThePassPredictsOfAKnownStep(
      int features, int units, int nadeUnits, boolean hasValues) {
    NetworkShape shape = new NetworkShape(features, units, 2, nadeUnits);
    Random random = new Random(features);
    boolean[] real = new boolean[features];
    for (int n = features / 2; n < features && hasValues; n++) {
      real[n] = true;
    }
    RandomBatch data = new RandomBatch(random, real, 5, 3, 3, 1);
    Parameters parameters = random(random, shape);
    for (Kernel kernel : List.of(Kernels.scalar(), Kernels.vector())) {
      try (Workers workers = new Workers(2)) {
        ForwardPass known = new ForwardPass(kernel, workers, shape, 4, 12);
        known.run(parameters, data.batch(), new State(shape, 4));
        ForwardPass unknown = new ForwardPass(kernel, workers, shape, 4, 12);
        unknown.listen(parameters, withoutTargets(data.batch()), new State(shape, 4));
        for (int window = 0; window < 4; window++) {
          double[][] targets = data.targets().get(window);
          for (int step = 0; step < targets.length; step++) {
            int row = data.batch().offset(step) + window;
            NextStep next = unknown.next(row);
            for (int round = 0; round < 2; round++) {
              for (int feature = 0; feature < features; feature++) {
                assertThat(next.probability(feature))
                    .isCloseTo(known.probability(row, feature), CLOSE);
                next.give(feature, (float) targets[step][feature]);
              }
              next.reset();
            }
          }
        }
      }
    }
  }

  private static Batch withoutTargets(Batch batch) {
    int[] lengths = new int[batch.windows()];
    for (int window = 0; window < lengths.length; window++) {
      lengths[window] = batch.length(window);
    }
    return new Batch(
        lengths,
        batch.inputStarts(),
        batch.inputs(),
        new int[batch.rows() + 1],
        new int[0],
        batch.values());
  }

  private static Parameters random(Random random, NetworkShape shape) {
    Parameters parameters = Parameters.zeros(shape);
    for (NamedTensor tensor : parameters.tensors()) {
      float[] values = tensor.values();
      for (int n = 0; n < values.length; n++) {
        values[n] = (float) random.nextGaussian() / 3;
        if (tensor.name().equals("chain.direct") && n % shape.features() <= n / shape.features()) {
          values[n] = 0;
        }
      }
      parameters.set(tensor);
    }
    return parameters;
  }
}
