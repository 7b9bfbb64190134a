package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

class ParametersTest {
  private static NetworkShape shape(Random random) {
    return new NetworkShape(
        1 + random.nextInt(130),
        1 + random.nextInt(130),
        1 + random.nextInt(3),
        random.nextBoolean() ? 0 : 1 + random.nextInt(130));
  }

  private static Map<String, NamedTensor> random(NetworkShape shape, Random random) {
    Map<String, NamedTensor> tensors = new HashMap<>();
    Parameters.shapes(shape)
        .forEach(
            (name, sizes) -> {
              float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
              for (int n = 0; n < values.length; n++) {
                values[n] =
                    isFree(name, shape, n)
                        ? (float) ((1 + random.nextDouble()) * (random.nextBoolean() ? 1 : -1))
                        : 0;
              }
              tensors.put(name, new NamedTensor(name, sizes, values));
            });
    return tensors;
  }

  /** Whether a value of an array may be other than zero. */
  private static boolean isFree(String name, NetworkShape shape, int n) {
    return !name.equals("chain.direct") || n % shape.features() > n / shape.features();
  }

  @Test
  void whatGoesInUnderANameComesOutUnderIt() {
    Random random = new Random(1);
    for (int i = 0; i < 30; i++) {
      NetworkShape shape = shape(random);
      Map<String, NamedTensor> tensors = random(shape, random);

      List<NamedTensor> out = Parameters.of(shape, tensors).tensors();

      assertThat(out).containsExactlyInAnyOrderElementsOf(tensors.values());
      assertThat(out).extracting(NamedTensor::name).isSorted();
      long learnt = 0;
      for (NamedTensor tensor : out) {
        for (float value : tensor.values()) {
          learnt += value != 0 ? 1 : 0;
        }
      }
      assertThat(learnt).isEqualTo(shape.parameters());
    }
  }

  @Test
  void theArraysHaveTheirDocumentedShapes() {
    assertThat(Parameters.shapes(new NetworkShape(5, 7, 2)))
        .isEqualTo(
            Map.of(
                "lstm.0.input", List.of(5, 28),
                "lstm.0.recurrent", List.of(7, 28),
                "lstm.0.bias", List.of(28),
                "lstm.1.input", List.of(7, 28),
                "lstm.1.recurrent", List.of(7, 28),
                "lstm.1.bias", List.of(28),
                "output.kernel", List.of(7, 5),
                "output.bias", List.of(5)));
    assertThat(Parameters.shapes(new NetworkShape(5, 7, 1, 3)))
        .containsEntry("chain.direct", List.of(5, 5))
        .containsEntry("chain.input", List.of(5, 3))
        .containsEntry("chain.kernel", List.of(7, 3))
        .containsEntry("chain.bias", List.of(3))
        .containsEntry("chain.output", List.of(3, 5))
        .hasSize(10);
  }

  @Test
  void noTwoNumbersShareAPlace() {
    NetworkShape shape = new NetworkShape(66, 17, 2, 70);
    Map<String, NamedTensor> tensors = new HashMap<>();
    float next = 1;
    for (Map.Entry<String, List<Integer>> entry : Parameters.shapes(shape).entrySet()) {
      float[] values = new float[entry.getValue().stream().reduce(1, (a, b) -> a * b)];
      for (int n = 0; n < values.length; n++) {
        values[n] = isFree(entry.getKey(), shape, n) ? next++ : 0;
      }
      tensors.put(entry.getKey(), new NamedTensor(entry.getKey(), entry.getValue(), values));
    }
    Parameters parameters = Parameters.of(shape, tensors);

    List<Float> stored = new ArrayList<>();
    for (int layer = 0; layer < parameters.count(); layer++) {
      for (float value : parameters.panels(layer)) {
        if (value != 0) {
          stored.add(value);
        }
      }
    }
    assertThat(stored).doesNotHaveDuplicates().hasSize((int) shape.parameters());
  }

