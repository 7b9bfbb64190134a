package org.musiclstm.network;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The size of a network: LSTM layers of equal width on top of each other, then an output as wide as
 * the input.
 *
 * @param features values a layer of an np-tensor, 1 to {@value #MOST_FEATURES}
 * @param hiddenUnits LSTM units in each hidden layer, 1 to {@value #MOST_UNITS}
 * @param hiddenLayers LSTM layers, 1 to {@value #MOST_LAYERS}
 */
public record NetworkShape(int features, int hiddenUnits, int hiddenLayers) {
  /** The most values a layer of an np-tensor can have. */
  public static final int MOST_FEATURES = 4096;

  /** The most units a hidden layer can have; no array is then larger than Java allows. */
  public static final int MOST_UNITS = 8192;

  /** The most hidden layers there can be. */
  public static final int MOST_LAYERS = 16;

  /** Checks the ranges. */
  public NetworkShape {
    inRange("features", features, MOST_FEATURES);
    inRange("hiddenUnits", hiddenUnits, MOST_UNITS);
    inRange("hiddenLayers", hiddenLayers, MOST_LAYERS);
  }

  private static void inRange(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but has to be from 1 to " + most);
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
