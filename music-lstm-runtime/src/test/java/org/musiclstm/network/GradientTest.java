package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

/** Holds predictions and gradients to finite differences of a double precision network. */
class GradientTest {
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "1, 5, 6, 0, MSE",
    "2, 5, 6, 0, BCE",
    "3, 4, 3, 0, MSE",
    "1, 70, 66, 0, BCE",
    "2, 66, 3, 0, MSE",
    "1, 5, 6, 3, MSE",
    "1, 5, 6, 3, BCE",
    "2, 4, 130, 66, MSE",
    "1, 66, 64, 64, BCE",
  })
  void gradientsAreThoseOfFiniteDifferences(
      int layers, int units, int features, int nadeUnits, Loss loss) {
    for (Kernel kernel : List.of(Kernels.scalar(), Kernels.vector())) {
      try (Workers workers = new Workers(2)) {
        NetworkShape shape = new NetworkShape(features, units, layers, nadeUnits);
        check(kernel, workers, shape, loss, new boolean[features]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 6, 0, MSE", "2, 4, 66, 0, MSE", "1, 4, 66, 5, MSE", "1, 4, 66, 5, BCE"})
  void soTheyAreWhereFeaturesHaveValues(
      int layers, int units, int features, int nadeUnits, Loss loss) {
    boolean[] real = new boolean[features];
    Arrays.fill(real, features / 2, features, true);
    for (Kernel kernel : List.of(Kernels.scalar(), Kernels.vector())) {
      try (Workers workers = new Workers(2)) {
        check(kernel, workers, new NetworkShape(features, units, layers, nadeUnits), loss, real);
      }
    }
  }

  private static void check(
      Kernel kernel, Workers workers, NetworkShape shape, Loss loss, boolean[] real) {
    Random random = new Random(5);
    float[] bias = new float[shape.features()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = (float) random.nextGaussian();
    }
    Parameters parameters = Parameters.initial(shape, 3, bias);
    if (shape.isChained()) {
      parameters.set(direct(random, shape.features()));
    }
    int[] lengths = {7, 4, 4, 1};
    RandomBatch data = new RandomBatch(random, real, lengths);

    // A first run gives the windows a state to begin from.
    ForwardPass forward = new ForwardPass(kernel, workers, shape, 6, 40);
    State state = new State(shape, lengths.length);
    forward.run(parameters, new RandomBatch(random, shape.features(), lengths).batch(), state);
    List<double[][]> outputs = new ArrayList<>();
    List<double[][]> cells = new ArrayList<>();
    for (int window = 0; window < lengths.length; window++) {
      outputs.add(slices(state, shape, window, true));
      cells.add(slices(state, shape, window, false));
    }

    forward.run(parameters, data.batch(), state);
    ReferenceNetwork reference = new ReferenceNetwork(parameters);
    for (int window = 0; window < lengths.length; window++) {
      double[][] predicted =
          reference.run(
              data.inputs().get(window),
              data.targets().get(window),
              outputs.get(window),
              cells.get(window));
      for (int step = 0; step < predicted.length; step++) {
        int row = data.batch().offset(step) + window;
        for (int feature = 0; feature < shape.features(); feature++) {
          assertThat((double) forward.probability(row, feature))
              .isCloseTo(predicted[step][feature], Offset.offset(2e-6));
        }
      }
    }

    Fit before = forward.fit(data.batch());
    BackwardPass backward = new BackwardPass(forward, loss);
    Fit fit = backward.run();
    double expected = reference.loss(loss, data.inputs(), data.targets(), outputs, cells);
    assertThat(fit.loss(loss)).isCloseTo(expected, Offset.offset(1e-6));
    assertThat(before.loss(loss)).isCloseTo(expected, Offset.offset(1e-6));

    double squares = 0;
    for (NamedTensor tensor : backward.gradient().tensors()) {
      double[] values = reference.array(tensor.name());
      // The reference takes long to predict a wide layer whose notes are autoregressive.
      int checked = shape.isChained() && shape.features() > 60 ? 15 : 60;
      int stride = Math.max(1, values.length / checked);
      for (int n = 0; n < values.length; n += stride) {
        if (tensor.name().equals("chain.direct") && n % shape.features() <= n / shape.features()) {
          assertThat(tensor.values()[n]).isZero();
          continue;
        }
        double value = values[n];
        values[n] = value + STEP;
        double above = reference.loss(loss, data.inputs(), data.targets(), outputs, cells);
        values[n] = value - STEP;
        double below = reference.loss(loss, data.inputs(), data.targets(), outputs, cells);
        values[n] = value;
        double slope = (above - below) / (2 * STEP);
        assertThat((double) tensor.values()[n])
            .as("%s[%s] of %s", tensor.name(), n, shape)
            .isCloseTo(slope, Offset.offset(1e-7 + 1e-4 * Math.abs(slope)));
      }
      for (float value : tensor.values()) {
        squares += (double) value * value;
      }
    }
    assertThat(backward.norm()).isCloseTo(Math.sqrt(squares), Offset.offset(1e-6));
  }

  /** Random numbers above the diagonal. */
  private static NamedTensor direct(Random random, int features) {
    float[] values = new float[features * features];
    for (int lower = 0; lower < features; lower++) {
      for (int feature = lower + 1; feature < features; feature++) {
        values[lower * features + feature] = (float) random.nextGaussian() / 4;
      }
    }
    return new NamedTensor("chain.direct", List.of(features, features), values);
  }

  private static double[][] slices(State state, NetworkShape shape, int window, boolean outputs) {
    int padded = Parameters.paddedUnits(shape);
    double[][] slices = new double[shape.hiddenLayers()][shape.hiddenUnits()];
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      float[] values = outputs ? state.outputs(layer) : state.cells(layer);
      for (int unit = 0; unit < shape.hiddenUnits(); unit++) {
        slices[layer][unit] = values[window * padded + unit];
      }
    }
    return slices;
  }
}