  @Test
  void paddingStaysZeroInTraining() {
    for (NetworkShape shape :
        List.of(
            new NetworkShape(3, 5, 1), new NetworkShape(66, 70, 2), new NetworkShape(64, 65, 1))) {
      try (Workers workers = new Workers(2)) {
        Random random = new Random(3);
        Parameters parameters = Parameters.initial(shape, 1, new float[shape.features()]);
        ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 3, 20);
        BackwardPass backward = new BackwardPass(forward, Loss.MSE);
        RmsProp rmsProp = new RmsProp(Kernels.vector(), workers, shape, 0.9, 1e-8, 1);
        State state = new State(shape, 3);
        List<NamedTensor> before = parameters.tensors();
        for (int n = 0; n < 5; n++) {
          Batch batch = new RandomBatch(random, shape.features(), 8, 6, 1).batch();
          forward.run(parameters, batch, state);
          backward.run();
          rmsProp.update(parameters, backward.gradient(), backward.norm(), 0.1);
        }

        assertThat(parameters.tensors()).isNotEqualTo(before);
        onlyNamedNumbers(parameters);
        onlyNamedNumbers(rmsProp.memory().values().iterator().next());
        onlyNamedNumbers(backward.gradient());
      }
    }
  }

  /** What is read back from the names alone is all that there is. */
  private static void onlyNamedNumbers(Parameters parameters) {
    Map<String, NamedTensor> tensors = new HashMap<>();
    parameters.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    Parameters unpadded = Parameters.of(parameters.shape(), tensors);
    for (int layer = 0; layer < parameters.count(); layer++) {
      assertThat(parameters.panels(layer)).isEqualTo(unpadded.panels(layer));
    }
  }

  @Test
  void initialWeightsAreSmallAndForgetGatesOpen() {
    NetworkShape shape = new NetworkShape(4, 100, 2);
    Parameters parameters = Parameters.initial(shape, 1, new float[] {1, 2, 3, 4});

    for (NamedTensor tensor : parameters.tensors()) {
      float[] values = tensor.values();
      if (tensor.name().equals("output.bias")) {
        assertThat(values).containsExactly(1, 2, 3, 4);
      } else if (tensor.name().endsWith(".bias")) {
        for (int n = 0; n < values.length; n++) {
          assertThat(values[n]).isEqualTo(n < 100 ? 1 : 0);
        }
      } else {
        double sum = 0;
        double largest = 0;
        for (float value : values) {
          sum += value;
          largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isBetween(0.097, 0.1);
        // The mean of n such numbers has a deviation of 0.1 / sqrt(3 n).
        assertThat(Math.abs(sum / values.length)).isLessThan(0.3 / Math.sqrt(3.0 * values.length));
      }
    }
    assertThat(Parameters.initial(shape, 1, new float[4]).tensors().get(1))
        .isEqualTo(parameters.tensors().get(1));
    assertThat(Parameters.initial(shape, 2, new float[4]).tensors().get(1))
        .isNotEqualTo(parameters.tensors().get(1));
  }

  @Test
  void anArrayThatIsMissingOrOfAnotherShapeIsRefused() {
    NetworkShape shape = new NetworkShape(3, 4, 1);
    Map<String, NamedTensor> tensors = random(shape, new Random(1));
    tensors.put("lstm.0.bias", new NamedTensor("lstm.0.bias", List.of(4, 4), new float[16]));
    assertThatThrownBy(() -> Parameters.of(shape, tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The array lstm.0.bias has the shape [4, 4], but the network needs [16].");

    tensors.remove("lstm.0.bias");
    assertThatThrownBy(() -> Parameters.of(shape, tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The array lstm.0.bias is missing.");
  }

  @Test
  void weightsFromAFeatureToItselfOrALowerOneAreRefused() {
    NetworkShape shape = new NetworkShape(3, 4, 1, 2);
    Parameters parameters = Parameters.of(shape, random(shape, new Random(1)));
    List<NamedTensor> before = parameters.tensors();
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column <= row; column++) {
        float[] values = new float[9];
        values[1] = 7;
        values[row * 3 + column] = -1e-9f;
        NamedTensor direct = new NamedTensor("chain.direct", List.of(3, 3), values);
        String message =
            "The array chain.direct is not zero at ["
                + row
                + ", "
                + column
                + "], on or below the diagonal.";

        assertThatThrownBy(() -> parameters.check(direct))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(message);
        assertThatThrownBy(() -> parameters.set(direct))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(message);
        assertThat(parameters.tensors()).isEqualTo(before);
      }
    }
    parameters.check(
        new NamedTensor("chain.direct", List.of(3, 3), new float[] {0, 7, 8, 0, 0, 9, 0, 0, 0}));
    assertThat(parameters.tensors()).isEqualTo(before);
  }

  @Test
  void aNetworkTooLargeForItsArraysIsRefused() {
    assertThatThrownBy(() -> new NetworkShape(1, 1 << 30, 1))
        .hasMessage("hiddenUnits is 1073741824, but has to be from 1 to 8192");
    assertThatThrownBy(() -> new NetworkShape(1, 1, Integer.MAX_VALUE))
        .hasMessage("hiddenLayers is 2147483647, but has to be from 1 to 16");
    assertThatThrownBy(() -> new NetworkShape(0, 1, 1))
        .hasMessage("features is 0, but has to be from 1 to 4096");
  }
}
