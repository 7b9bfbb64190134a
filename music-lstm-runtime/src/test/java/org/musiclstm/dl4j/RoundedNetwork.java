package org.musiclstm.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;

/**
 * Forward and backward pass and RMSProp, written down from the formulas, with a bound of what
 * single precision may be off in each number.
 */
final class RoundedNetwork {
  private final NetworkShape shape;
  private final Map<String, Rounded[]> arrays = new TreeMap<>();
  private final Map<String, List<List<Rounded>>> slopes = new TreeMap<>();
  private final Map<String, Rounded[]> meanSquares = new TreeMap<>();
  private final List<Rounded> losses = new ArrayList<>();

  RoundedNetwork(Parameters parameters) {
    this.shape = parameters.shape();
    for (NamedTensor tensor : parameters.tensors()) {
      Rounded[] values = new Rounded[tensor.values().length];
      List<List<Rounded>> terms = new ArrayList<>();
      for (int n = 0; n < values.length; n++) {
        values[n] = Rounded.exact(tensor.values()[n]);
        terms.add(new ArrayList<>());
      }
      arrays.put(tensor.name(), values);
      slopes.put(tensor.name(), terms);
    }
  }

  Rounded[] array(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /** What the gradient of each number of an array is the sum of. */
  private List<List<Rounded>> terms(String name) {
    return Objects.requireNonNull(slopes.get(name), name);
  }

  /** What one LSTM layer did at one step of one window. */
  private record Cell(
      Rounded[] x,
      Rounded[] before,
      Rounded[] cellBefore,
      Rounded[] forget,
      Rounded[] input,
      Rounded[] candidate,
      Rounded[] output,
      Rounded[] cell,
      Rounded[] squashed,
      Rounded[] h) {}

  /** What is remembered of a window: outputs and cell states, {@code [layers][units]}. */
  record Memory(Rounded[][] outputs, Rounded[][] cells) {
    static Memory empty(NetworkShape shape) {
      return new Memory(
          zeros(shape.hiddenLayers(), shape.hiddenUnits()),
          zeros(shape.hiddenLayers(), shape.hiddenUnits()));
    }

    private static Rounded[][] zeros(int rows, int columns) {
      Rounded[][] zeros = new Rounded[rows][columns];
      for (Rounded[] row : zeros) {
        Arrays.fill(row, Rounded.ZERO);
      }
      return zeros;
    }
  }

  /** What is predicted of each layer of a window, whose memory goes on; gradients are added up. */
  Rounded[][] run(double[][] inputs, double[][] targets, Memory memory, Loss loss, double scale) {
    int layers = shape.hiddenLayers();
    Cell[][] cells = new Cell[inputs.length][layers];
    Rounded[][] predicted = new Rounded[inputs.length][];
    for (int step = 0; step < inputs.length; step++) {
      Rounded[] x = exact(inputs[step]);
      for (int layer = 0; layer < layers; layer++) {
        cells[step][layer] = cell(layer, x, memory.outputs[layer], memory.cells[layer]);
        memory.outputs[layer] = cells[step][layer].h;
        memory.cells[layer] = cells[step][layer].cell;
        x = memory.outputs[layer];
      }
      predicted[step] = product(x, "output.kernel", array("output.bias"), shape.features());
      for (int n = 0; n < predicted[step].length; n++) {
        predicted[step][n] = predicted[step][n].sigmoid();
      }
    }
    back(cells, predicted, targets, loss, scale);
    return predicted;
  }

  private static Rounded[] exact(double[] values) {
    return Arrays.stream(values).mapToObj(Rounded::exact).toArray(Rounded[]::new);
  }

  private Rounded[] product(Rounded[] x, String matrix, Rounded[] start, int columns) {
    Rounded[] sums = new Rounded[columns];
    for (int column = 0; column < columns; column++) {
      List<Rounded> terms = new ArrayList<>(List.of(start[column]));
      for (int row = 0; row < x.length; row++) {
        terms.add(x[row].times(array(matrix)[row * columns + column]));
      }
      sums[column] = Rounded.sum(terms);
    }
    return sums;
  }

  private Cell cell(int layer, Rounded[] x, Rounded[] before, Rounded[] cellBefore) {
    int units = shape.hiddenUnits();
    String prefix = "lstm." + layer + ".";
    Rounded[] z = product(x, prefix + "input", array(prefix + "bias"), 4 * units);
    z = product(before, prefix + "recurrent", z, 4 * units);
    Cell cell =
        new Cell(
            x,
            before,
            cellBefore,
            new Rounded[units],
            new Rounded[units],
            new Rounded[units],
            new Rounded[units],
            new Rounded[units],
            new Rounded[units],
            new Rounded[units]);
    for (int n = 0; n < units; n++) {
      cell.forget[n] = z[n].sigmoid();
      cell.input[n] = z[units + n].sigmoid();
      cell.candidate[n] = z[2 * units + n].tanh();
      cell.output[n] = z[3 * units + n].sigmoid();
      cell.cell[n] =
          cell.forget[n].times(cellBefore[n]).plus(cell.input[n].times(cell.candidate[n]));
      cell.squashed[n] = cell.cell[n].tanh();
      cell.h[n] = cell.output[n].times(cell.squashed[n]);
    }
    return cell;
  }

  private void back(
      Cell[][] cells, Rounded[][] predicted, double[][] targets, Loss loss, double scale) {
    int units = shape.hiddenUnits();
    int layers = shape.hiddenLayers();
    Memory gradient = Memory.empty(shape);
    for (int step = predicted.length - 1; step >= 0; step--) {
      Rounded[] slope = new Rounded[shape.features()];
      for (int n = 0; n < slope.length; n++) {
        slope[n] = slope(predicted[step][n], Rounded.exact(targets[step][n]), loss).times(scale);
      }
      Rounded[] h = cells[step][layers - 1].h;
      Rounded[] down = weights("output.kernel", "output.bias", h, slope);
      for (int layer = layers - 1; layer >= 0; layer--) {
        Cell cell = cells[step][layer];
        Rounded[] z = new Rounded[4 * units];
        for (int n = 0; n < units; n++) {
          Rounded dh = down[n].plus(gradient.outputs[layer][n]);
          Rounded squashed = cell.squashed[n];
          Rounded dc =
              dh.times(cell.output[n])
                  .times(Rounded.ONE.minus(squashed.times(squashed)))
                  .plus(gradient.cells[layer][n]);
          z[n] = dc.times(cell.cellBefore[n]).times(ofSigmoid(cell.forget[n]));
          z[units + n] = dc.times(cell.candidate[n]).times(ofSigmoid(cell.input[n]));
          z[2 * units + n] =
              dc.times(cell.input[n])
                  .times(Rounded.ONE.minus(cell.candidate[n].times(cell.candidate[n])));
          z[3 * units + n] = dh.times(squashed).times(ofSigmoid(cell.output[n]));
          gradient.cells[layer][n] = dc.times(cell.forget[n]);
        }
        String prefix = "lstm." + layer + ".";
        down = weights(prefix + "input", prefix + "bias", cell.x, z);
        gradient.outputs[layer] = weights(prefix + "recurrent", "", cell.before, z);
      }
    }
  }

  private static Rounded ofSigmoid(Rounded sigmoid) {
    return sigmoid.times(Rounded.ONE.minus(sigmoid));
  }

  /** The slope of the loss by the sum that the prediction is the sigmoid of. */
  private Rounded slope(Rounded predicted, Rounded target, Loss loss) {
    Rounded error = predicted.minus(target);
    switch (loss) {
      case MSE -> losses.add(error.times(error));
      case BCE ->
          losses.add(
              target
                  .times(predicted.log())
                  .plus(Rounded.ONE.minus(target).times(Rounded.ONE.minus(predicted).log()))
                  .times(-1));
    }
    // Deeplearning4j divides by the slope of the sigmoid and multiplies by it again.
    return loss == Loss.MSE
        ? error.times(2).times(ofSigmoid(predicted))
        : error.over(ofSigmoid(predicted)).times(ofSigmoid(predicted));
  }

  /** Adds to the gradients of weights, and gives that of what they are multiplied by. */
  private Rounded[] weights(String matrix, String bias, Rounded[] x, Rounded[] slope) {
    Rounded[] down = new Rounded[x.length];
    for (int row = 0; row < x.length; row++) {
      List<Rounded> terms = new ArrayList<>();
      for (int column = 0; column < slope.length; column++) {
        int at = row * slope.length + column;
        terms.add(slope[column].times(array(matrix)[at]));
        terms(matrix).get(at).add(x[row].times(slope[column]));
      }
      down[row] = Rounded.sum(terms);
    }
    for (int column = 0; column < slope.length && !bias.isEmpty(); column++) {
      terms(bias).get(column).add(slope[column]);
    }
    return down;
  }

  /** The gradient of an array over all windows that were run. */
  Rounded[] gradient(String name) {
    return terms(name).stream().map(Rounded::sum).toArray(Rounded[]::new);
  }

  /** Moves the arrays by RMSProp, and begins the gradient anew. */
  void update(double rate, double decay, double epsilon, double clipNorm) {
    List<Rounded> squares = new ArrayList<>();
    for (String name : arrays.keySet()) {
      for (Rounded slope : gradient(name)) {
        squares.add(slope.times(slope));
      }
    }
    Rounded norm = Rounded.sum(squares).root();
    boolean clips = norm.value() > clipNorm;
    for (Map.Entry<String, Rounded[]> array : arrays.entrySet()) {
      Rounded[] values = array.getValue();
      Rounded[] mean =
          meanSquares.computeIfAbsent(
              array.getKey(),
              name -> {
                Rounded[] zeros = new Rounded[values.length];
                Arrays.fill(zeros, Rounded.ZERO);
                return zeros;
              });
      Rounded[] gradient = gradient(array.getKey());
      for (int n = 0; n < values.length; n++) {
        Rounded slope = clips ? gradient[n].times(clipNorm).over(norm) : gradient[n];
        mean[n] = mean[n].times(decay).plus(slope.times(slope).times(1 - decay));
        Rounded step = slope.times(rate).over(mean[n].root().plus(Rounded.exact(epsilon)));
        // No step is larger, whatever the slope.
        double most = rate / Math.sqrt(1 - decay);
        values[n] = values[n].minus(new Rounded(step.value(), Math.min(step.error(), 2 * most)));
      }
      terms(array.getKey()).forEach(List::clear);
    }
    losses.clear();
  }

  Rounded meanSquare(String name, int index) {
    return Objects.requireNonNull(meanSquares.get(name), name)[index];
  }

  /** The sum of the losses of all features of all layers that were run. */
  Rounded loss() {
    return Rounded.sum(losses);
  }
}
