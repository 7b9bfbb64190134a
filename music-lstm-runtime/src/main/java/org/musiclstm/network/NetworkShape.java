package org.musiclstm.network;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The size of a network: LSTM layers of equal width on top of each other, then an output as wide as
 * the input.
 *
 * <p>The output is <em>independent</em>, where each feature's probability depends on the layers
 * before alone, or <em>autoregressive</em>, where it also depends on the lower features of its own
 * layer.
 *
 * @param features values a layer of an np-tensor, 1 to {@value #MOST_FEATURES}
 * @param hiddenUnits LSTM units in each hidden layer, 1 to {@value #MOST_UNITS}
 * @param hiddenLayers LSTM layers, 1 to {@value #MOST_LAYERS}
 * @param nadeUnits hidden units of an autoregressive output, 1 to {@value #MOST_UNITS}; 0 for an
 *     independent one
 */
public record NetworkShape(int features, int hiddenUnits, int hiddenLayers, int nadeUnits) {
  /** The most values a layer of an np-tensor can have. */
  public static final int MOST_FEATURES = 4096;

  /** The most units a hidden layer can have; no array is then larger than Java allows. */
  public static final int MOST_UNITS = 8192;

  /** The most hidden layers there can be. */
  public static final int MOST_LAYERS = 16;

  /** Checks the ranges. */
  public NetworkShape {
    inRange("features", features, 1, MOST_FEATURES);
    inRange("hiddenUnits", hiddenUnits, 1, MOST_UNITS);
    inRange("hiddenLayers", hiddenLayers, 1, MOST_LAYERS);
    inRange("nadeUnits", nadeUnits, 0, MOST_UNITS);
  }

  /** A network with an independent output. */
  public NetworkShape(int features, int hiddenUnits, int hiddenLayers) {
    this(features, hiddenUnits, hiddenLayers, 0);
  }

  private static void inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but has to be from " + least + " to " + most);
    }
  }

  /** Whether a feature's probability depends on the lower features of its own layer. */
  @JsonIgnore
  public boolean isChained() {
    return nadeUnits > 0;
  }

  /** Hidden units of a layer, filled up as {@link State} and {@link Dropout} number them. */
  @JsonIgnore
  public int paddedUnits() {
    return Parameters.paddedUnits(this);
  }

  /** How many numbers training learns. */
  @JsonIgnore
  public long parameters() {
    long units = hiddenUnits;
    long first = (1 + features + units) * 4 * units;
    long others = (hiddenLayers - 1L) * (1 + 2 * units) * 4 * units;
    long chain = isChained() ? (long) nadeUnits * (1 + units + 2L * features) : 0;
    long direct = isChained() ? (long) features * (features - 1) / 2 : 0;
    return first + others + (1 + units) * features + chain + direct;
  }
}
