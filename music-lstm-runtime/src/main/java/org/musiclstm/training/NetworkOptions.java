package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.network.NetworkShape;

/**
 * Which network is trained.
 *
 * @param hiddenUnits LSTM units in each hidden layer, 1 to 8192
 * @param hiddenLayers hidden layers, 1 to 16
 * @param chainUnits hidden units of a chained output, 1 to 8192; 0 for an independent one
 */
public record NetworkOptions(int hiddenUnits, int hiddenLayers, int chainUnits) {
  /** Checks the ranges. */
  public NetworkOptions {
    InputException.checkRange("hiddenUnits", hiddenUnits, 1, NetworkShape.MOST_UNITS);
    InputException.checkRange("hiddenLayers", hiddenLayers, 1, NetworkShape.MOST_LAYERS);
    InputException.checkRange("chainUnits", chainUnits, 0, NetworkShape.MOST_UNITS);
  }

  /** The size of the network for np-tensors of a width. */
  public NetworkShape shape(int features) {
    return new NetworkShape(features, hiddenUnits, hiddenLayers, chainUnits);
  }

  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("hiddenUnits", Integer.toString(hiddenUnits));
    options.put("hiddenLayers", Integer.toString(hiddenLayers));
    options.put("chainUnits", Integer.toString(chainUnits));
    return options;
  }
}
