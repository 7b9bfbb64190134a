package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

class ForwardPassTest {
  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  private static Parameters parameters(NetworkShape shape) {
    Random random = new Random(4);
    float[] bias = new float[shape.features()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = (float) random.nextGaussian();
    }
    return Parameters.initial(shape, 9, bias);
  }

  /** Features of a song, layer by layer. */
  private static int[][] song(Random random, int features, int layers) {
    int[][] song = new int[layers][];
    for (int layer = 0; layer < layers; layer++) {
      song[layer] = random.ints(0, features).limit(random.nextInt(5)).distinct().sorted().toArray();
    }
    return song;
  }

  /** Windows that stand for stretches of songs, in order of falling length. */
  private static Batch batch(List<int[][]> windows) {
    int[] lengths = windows.stream().mapToInt(window -> window.length).toArray();
    int[] starts = new int[lengths.length == 0 ? 1 : Batch.offsets(lengths)[lengths[0]] + 1];
    List<Integer> active = new ArrayList<>();
    int row = 0;
    for (int step = 0; step < lengths[0]; step++) {
      for (int[][] window : windows) {
        if (step < window.length) {
          for (int feature : window[step]) {
            active.add(feature);
          }
          starts[++row] = active.size();
        }
      }
    }
    int[] all = active.stream().mapToInt(Integer::intValue).toArray();
    return new Batch(lengths, starts, all, starts, all);
  }

  private float[][] run(
      Kernel kernel, Parameters parameters, Batch batch, State state, int window) {
    ForwardPass forward =
        new ForwardPass(kernel, workers, parameters.shape(), batch.windows(), batch.rows());
    forward.run(parameters, batch, state);
    float[][] predicted = new float[batch.length(window)][parameters.shape().features()];
    for (int step = 0; step < predicted.length; step++) {
      forward.probabilities(batch.offset(step) + window, predicted[step]);
      for (int feature = 0; feature < predicted[step].length; feature++) {
        assertThat(forward.probability(batch.offset(step) + window, feature))
            .isEqualTo(predicted[step][feature]);
      }
    }
    return predicted;
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 6, 0", "3, 7, 70, 0", "2, 70, 34, 0", "1, 5, 6, 3", "1, 7, 140, 70"})
  void eachWindowOfABatchGetsTheBitsThatItGetsAlone(
      int layers, int units, int features, int nadeUnits) {
    NetworkShape shape = new NetworkShape(features, units, layers, nadeUnits);
    Parameters parameters = parameters(shape);
    for (Kernel kernel : List.of(Kernels.scalar(), Kernels.vector())) {
      Random random = new Random(layers);
      List<int[][]> windows = new ArrayList<>();
      for (int length : new int[] {101, 17, 17, 8, 3, 1, 1}) {
        windows.add(song(random, features, length));
      }
      for (int window = 0; window < windows.size(); window++) {
        State together = new State(shape, windows.size());
        float[][] predicted = run(kernel, parameters, batch(windows), together, window);
        State alone = new State(shape, 1);

        assertThat(run(kernel, parameters, batch(windows.subList(window, window + 1)), alone, 0))
            .isDeepEqualTo(predicted);
        State of = new State(shape, 1);
        of.copy(0, together, window);
        assertThat(of.toArray()).isEqualTo(alone.toArray());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 6, 0", "3, 70, 34, 0", "1, 5, 6, 3"})
  void twoWindowsWithTheirMemoryAreOneLongWindow(
      int layers, int units, int features, int nadeUnits) {
    NetworkShape shape = new NetworkShape(features, units, layers, nadeUnits);
    Parameters parameters = parameters(shape);
    int[][] song = song(new Random(7), features, 23);
    State whole = new State(shape, 1);
    float[][] predicted =
        run(Kernels.vector(), parameters, batch(List.<int[][]>of(song)), whole, 0);
    for (int cut : new int[] {1, 10, 22}) {
      State state = new State(shape, 1);
      int[][] first = Arrays.copyOfRange(song, 0, cut);
      int[][] second = Arrays.copyOfRange(song, cut, 23);

      assertThat(run(Kernels.vector(), parameters, batch(List.<int[][]>of(first)), state, 0))
          .isDeepEqualTo(Arrays.copyOfRange(predicted, 0, cut));
      assertThat(run(Kernels.vector(), parameters, batch(List.<int[][]>of(second)), state, 0))
          .isDeepEqualTo(Arrays.copyOfRange(predicted, cut, 23));
      assertThat(state.toArray()).isEqualTo(whole.toArray());
    }
  }

  @Test
  void theLikelihoodPassesOverFeaturesThatHaveValues() {
    boolean[] real = new boolean[21];
    Arrays.fill(real, 5, 17, true);
    NetworkShape shape = new NetworkShape(real.length, 4, 1);
    RandomBatch data = new RandomBatch(new Random(3), real, 9, 4);
    ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 2, 18);
    forward.run(parameters(shape), data.batch(), new State(shape, 2));

    Fit fit = forward.fit(data.batch());

    double nats = 0;
    double squares = 0;
    for (int window = 0; window < 2; window++) {
      for (int step = 0; step < data.batch().length(window); step++) {
        int row = data.batch().offset(step) + window;
        for (int feature = 0; feature < real.length; feature++) {
          double predicted = forward.probability(row, feature);
          double target = data.targets().get(window)[step][feature];
          squares += (predicted - target) * (predicted - target);
          nats -= real[feature] ? 0 : Math.log(target > 0 ? predicted : 1 - predicted);
        }
      }
    }
    assertThat(fit.nats()).isCloseTo(nats, Offset.offset(1e-6));
    assertThat(fit.squares()).isCloseTo(squares, Offset.offset(1e-6));
  }

  @Test
  void aBatchLargerThanItsRoomIsRefused() {
    NetworkShape shape = new NetworkShape(3, 4, 1);
    Batch batch = new RandomBatch(new Random(1), 3, 4, 2).batch();
    ForwardPass forward = new ForwardPass(Kernels.scalar(), workers, shape, 2, 5);

    assertThatThrownBy(() -> forward.run(parameters(shape), batch, new State(shape, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the batch is larger than the room made for it");
  }

  @Test
  void aSongThatIsForgottenLeavesTheOthersAlone() {
    NetworkShape shape = new NetworkShape(6, 5, 2);
    State state = new State(shape, 3);
    float[] numbers = new float[state.toArray().length];
    Arrays.fill(numbers, 1);
    state.set(numbers);
    State others = new State(shape, 1);
    others.copy(0, state, 0);

    state.reset(1);

    for (int song = 0; song < 3; song++) {
      State one = new State(shape, 1);
      one.copy(0, state, song);
      assertThat(one.toArray())
          .isEqualTo(song == 1 ? new State(shape, 1).toArray() : others.toArray());
    }
    assertThatThrownBy(() -> state.set(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a state of 3 songs does not have 7 numbers");
  }
}
