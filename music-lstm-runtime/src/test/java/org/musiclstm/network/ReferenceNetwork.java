package org.musiclstm.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The network in double precision, written down from the formulas and nothing else. */
final class ReferenceNetwork {
  private final NetworkShape shape;
  private final Map<String, double[]> arrays = new LinkedHashMap<>();

  ReferenceNetwork(Parameters parameters) {
    this.shape = parameters.shape();
    for (NamedTensor tensor : parameters.tensors()) {
      double[] values = new double[tensor.values().length];
      for (int n = 0; n < values.length; n++) {
        values[n] = tensor.values()[n];
      }
      arrays.put(tensor.name(), values);
    }
  }

  /** An array by its name outside the program; changes of it change the network. */
  double[] array(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /**
   * The loss over all layers of all windows, each from a given state.
   *
   * @param inputs for each window its input layers, {@code [layers][features]}
   * @param targets as inputs
   * @param outputs for each window the outputs before it, {@code [hidden layers][units]}
   * @param cells for each window the cell states before it
   */
  double loss(
      Loss loss,
      List<double[][]> inputs,
      List<double[][]> targets,
      List<double[][]> outputs,
      List<double[][]> cells) {
    double sum = 0;
    int layers = 0;
    for (int window = 0; window < inputs.size(); window++) {
      double[][] known = targets.get(window);
      double[][] predicted = run(inputs.get(window), known, outputs.get(window), cells.get(window));
      for (int step = 0; step < predicted.length; step++) {
        for (int feature = 0; feature < shape.features(); feature++) {
          sum += loss(loss, predicted[step][feature], known[step][feature]);
        }
      }
      layers += predicted.length;
    }
    return sum / ((double) layers * shape.features());
  }

  private static double loss(Loss loss, double predicted, double known) {
    return switch (loss) {
      case MSE -> (predicted - known) * (predicted - known);
      case BCE -> -known * Math.log(predicted) - (1 - known) * Math.log(1 - predicted);
    };
  }

  /**
   * What is predicted of each layer of a window.
   *
   * @param targets the layers that are to be predicted, of which an autoregressive output knows the
   *     lower part
   */
  double[][] run(
      double[][] inputs, double[][] targets, double[][] startOutputs, double[][] startCells) {
    int units = shape.hiddenUnits();
    double[][] h = copy(startOutputs);
    double[][] c = copy(startCells);
    double[][] predicted = new double[inputs.length][];
    for (int step = 0; step < inputs.length; step++) {
      double[] x = inputs[step];
      for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
        double[] z = array("lstm." + layer + ".bias").clone();
        add(z, x, array("lstm." + layer + ".input"));
        add(z, h[layer], array("lstm." + layer + ".recurrent"));
        for (int unit = 0; unit < units; unit++) {
          double forget = sigmoid(z[unit]);
          double input = sigmoid(z[units + unit]);
          double candidate = Math.tanh(z[2 * units + unit]);
          double output = sigmoid(z[3 * units + unit]);
          c[layer][unit] = forget * c[layer][unit] + input * candidate;
          h[layer][unit] = output * Math.tanh(c[layer][unit]);
        }
        x = h[layer];
      }
      double[] y = array("output.bias").clone();
      add(y, x, array("output.kernel"));
      if (shape.isChained()) {
        addChain(y, x, targets[step]);
      }
      for (int feature = 0; feature < y.length; feature++) {
        y[feature] = sigmoid(y[feature]);
      }
      predicted[step] = y;
    }
    return predicted;
  }

  /** What the lower features of the layer itself, and the chain's hidden units, say. */
  private void addChain(double[] y, double[] top, double[] layer) {
    int nadeUnits = shape.nadeUnits();
    double[] sums = array("chain.bias").clone();
    add(sums, top, array("chain.kernel"));
    for (int feature = 0; feature < y.length; feature++) {
      for (int lower = 0; lower < feature; lower++) {
        y[feature] += layer[lower] * array("chain.direct")[lower * y.length + feature];
      }
      for (int unit = 0; unit < nadeUnits; unit++) {
        double weight = array("chain.output")[unit * y.length + feature];
        y[feature] += Math.tanh(sums[unit]) * weight;
      }
      for (int unit = 0; unit < nadeUnits; unit++) {
        sums[unit] += layer[feature] * array("chain.input")[feature * nadeUnits + unit];
      }
    }
  }

  private static void add(double[] sum, double[] vector, double[] matrix) {
    for (int row = 0; row < vector.length; row++) {
      for (int column = 0; column < sum.length; column++) {
        sum[column] += vector[row] * matrix[row * sum.length + column];
      }
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[][] copy(double[][] source) {
    double[][] copy = new double[source.length][];
    for (int n = 0; n < source.length; n++) {
      copy[n] = source[n].clone();
    }
    return copy;
  }
}
