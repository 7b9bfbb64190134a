package org.musiclstm.network;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The size of a network: LSTM layers of equal width on top of each other, then an output as wide as
 * the input.
 *
 * @param features values a layer of an np-tensor
 * @param hiddenUnits LSTM units in each hidden layer
 * @param hiddenLayers LSTM layers
 */
public record NetworkShape(int features, int hiddenUnits, int hiddenLayers) {
  /** Checks the ranges. */
  public NetworkShape {
    atLeastOne("features", features);
    atLeastOne("hiddenUnits", hiddenUnits);
    atLeastOne("hiddenLayers", hiddenLayers);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", but has to be 1 or more");
    }
  }

  /** How many numbers training learns. */
  @JsonIgnore
  public long parameters() {
    long units = hiddenUnits;
    long first = (1 + features + units) * 4 * units;
    long others = (hiddenLayers - 1L) * (1 + 2 * units) * 4 * units;
    return first + others + (1 + units) * features;
  }
}
