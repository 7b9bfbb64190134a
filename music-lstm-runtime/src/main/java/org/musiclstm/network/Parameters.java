package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.RandomStream;

/**
 * Everything a network learns, or anything of the same form such as its gradient.
 *
 * <p>Each LSTM layer, and the output, is one array in the panels that the {@link
 * org.musiclstm.kernel.Kernel} reads: in every panel a bias row, a row for each input and, in an
 * LSTM layer, a row for each of its own units. Units and features are filled up with zeros to whole
 * panels; the zeros stay zero. Under their own names and without padding, the arrays are
 *
 * <ul>
 *   <li>{@code lstm.N.input} {@code [inputs, 4 * units]}
 *   <li>{@code lstm.N.recurrent} {@code [units, 4 * units]}
 *   <li>{@code lstm.N.bias} {@code [4 * units]}
 *   <li>{@code output.kernel} {@code [units, features]}
 *   <li>{@code output.bias} {@code [features]}
 * </ul>
 *
 * where the {@code 4 * units} columns are the forget, input, candidate and output gates of all
 * units, in this order.
 */
public final class Parameters {
  private final NetworkShape shape;
  private final float[][] arrays;

  private Parameters(NetworkShape shape, float[][] arrays) {
    this.shape = shape;
    this.arrays = arrays;
  }

