package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

class DropoutTest {
  @Test
  void theShareThatIsLeftOutIsTheRateAndTheRestGrows() {
    Dropout dropout = new Dropout(0.3, 0, 7, 4);
    int zeros = 0;
    for (int row = 0; row < 100; row++) {
      float[] values = new float[256];
      Arrays.fill(values, 2f);
      dropout.applyToOutputs(0, row, values, 0, 64, 64, 256);
      for (float value : values) {
        zeros += value == 0 ? 1 : 0;
        assertThat(value == 0 || value == 2 * (float) (1 / 0.7)).isTrue();
      }
    }
    assertThat(zeros / 25600.0).isCloseTo(0.3, Offset.offset(0.01));
  }

  @Test
  void everyRowLayerAndBatchHasItsOwnAndBlocksDoNotMatter() {
    float[] first = mask(new Dropout(0.5, 0, 7, 4), 0, 3);
    assertThat(mask(new Dropout(0.5, 0, 7, 4), 0, 3)).isEqualTo(first);
    assertThat(mask(new Dropout(0.5, 0, 7, 4), 0, 2)).isNotEqualTo(first);
    assertThat(mask(new Dropout(0.5, 0, 7, 4), 1, 3)).isNotEqualTo(first);
    assertThat(mask(new Dropout(0.5, 0, 7, 5), 0, 3)).isNotEqualTo(first);
    assertThat(mask(new Dropout(0.5, 0, 8, 4), 0, 3)).isNotEqualTo(first);
    float[] apart = new float[1000];
    Arrays.fill(apart, 1f);
    new Dropout(0.5, 0, 7, 4).applyToOutputs(0, 3, apart, 10, 64, 500, 128);
    for (int n = 0; n < 128; n++) {
      assertThat(apart[10 + n / 64 * 500 + n % 64]).isEqualTo(first[n]);
    }
  }

  private static float[] mask(Dropout dropout, int layer, int row) {
    float[] values = new float[128];
    Arrays.fill(values, 1f);
    dropout.applyToOutputs(layer, row, values, 0, 128, 128, 128);
    return values;
  }

  /** With the same outputs left out, the loss is a function of the parameters like any other. */
  @Test
  void gradientsAreThoseOfWhatWasNotLeftOut() {
    NetworkShape shape = new NetworkShape(6, 70, 2, 3);
    Random random = new Random(1);
    RandomBatch data = new RandomBatch(random, 6, 4, 4, 2);
    Parameters parameters = Parameters.initial(shape, 3, new float[6]);
    Dropout dropout = new Dropout(0.4, 0.3, 1, 9);
    try (Workers workers = new Workers(2)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 3, 10);
      BackwardPass backward = new BackwardPass(forward, Loss.MSE);
      forward.run(parameters, data.batch(), new State(shape, 3), dropout);
      backward.run();
      for (String name : List.of("lstm.0.input", "lstm.1.recurrent", "output.kernel")) {
        NamedTensor gradient = backward.gradient().tensor(name);
        for (int n = 0; n < gradient.values().length; n += gradient.values().length / 7) {
          double slope =
              (loss(forward, parameters, data, dropout, name, n, 0.02f)
                      - loss(forward, parameters, data, dropout, name, n, -0.02f))
                  / 0.04;
          assertThat((double) gradient.values()[n])
              .as("%s[%s]", name, n)
              .isCloseTo(slope, Offset.offset(2e-6 + 0.02 * Math.abs(slope)));
        }
      }
    }
  }

  private static double loss(
      ForwardPass forward,
      Parameters parameters,
      RandomBatch data,
      Dropout dropout,
      String name,
      int at,
      float step) {
    Parameters moved = Parameters.zeros(parameters.shape());
    moved.set(parameters);
    NamedTensor tensor = moved.tensor(name);
    tensor.values()[at] += step;
    moved.set(tensor);
    forward.run(moved, data.batch(), new State(parameters.shape(), 3), dropout);
    return forward.fit(data.batch()).loss();
  }
}
