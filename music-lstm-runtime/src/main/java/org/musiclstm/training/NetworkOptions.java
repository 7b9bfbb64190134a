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
  private static final String CHAINED = "chained";
  private static final String INDEPENDENT = "independent";

  /** Checks the ranges. */
  public NetworkOptions {
    InputException.checkRange("hiddenUnits", hiddenUnits, 1, NetworkShape.MOST_UNITS);
    InputException.checkRange("hiddenLayers", hiddenLayers, 1, NetworkShape.MOST_LAYERS);
    InputException.checkRange("chainUnits", chainUnits, 0, NetworkShape.MOST_UNITS);
  }

  /**
   * Options with the output by its name.
   *
   * @param output {@code chained} or {@code independent}
   * @param chainUnits hidden units of the output if it is chained, 1 to 8192
   * @throws InputException when the output has another name
   */
  public static NetworkOptions of(
      int hiddenUnits, int hiddenLayers, String output, int chainUnits) {
    InputException.checkRange("chainUnits", chainUnits, 1, NetworkShape.MOST_UNITS);
    return switch (output) {
      case CHAINED -> new NetworkOptions(hiddenUnits, hiddenLayers, chainUnits);
      case INDEPENDENT -> new NetworkOptions(hiddenUnits, hiddenLayers, 0);
      default -> throw InputException.option("output", output, CHAINED + " or " + INDEPENDENT);
    };
  }

  /** The name of the output. */
  public String output() {
    return chainUnits == 0 ? INDEPENDENT : CHAINED;
  }

  /** The size of the network for np-tensors of a width. */
  public NetworkShape shape(int features) {
    return new NetworkShape(features, hiddenUnits, hiddenLayers, chainUnits);
  }

  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("hiddenUnits", Integer.toString(hiddenUnits));
    options.put("hiddenLayers", Integer.toString(hiddenLayers));
    options.put("output", output());
    if (chainUnits > 0) {
      options.put("chainUnits", Integer.toString(chainUnits));
    }
    return options;
  }
}