  /** Parameters that are all zero. */
  public static Parameters zeros(NetworkShape shape) {
    float[][] arrays = new float[shape.hiddenLayers() + 1][];
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      arrays[layer] = new float[lstmPanels(shape) * lstmRows(shape, layer) * WIDTH];
    }
    arrays[shape.hiddenLayers()] = new float[outputPanels(shape) * outputRows(shape) * WIDTH];
    return new Parameters(shape, arrays);
  }

  /** How many numbers parameters of a shape take in memory, padding included. */
  static long size(NetworkShape shape) {
    long size = (long) outputPanels(shape) * outputRows(shape) * WIDTH;
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      size += (long) lstmPanels(shape) * lstmRows(shape, layer) * WIDTH;
    }
    return size;
  }

  /**
   * Parameters to begin training with: weights uniform in {@code ±1 / sqrt(units)}, the bias of the
   * forget gate 1 (Jozefowicz, Zaremba and Sutskever 2015), the bias of the output as given, other
   * biases 0.
   *
   * @param outputBias what the output tells before it has learnt anything, {@code [features]}
   */
  public static Parameters initial(NetworkShape shape, long seed, float[] outputBias) {
    Parameters parameters = zeros(shape);
    int units = shape.hiddenUnits();
    double limit = 1 / Math.sqrt(units);
    shapes(shape)
        .forEach(
            (name, sizes) -> {
              Values at = parameters.values(name);
              if (name.equals("output.bias")) {
                for (int n = 0; n < shape.features(); n++) {
                  at.set(n, outputBias[n]);
                }
              } else if (name.endsWith(".bias")) {
                for (int n = 0; n < units; n++) {
                  at.set(n, 1f);
                }
              } else {
                RandomStream random = new RandomStream(seed, name, 0);
                for (int n = 0; n < sizes.get(0) * sizes.get(1); n++) {
                  at.set(n, (float) ((2 * random.nextDouble() - 1) * limit));
                }
              }
            });
    return parameters;
  }

  /**
   * Parameters from arrays by name.
   *
   * @throws IllegalArgumentException when an array is missing or has another shape
   */
  public static Parameters of(NetworkShape shape, Map<String, NamedTensor> tensors) {
    Parameters parameters = zeros(shape);
    for (String name : shapes(shape).keySet()) {
      NamedTensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("The array " + name + " is missing.");
      }
      parameters.set(tensor);
    }
    return parameters;
  }

  /**
   * Takes over the values of an array.
   *
   * @throws IllegalArgumentException when there is none of its name, or it has another shape
   */
  public void set(NamedTensor tensor) {
    List<Integer> sizes = shapes(shape).get(tensor.name());
    if (!tensor.shape().equals(sizes)) {
      throw new IllegalArgumentException(
          "The array "
              + tensor.name()
              + " has the shape "
              + tensor.shape()
              + ", but the network needs "
              + sizes
              + ".");
    }
    Values at = values(tensor.name());
    for (int n = 0; n < tensor.values().length; n++) {
      at.set(n, tensor.values()[n]);
    }
  }

  /**
   * An array by its name, without padding.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public NamedTensor tensor(String name) {
    List<Integer> sizes = shapes(shape).get(name);
    if (sizes == null) {
      throw new IllegalArgumentException("There is no array " + name + ".");
    }
    float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
    Values at = values(name);
    for (int n = 0; n < values.length; n++) {
      values[n] = at.get(n);
    }
    return new NamedTensor(name, sizes, values);
  }

  /** The shape of every array by name, in fixed order. */
  public static SortedMap<String, List<Integer>> shapes(NetworkShape shape) {
    SortedMap<String, List<Integer>> shapes = new TreeMap<>();
    int units = shape.hiddenUnits();
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      String prefix = "lstm." + layer + ".";
      shapes.put(prefix + "input", List.of(layer == 0 ? shape.features() : units, 4 * units));
      shapes.put(prefix + "recurrent", List.of(units, 4 * units));
      shapes.put(prefix + "bias", List.of(4 * units));
    }
    shapes.put("output.kernel", List.of(units, shape.features()));
    shapes.put("output.bias", List.of(shape.features()));
    return shapes;
  }

  /** The arrays by name, without padding, in fixed order. */
  public List<NamedTensor> tensors() {
    return shapes(shape).keySet().stream().map(this::tensor).toList();
  }

  /** Takes over all values of parameters of the same shape. */
  public void set(Parameters other) {
    for (int n = 0; n < arrays.length; n++) {
      System.arraycopy(other.arrays[n], 0, arrays[n], 0, arrays[n].length);
    }
  }

  /** The size of the network that these parameters are for. */
  public NetworkShape shape() {
    return shape;
  }

  /** How many arrays there are: one an LSTM layer, and the output. */
  int count() {
    return arrays.length;
  }

  /** The panels of an LSTM layer, or with the number of the last layer plus one, of the output. */
  float[] panels(int layer) {
    return arrays[layer];
  }

  /** The panels of the output. */
  float[] output() {
    return arrays[arrays.length - 1];
  }

  /** Hidden units, filled up to whole panels. */
  static int paddedUnits(NetworkShape shape) {
    return roundUp(shape.hiddenUnits());
  }

  /** How many values a layer gets from below: features, or the padded units of the layer there. */
  static int inputs(NetworkShape shape, int layer) {
    return layer == 0 ? shape.features() : paddedUnits(shape);
  }

  static int lstmPanels(NetworkShape shape) {
    return paddedUnits(shape) / UNITS;
  }

  /** Rows of a panel of an LSTM layer. */
  static int lstmRows(NetworkShape shape, int layer) {
    return 1 + inputs(shape, layer) + paddedUnits(shape);
  }

  static int outputPanels(NetworkShape shape) {
    return roundUp(shape.features()) / WIDTH;
  }

  /** Rows of a panel of the output. */
  static int outputRows(NetworkShape shape) {
    return 1 + paddedUnits(shape);
  }

  private static int roundUp(int size) {
    return (size + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** Access to one array as it is outside the program. */
  private interface Values {
    float get(int index);

    void set(int index, float value);
  }

  private Values values(String name) {
    String[] words = name.split("\\.", -1);
    return words[0].equals("output")
        ? new FeatureColumns(words[1].equals("bias") ? 0 : 1)
        : gateColumns(Integer.parseInt(words[1]), words[2]);
  }

  private GateColumns gateColumns(int layer, String tensor) {
    int firstRow =
        switch (tensor) {
          case "bias" -> 0;
          case "input" -> 1;
          default -> 1 + inputs(shape, layer);
        };
    return new GateColumns(layer, firstRow);
  }

  /** Rows of an LSTM layer, whose columns are the gates of the units. */
  private final class GateColumns implements Values {
    private final float[] array;
    private final int rows;
    private final int firstRow;
    private final int units;

    GateColumns(int layer, int firstRow) {
      this.array = arrays[layer];
      this.rows = lstmRows(shape, layer);
      this.firstRow = firstRow;
      this.units = shape.hiddenUnits();
    }

    private int at(int index) {
      int row = firstRow + index / (4 * units);
      int gate = index % (4 * units) / units;
      int unit = index % units;
      return (unit / UNITS * rows + row) * WIDTH + gate * UNITS + unit % UNITS;
    }

    @Override
    public float get(int index) {
      return array[at(index)];
    }

    @Override
    public void set(int index, float value) {
      array[at(index)] = value;
    }
  }

  /** Rows of the output, whose columns are the features. */
  private final class FeatureColumns implements Values {
    private final int firstRow;
    private final int features;

    FeatureColumns(int firstRow) {
      this.firstRow = firstRow;
      this.features = shape.features();
    }

    private int at(int index) {
      int row = firstRow + index / features;
      int feature = index % features;
      return (feature / WIDTH * outputRows(shape) + row) * WIDTH + feature % WIDTH;
    }

    @Override
    public float get(int index) {
      return output()[at(index)];
    }

    @Override
    public void set(int index, float value) {
      output()[at(index)] = value;
    }
  }
}
