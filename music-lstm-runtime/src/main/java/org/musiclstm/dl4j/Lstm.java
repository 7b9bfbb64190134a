package org.musiclstm.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** A network as a {@code MultiLayerNetwork}, whose parameters are those last given to it. */
final class Lstm {
  private final NetworkShape shape;
  private final FlatParameters order;
  private final MultiLayerNetwork network;
  private final List<SharedDropout> dropouts = new ArrayList<>();
  private final Parameters loaded;
  private boolean isLoaded;

  /**
   * Builds the network.
   *
   * @param dropsOutputs whether outputs of LSTM layers are left out while it is trained
   */
  Lstm(NetworkShape shape, Loss loss, RmsProp updater, boolean dropsOutputs) {
    this.shape = shape;
    this.order = new FlatParameters(shape);
    this.loaded = Parameters.zeros(shape);
    for (int layer = 0; dropsOutputs && layer < shape.hiddenLayers(); layer++) {
      dropouts.add(new SharedDropout());
    }
    this.network = new MultiLayerNetwork(configuration(shape, loss, updater, dropouts));
    network.init();
    Layer[] layers = network.getLayers();
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      layers[layer] =
          new RememberingLstm((org.deeplearning4j.nn.layers.recurrent.LSTM) layers[layer]);
    }
  }

  /**
   * What makes up the network. Gradients are sums over the windows of a batch and the layers of
   * these, not divided by the number of windows.
   *
   * @param dropouts what leaves out outputs of each LSTM layer, or none
   */
  static MultiLayerConfiguration configuration(
      NetworkShape shape, Loss loss, RmsProp updater, List<SharedDropout> dropouts) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.ZERO)
            .updater(updater)
            .miniBatch(false)
            .list();
    int units = shape.hiddenUnits();
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      LSTM.Builder lstm =
          new LSTM.Builder()
              .nIn(layer == 0 ? shape.features() : units)
              .nOut(units)
              .activation(Activation.TANH)
              .gateActivationFunction(Activation.SIGMOID);
      if (layer > 0 && !dropouts.isEmpty()) {
        lstm.dropOut(dropouts.get(layer - 1));
      }
      layers.layer(lstm.build());
    }
    if (!dropouts.isEmpty()) {
      // The output layer would leave it out of its gradient, but not of its loss.
      layers.layer(new DropoutLayer(dropouts.get(dropouts.size() - 1)));
    }
    return layers
        .layer(
            new RnnOutputLayer.Builder(loss(loss))
                .nIn(units)
                .nOut(shape.features())
                .activation(Activation.SIGMOID)
                .build())
        .backpropType(BackpropType.TruncatedBPTT)
        .build();
  }

  private static ILossFunction loss(Loss loss) {
    return switch (loss) {
      case MSE -> new LossMSE();
      case BCE -> new LossBinaryXENT(Fit.CLIP);
    };
  }

  MultiLayerNetwork network() {
    return network;
  }

  FlatParameters order() {
    return order;
  }

  NetworkShape shape() {
    return shape;
  }

  /** Takes over parameters, if they are not those that it has. */
  void load(Parameters parameters) {
    // To compare is a hundred times faster than to put into another order.
    if (!isLoaded || !loaded.sameAs(parameters)) {
      loaded.set(parameters);
      assign(network.params(), order.of(parameters));
      isLoaded = true;
    }
  }

  /** Gives out its own parameters after they were changed in place. */
  void store(Parameters parameters) {
    order.copy(values(network.params()), parameters);
    loaded.set(parameters);
  }

  /** Takes a learning rate, if it is another one: the network makes room anew for all updates. */
  void setLearningRate(double rate) {
    if (network.getLearningRate(0) != rate) {
      try (INDArray before = network.getUpdater().getStateViewArray()) {
        network.setLearningRate(rate);
        if (before == network.getUpdater().getStateViewArray()) {
          throw new IllegalStateException("the network has kept what RMSProp remembers");
        }
      }
    }
  }

  /** Takes what is left out of the outputs of an LSTM layer from now on. */
  void drop(int layer, INDArray factors) {
    dropouts.get(layer).set(factors);
  }

  boolean dropsOutputs() {
    return !dropouts.isEmpty();
  }

  RecurrentLayer layer(int layer) {
    return (RecurrentLayer) network.getLayer(layer);
  }

  /**
   * What is remembered of some windows in one LSTM layer, in the form in which the layer keeps it.
   *
   * @param scope gives the arrays back
   * @param end one after the last window
   */
  Map<String, INDArray> memory(State state, int layer, int first, int end, ArrayScope scope) {
    int units = shape.hiddenUnits();
    int windows = end - first;
    float[] output = new float[units];
    float[] cell = new float[units];
    float[] outputs = new float[windows * units];
    float[] cells = new float[windows * units];
    for (int window = 0; window < windows; window++) {
      state.get(first + window, layer, output, cell);
      for (int unit = 0; unit < units; unit++) {
        outputs[unit * windows + window] = output[unit];
        cells[unit * windows + window] = cell[unit];
      }
    }
    Map<String, INDArray> memory = new TreeMap<>();
    memory.put(
        org.deeplearning4j.nn.layers.recurrent.LSTM.STATE_KEY_PREV_ACTIVATION,
        scope.add(Nd4j.create(outputs, new long[] {windows, units}, 'f')));
    memory.put(
        org.deeplearning4j.nn.layers.recurrent.LSTM.STATE_KEY_PREV_MEMCELL,
        scope.add(Nd4j.create(cells, new long[] {windows, units}, 'f')));
    return memory;
  }

  /**
   * Takes over what an LSTM layer remembers of some windows.
   *
   * @param first the window that the layer has as its first
   * @param end one after the last window, of those that the layer has
   */
  void remember(Map<String, INDArray> memory, State state, int layer, int first, int end) {
    int units = shape.hiddenUnits();
    float[] outputs =
        values(memory, org.deeplearning4j.nn.layers.recurrent.LSTM.STATE_KEY_PREV_ACTIVATION);
    float[] cells =
        values(memory, org.deeplearning4j.nn.layers.recurrent.LSTM.STATE_KEY_PREV_MEMCELL);
    int windows = outputs.length / units;
    float[] output = new float[units];
    float[] cell = new float[units];
    for (int window = first; window < end; window++) {
      for (int unit = 0; unit < units; unit++) {
        output[unit] = outputs[unit * windows + window - first];
        cell[unit] = cells[unit * windows + window - first];
      }
      state.set(window, layer, output, cell);
    }
  }

  private static float[] values(Map<String, INDArray> memory, String key) {
    INDArray array = memory.get(key);
    if (array == null) {
      throw new IllegalStateException("the layer remembers no " + key);
    }
    return values(array);
  }

  /** The values of an array in Fortran order. */
  static float[] values(INDArray array) {
    try (INDArray copy = array.dup('f')) {
      return copy.data().asFloat();
    }
  }

  /** Puts values into an array that is one row. */
  static void assign(INDArray row, float[] values) {
    try (INDArray copy = Nd4j.create(values, row.shape(), 'f')) {
      row.assign(copy);
    }
  }
}
