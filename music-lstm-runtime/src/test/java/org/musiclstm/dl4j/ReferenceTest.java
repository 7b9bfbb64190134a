package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Descent;
import org.musiclstm.network.Dropout;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Forward;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.network.Learner;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.RandomBatch;
import org.musiclstm.network.State;

/**
 * Holds the network to Deeplearning4j. What may differ is predicted by {@link Rounded}, operation
 * by operation, and by nothing else.
 */
@ExtendWith(Nd4jForThisMachine.class)
class ReferenceTest {
  private static final int FEATURES = 5;
  private static final double RATE = 0.01;

  /** Large enough that it matters whether it is added to the root or under it. */
  private static final double EPSILON = 1e-3;

  private static Workers workers;
  private static Engine jvm;
  private static Engine dl4j;

  @BeforeAll
  static void start() {
    workers = new Workers(1);
    jvm = new JvmEngine(Kernels.best(), workers);
    dl4j = Dl4jEngine.start(workers);
  }

  @AfterAll
  static void stop() {
    workers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, MSE, 6, false",
    "1, 8, BCE, 6, false",
    "2, 4, MSE, 5, false",
    "1, 4, MSE, 6 6 6, false",
    "2, 3, BCE, 4 4, false",
    "1, 5, MSE, 7 4 4 1, false",
    "2, 4, BCE, 6 3 3 2, false",
    "1, 4, MSE, 6 4, true",
    "2, 3, BCE, 5 2, true",
  })
  void outputsLossGradientsAndMemoryAreThoseOfDeeplearning4j(
      int layers, int units, Loss loss, String lengths, boolean hasVelocities) {
    NetworkShape shape = new NetworkShape(FEATURES, units, layers);
    Random random = new Random(7);
    Parameters parameters = parameters(random, shape);
    boolean[] real = new boolean[FEATURES];
    Arrays.fill(real, 0, 2, hasVelocities);
    RandomBatch first = new RandomBatch(random, real, lengths(lengths));
    RandomBatch second = new RandomBatch(random, real, lengths(lengths));
    List<State> states = new ArrayList<>();
    List<Learner> learners = new ArrayList<>();
    for (Engine engine : List.of(jvm, dl4j)) {
      Learner learner = learner(engine, shape, first.batch(), loss);
      State state = new State(shape, first.batch().windows());
      // Windows have a memory to begin from.
      learner.run(parameters, first.batch(), state, Dropout.NONE);
      learners.add(learner);
      states.add(state);
    }
    List<RoundedNetwork.Memory> memories = new ArrayList<>();
    RoundedNetwork warm = new RoundedNetwork(parameters);
    RoundedNetwork bounds = new RoundedNetwork(parameters);
    double scale = 1.0 / (second.batch().rows() * FEATURES);
    List<Rounded[][]> predicted = new ArrayList<>();
    for (int window = 0; window < first.batch().windows(); window++) {
      RoundedNetwork.Memory memory = RoundedNetwork.Memory.empty(shape);
      double[][] targets = first.targets().get(window);
      warm.run(first.inputs().get(window), targets, memory, loss, scale);
      memories.add(memory);
    }
    checkMemory(shape, states, memories);
    for (int n = 0; n < 2; n++) {
      Forward forward = learners.get(n).forward();
      State copy = copy(shape, states.get(n));
      forward.run(parameters, second.batch(), copy);
      if (n == 0) {
        for (int window = 0; window < memories.size(); window++) {
          double[][] inputs = second.inputs().get(window);
          double[][] targets = second.targets().get(window);
          predicted.add(bounds.run(inputs, targets, memories.get(window), loss, scale));
        }
      }
      checkOutputs(forward, second.batch(), predicted);
    }

    for (int n = 0; n < 2; n++) {
      Fit fit = learners.get(n).run(parameters, second.batch(), states.get(n), Dropout.NONE);
      Rounded expected = bounds.loss().times(scale);
      assertThat(fit.loss(loss)).isCloseTo(expected.value(), within(expected));
    }
    checkMemory(shape, states, memories);
    double squares = 0;
    double error = 0;
    for (NamedTensor tensor : learners.get(0).gradient().tensors()) {
      float[] other = learners.get(1).gradient().tensor(tensor.name()).values();
      Rounded[] expected = bounds.gradient(tensor.name());
      for (int n = 0; n < other.length; n++) {
        assertThat((double) tensor.values()[n])
            .as("%s[%s] of jvm", tensor.name(), n)
            .isCloseTo(expected[n].value(), within(expected[n]));
        assertThat((double) other[n])
            .as("%s[%s] of dl4j", tensor.name(), n)
            .isCloseTo(expected[n].value(), within(expected[n]));
        squares += expected[n].value() * expected[n].value();
        error += expected[n].error();
      }
    }
    double norm = Math.sqrt(squares);
    // A bound that is wide holds nothing.
    assertThat(error / shape.parameters()).isLessThan(1e-4 * norm);
    for (Learner learner : learners) {
      assertThat(learner.norm()).isCloseTo(norm, Offset.offset(error));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, MSE, 1", "2, BCE, 1", "1, MSE, 0.01"})
  void parametersAreThoseOfDeeplearning4jAfterUpdates(int layers, Loss loss, double clipNorm) {
    NetworkShape shape = new NetworkShape(FEATURES, 4, layers);
    Random random = new Random(3);
    Parameters initial = parameters(random, shape);
    List<RandomBatch> batches = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      batches.add(new RandomBatch(random, FEATURES, 6, 4));
    }
    List<Parameters> trained = new ArrayList<>();
    List<Parameters> squares = new ArrayList<>();
    for (Engine engine : List.of(jvm, dl4j)) {
      Parameters parameters = Parameters.zeros(shape);
      parameters.set(initial);
      Descent descent = new Descent(loss, 0.9, EPSILON, clipNorm);
      Learner learner = engine.learner(shape, 2, 12, descent);
      State state = new State(shape, 2);
      for (RandomBatch batch : batches) {
        learner.run(parameters, batch.batch(), state, Dropout.NONE);
        learner.update(parameters, learner.gradient(), learner.norm(), RATE);
      }
      trained.add(parameters);
      squares.add(learner.optimizerMemory().values().iterator().next());
    }
    RoundedNetwork bounds = new RoundedNetwork(initial);
    List<RoundedNetwork.Memory> memories =
        List.of(RoundedNetwork.Memory.empty(shape), RoundedNetwork.Memory.empty(shape));
    for (RandomBatch batch : batches) {
      double scale = 1.0 / (batch.batch().rows() * FEATURES);
      for (int window = 0; window < 2; window++) {
        double[][] inputs = batch.inputs().get(window);
        double[][] targets = batch.targets().get(window);
        bounds.run(inputs, targets, memories.get(window), loss, scale);
      }
      bounds.update(RATE, 0.9, EPSILON, clipNorm);
    }

    double moved = 0;
    double error = 0;
    for (NamedTensor tensor : initial.tensors()) {
      Rounded[] expected = bounds.array(tensor.name());
      for (int n = 0; n < expected.length; n++) {
        for (Parameters parameters : trained) {
          assertThat((double) parameters.tensor(tensor.name()).values()[n])
              .as("%s[%s]", tensor.name(), n)
              .isCloseTo(expected[n].value(), within(expected[n]));
        }
        Rounded square = bounds.meanSquare(tensor.name(), n);
        for (Parameters parameters : squares) {
          assertThat((double) parameters.tensor(tensor.name()).values()[n])
              .isCloseTo(square.value(), within(square));
        }
        moved += Math.abs(expected[n].value() - tensor.values()[n]);
        error += expected[n].error();
      }
    }
    assertThat(error).isLessThan(0.01 * moved);
  }

  @Test
  void whatIsLeftOutIsTheSame() {
    NetworkShape shape = new NetworkShape(FEATURES, 6, 2);
    Random random = new Random(5);
    Parameters parameters = parameters(random, shape);
    Dropout dropout = new Dropout(0.5, 0.4, 9, 3);
    RandomBatch batch = new RandomBatch(random, FEATURES, 6, 6, 3, 2);
    List<Learner> learners = new ArrayList<>();
    List<State> states = new ArrayList<>();
    List<Fit> fits = new ArrayList<>();
    for (Engine engine : List.of(jvm, dl4j)) {
      Learner learner = learner(engine, shape, batch.batch(), Loss.MSE);
      State state = new State(shape, 4);
      fits.add(learner.run(parameters, batch.batch(), state, dropout));
      learners.add(learner);
      states.add(state);
    }

    // What stays is multiplied by 1 / 0.5 on its way up and by 1 / 0.6 on its way to the next step,
    // in two layers: so are errors, at most, and so is what they are a share of.
    double most = Math.pow(1 / (0.5 * 0.6), 2);
    Errors errors = errors(shape, parameters, batch);
    Offset<Double> near = Offset.offset(most * errors.gradient);
    assertThat(fits.get(1).loss()).isCloseTo(fits.get(0).loss(), near);
    for (NamedTensor tensor : learners.get(0).gradient().tensors()) {
      float[] other = learners.get(1).gradient().tensor(tensor.name()).values();
      for (int n = 0; n < other.length; n++) {
        assertThat((double) other[n])
            .as("%s[%s]", tensor.name(), n)
            .isCloseTo(tensor.values()[n], near);
      }
    }
    assertThat(learners.get(0).norm()).isGreaterThan(1000 * most * errors.gradient);
    float[] mine = states.get(0).toArray();
    float[] others = states.get(1).toArray();
    for (int n = 0; n < mine.length; n++) {
      assertThat((double) others[n]).isCloseTo(mine[n], Offset.offset(most * errors.memory));
    }
  }

  /** The largest errors of any gradient, and of any number that is remembered. */
  private record Errors(double gradient, double memory) {}

  /** The errors without dropout. */
  private static Errors errors(NetworkShape shape, Parameters parameters, RandomBatch batch) {
    RoundedNetwork bounds = new RoundedNetwork(parameters);
    double scale = 1.0 / (batch.batch().rows() * FEATURES);
    double ofMemory = 0;
    for (int window = 0; window < batch.batch().windows(); window++) {
      RoundedNetwork.Memory memory = RoundedNetwork.Memory.empty(shape);
      bounds.run(batch.inputs().get(window), batch.targets().get(window), memory, Loss.MSE, scale);
      for (Rounded[][] numbers : List.of(memory.outputs(), memory.cells())) {
        for (Rounded[] layer : numbers) {
          for (Rounded number : layer) {
            ofMemory = Math.max(ofMemory, number.error());
          }
        }
      }
    }
    double ofGradient = bounds.loss().times(scale).error();
    for (String name : Parameters.shapes(shape).keySet()) {
      for (Rounded slope : bounds.gradient(name)) {
        ofGradient = Math.max(ofGradient, slope.error());
      }
    }
    return new Errors(ofGradient, ofMemory);
  }

  private static void checkOutputs(Forward forward, Batch batch, List<Rounded[][]> predicted) {
    float[] probabilities = new float[FEATURES];
    for (int window = 0; window < predicted.size(); window++) {
      for (int step = 0; step < predicted.get(window).length; step++) {
        forward.probabilities(batch.offset(step) + window, probabilities);
        for (int n = 0; n < FEATURES; n++) {
          Rounded expected = predicted.get(window)[step][n];
          assertThat(expected.error()).isLessThan(1e-4);
          assertThat((double) probabilities[n])
              .as("feature %s of layer %s of window %s", n, step, window)
              .isCloseTo(expected.value(), within(expected));
        }
      }
    }
  }

  private static void checkMemory(
      NetworkShape shape, List<State> states, List<RoundedNetwork.Memory> memories) {
    float[] output = new float[shape.hiddenUnits()];
    float[] cell = new float[shape.hiddenUnits()];
    for (int window = 0; window < memories.size(); window++) {
      for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
        for (State state : states) {
          state.get(window, layer, output, cell);
          for (int n = 0; n < output.length; n++) {
            Rounded h = memories.get(window).outputs()[layer][n];
            Rounded c = memories.get(window).cells()[layer][n];
            assertThat((double) output[n]).isCloseTo(h.value(), within(h));
            assertThat((double) cell[n]).isCloseTo(c.value(), within(c));
          }
        }
      }
    }
  }

  private static State copy(NetworkShape shape, State state) {
    State copy = new State(shape, state.songs());
    copy.set(state.toArray());
    return copy;
  }

  private static Learner learner(Engine engine, NetworkShape shape, Batch batch, Loss loss) {
    Descent descent = new Descent(loss, 0.9, EPSILON, 1);
    return engine.learner(shape, batch.windows(), batch.rows(), descent);
  }

  private static Offset<Double> within(Rounded number) {
    return Offset.offset(number.error());
  }

  private static int[] lengths(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static Parameters parameters(Random random, NetworkShape shape) {
    float[] bias = new float[FEATURES];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = (float) random.nextGaussian();
    }
    return Parameters.initial(shape, 3, bias);
  }
}
