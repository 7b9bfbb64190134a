package org.musiclstm.generation;

import org.musiclstm.InputException;

/**
 * How layers are drawn from what the network tells.
 *
 * @param temperature how freely notes are drawn: 1 as learnt, lower keeps to the likelier notes
 *     without thinning them out, 0.001 to 10
 * @param minProbability a note that is less probable, given the lower notes where the output is
 *     chained, is not drawn, 0 to 0.9
 * @param density by how much the odds of every note are multiplied, 0.01 to 100
 * @param minNotes how many pitched notes sound in a layer at least, 0 to 128
 * @param maxNotes how many pitched notes sound in a layer at most, 0 to 128; 0 for no bound
 * @param longestDrone for how many quarter notes on end the same may sound, 0 to 10000; 0 for ever
 * @param longestSilence for how many quarter notes on end nothing may sound, 0 to 10000; 0 for ever
 */
public record Sampling(
    double temperature,
    double minProbability,
    double density,
    int minNotes,
    int maxNotes,
    int longestDrone,
    int longestSilence) {
  /** What holds where nothing is said. */
  public static final Sampling DEFAULT = new Sampling(0.8, 1e-4, 1, 0, 0, 8, 4);

  private static final int MOST_NOTES = 128;
  private static final int MOST_BEATS = 10_000;

  /** Checks the ranges. */
  public Sampling {
    if (!(temperature >= 0.001 && temperature <= 10)) {
      throw InputException.option("temperature", temperature, "from 0.001 to 10");
    }
    if (!(minProbability >= 0 && minProbability <= 0.9)) {
      throw InputException.option("minProbability", minProbability, "from 0 to 0.9");
    }
    if (!(density >= 0.01 && density <= 100)) {
      throw InputException.option("density", density, "from 0.01 to 100");
    }
    InputException.checkRange("minNotes", minNotes, 0, MOST_NOTES);
    InputException.checkRange("maxNotes", maxNotes, 0, MOST_NOTES);
    if (maxNotes > 0 && minNotes > maxNotes) {
      throw InputException.option("minNotes", minNotes, "at most maxNotes (" + maxNotes + ")");
    }
    InputException.checkRange("longestDrone", longestDrone, 0, MOST_BEATS);
    InputException.checkRange("longestSilence", longestSilence, 0, MOST_BEATS);
  }

  /** The same but for the temperature. */
  public Sampling withTemperature(double other) {
    return new Sampling(
        other, minProbability, density, minNotes, maxNotes, longestDrone, longestSilence);
  }
}
