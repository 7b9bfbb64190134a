package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.RandomStream;
import org.musiclstm.kernel.Workers;

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
 *   <li>{@code chain.direct} {@code [features, features]}, row j what feature j adds to the higher
 *       features; zero on and below the diagonal
 *   <li>{@code chain.input} {@code [features, chain units]}
 *   <li>{@code chain.kernel} {@code [units, chain units]}
 *   <li>{@code chain.bias} {@code [chain units]}
 *   <li>{@code chain.output} {@code [chain units, features]}
 * </ul>
 *
 * where the {@code 4 * units} columns are the forget, input, candidate and output gates of all
 * units, in this order. Only an autoregressive output has the last five: {@link NoteChain} predicts
 * what they are for.
 */
public final class Parameters {
  /** Numbers that one piece of work goes through. */
  private static final int CHUNK = 1 << 15;

  private final NetworkShape shape;
  private final float[][] arrays;

  private Parameters(NetworkShape shape, float[][] arrays) {
    this.shape = shape;
    this.arrays = arrays;
  }

  /** Parameters that are all zero. */
  public static Parameters zeros(NetworkShape shape) {
    float[][] arrays = new float[shape.hiddenLayers() + (shape.isChained() ? 2 : 1)][];
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      arrays[layer] = new float[lstmPanels(shape) * lstmRows(shape, layer) * WIDTH];
    }
    arrays[shape.hiddenLayers()] = new float[outputPanels(shape) * outputRows(shape) * WIDTH];
    if (shape.isChained()) {
      arrays[shape.hiddenLayers() + 1] =
          new float[featurePanels(shape) * paddedChainUnits(shape) * WIDTH];
    }
    return new Parameters(shape, arrays);
  }

  /** How many numbers parameters of a shape take in memory, padding included. */
  public static long size(NetworkShape shape) {
    long size =
        ((long) outputPanels(shape) * outputRows(shape)
                + (long) featurePanels(shape) * paddedChainUnits(shape))
            * WIDTH;
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      size += (long) lstmPanels(shape) * lstmRows(shape, layer) * WIDTH;
    }
    return size;
  }

  /**
   * Parameters to begin training with: weights uniform in {@code ±1 / sqrt(units)}, the bias of the
   * forget gate 1 (Jozefowicz, Zaremba and Sutskever 2015), the bias of the output as given, other
   * biases 0. An autoregressive output begins as an independent one but for its hidden units, whose
   * weights to the features are uniform in {@code ±1 / sqrt(chain units)}.
   *
   * @param outputBias what the output predicts before it has learnt anything, {@code [features]}
   */
  public static Parameters initial(NetworkShape shape, long seed, float[] outputBias) {
    Parameters parameters = zeros(shape);
    int units = shape.hiddenUnits();
    shapes(shape)
        .forEach(
            (name, sizes) -> {
              NamedArray at = NamedArray.of(parameters, name);
              if (name.equals("output.bias")) {
                for (int n = 0; n < shape.features(); n++) {
                  at.set(n, outputBias[n]);
                }
              } else if (name.startsWith("lstm.") && name.endsWith(".bias")) {
                for (int n = 0; n < units; n++) {
                  at.set(n, 1f);
                }
              } else if (!name.equals("chain.bias") && !name.equals("chain.direct")) {
                int width = name.equals("chain.output") ? shape.nadeUnits() : units;
                double limit = 1 / Math.sqrt(width);
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
   * @throws IllegalArgumentException when there is none of its name, it has another shape, or what
   *     has to be zero is not
   */
  public void set(NamedTensor tensor) {
    check(tensor);
    NamedArray at = NamedArray.of(this, tensor.name());
    for (int n = 0; n < tensor.values().length; n++) {
      at.set(n, tensor.values()[n]);
    }
  }

  /**
   * Refuses what {@link #set(NamedTensor)} does, and changes nothing.
   *
   * @throws IllegalArgumentException as that does
   */
  public void check(NamedTensor tensor) {
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
    if (tensor.name().equals("chain.direct")) {
      checkDirection(tensor.values());
    }
  }

  /** Otherwise a feature would be reported from itself. */
  private void checkDirection(float[] direct) {
    for (int n = 0; n < direct.length; n++) {
      if (direct[n] != 0 && n % shape.features() <= n / shape.features()) {
        throw new IllegalArgumentException(
            "The array chain.direct is not zero at ["
                + n / shape.features()
                + ", "
                + n % shape.features()
                + "], on or below the diagonal.");
      }
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
    NamedArray at = NamedArray.of(this, name);
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
    if (shape.isChained()) {
      shapes.put("chain.direct", List.of(shape.features(), shape.features()));
      shapes.put("chain.input", List.of(shape.features(), shape.nadeUnits()));
      shapes.put("chain.kernel", List.of(units, shape.nadeUnits()));
      shapes.put("chain.bias", List.of(shape.nadeUnits()));
      shapes.put("chain.output", List.of(shape.nadeUnits(), shape.features()));
    }
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

  /** Whether all values are those of parameters of the same shape, bit by bit. */
  public boolean sameAs(Parameters other) {
    return Arrays.deepEquals(arrays, other.arrays);
  }

  /**
   * Moves every value a part of the way to that of other parameters of the same shape.
   *
   * @param share of the way, 0 to 1
   */
  public void approach(Workers workers, Parameters other, float share) {
    for (int n = 0; n < arrays.length; n++) {
      float[] mine = arrays[n];
      float[] others = other.arrays[n];
      workers.forEach(
          (mine.length + CHUNK - 1) / CHUNK,
          (chunk, worker) -> {
            int end = Math.min((chunk + 1) * CHUNK, mine.length);
            for (int at = chunk * CHUNK; at < end; at++) {
              mine[at] += share * (others[at] - mine[at]);
            }
          });
    }
  }

  /** The size of the network that these parameters are for. */
  public NetworkShape shape() {
    return shape;
  }

  /** How many arrays there are: one an LSTM layer, the output, and what chains it, if it is. */
  public int count() {
    return arrays.length;
  }

  /** The panels of an LSTM layer, or with the number of the last layer plus one, of the output. */
  public float[] panels(int layer) {
    return arrays[layer];
  }

  /**
   * The panels of the output: those of the features, then those of the chain's hidden units. A
   * autoregressive output has a row for each feature between the bias and the units of the top
   * layer.
   */
  float[] output() {
    return arrays[shape.hiddenLayers()];
  }

  /** What the chain's hidden units add to the features: in every panel a row for each of them. */
  float[] chainOutput() {
    return arrays[shape.hiddenLayers() + 1];
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

  /** Panels of the features alone. */
  static int featurePanels(NetworkShape shape) {
    return roundUp(shape.features()) / WIDTH;
  }

  /** Hidden units of the chain, filled up to whole panels. */
  static int paddedChainUnits(NetworkShape shape) {
    return roundUp(shape.nadeUnits());
  }

  /** Panels of the output: features, then hidden units of the chain. */
  static int outputPanels(NetworkShape shape) {
    return featurePanels(shape) + paddedChainUnits(shape) / WIDTH;
  }

  /** The row of a panel of the output at which the units of the top layer begin. */
  static int outputUnitsRow(NetworkShape shape) {
    return 1 + (shape.isChained() ? shape.features() : 0);
  }

  /** Rows of a panel of the output. */
  static int outputRows(NetworkShape shape) {
    return outputUnitsRow(shape) + paddedUnits(shape);
  }

  private static int roundUp(int size) {
    return (size + WIDTH - 1) / WIDTH * WIDTH;
  }
}
