package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

/** Holds the update to its formula in double precision. */
class RmsPropTest {
  private static final double DECAY = 0.9;
  private static final double EPSILON = 1e-8;
  private static final double RATE = 1e-2;
  private static final double CLIP = 2;

  private static Parameters random(NetworkShape shape, Random random, double size) {
    Map<String, NamedTensor> tensors = new HashMap<>();
    Parameters.shapes(shape)
        .forEach(
            (name, sizes) -> {
              float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
              for (int n = 0; n < values.length; n++) {
                values[n] = (float) (size * random.nextGaussian());
              }
              tensors.put(name, new NamedTensor(name, sizes, values));
            });
    return Parameters.of(shape, tensors);
  }

  private static double[] numbers(Parameters parameters) {
    List<Double> numbers = new ArrayList<>();
    for (NamedTensor tensor : parameters.tensors()) {
      for (float value : tensor.values()) {
        numbers.add((double) value);
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void updatesFollowTheFormulaWithAndWithoutClipping() {
    NetworkShape shape = new NetworkShape(5, 66, 2);
    for (Kernel kernel : List.of(Kernels.scalar(), Kernels.vector())) {
      try (Workers workers = new Workers(2)) {
        Random random = new Random(1);
        RmsProp rmsProp = new RmsProp(kernel, workers, shape, DECAY, EPSILON, CLIP);
        Parameters parameters = random(shape, random, 1);
        double[] weights = numbers(parameters);
        double[] squares = new double[weights.length];
        int clipped = 0;
        for (int iteration = 0; iteration < 6; iteration++) {
          Parameters gradient = random(shape, random, iteration % 2 == 0 ? 1e-3 : 1);
          double[] slopes = numbers(gradient);
          double norm = 0;
          for (double slope : slopes) {
            norm += slope * slope;
          }
          norm = Math.sqrt(norm);
          double scale = norm > CLIP ? CLIP / norm : 1;
          clipped += norm > CLIP ? 1 : 0;

          rmsProp.update(parameters, gradient, norm, RATE);

          for (int n = 0; n < weights.length; n++) {
            double slope = scale * slopes[n];
            squares[n] = DECAY * squares[n] + (1 - DECAY) * slope * slope;
            weights[n] -= RATE * slope / (Math.sqrt(squares[n]) + EPSILON);
          }
          double[] updated = numbers(parameters);
          double[] meanSquares = numbers(rmsProp.memory().values().iterator().next());
          for (int n = 0; n < weights.length; n++) {
            assertThat(updated[n]).isCloseTo(weights[n], Offset.offset(2e-6));
            assertThat(meanSquares[n])
                .isCloseTo(squares[n], Offset.offset(1e-12 + 2e-6 * squares[n]));
          }
        }
        assertThat(clipped).isEqualTo(3);
      }
    }
  }

  @Test
  void aSlopeOfZeroMovesNothing() {
    NetworkShape shape = new NetworkShape(3, 4, 1);
    try (Workers workers = new Workers(1)) {
      // The least epsilon that options allow has to be more than 0 in single precision.
      RmsProp rmsProp = new RmsProp(Kernels.vector(), workers, shape, DECAY, 1e-30, CLIP);
      Parameters parameters = random(shape, new Random(1), 1);
      List<NamedTensor> before = parameters.tensors();

      rmsProp.update(parameters, Parameters.zeros(shape), 0, 1);

      assertThat(parameters.tensors()).isEqualTo(before);
    }
  }
}
