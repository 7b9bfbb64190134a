package org.musiclstm.tensor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.musiclstm.InputException;

/**
 * What a layer of an np-tensor means. The features of a layer are the planes one after the other,
 * each with one value for every pitch from the lowest to the highest.
 *
 * @param stepsPerQuarter layers a quarter note, 1 to 96
 * @param lowestPitch MIDI key number of a plane's first feature, 0 to 127
 * @param highestPitch MIDI key number of a plane's last feature, from lowestPitch to 127
 * @param planes what is said of each pitch
 */
public record Encoding(int stepsPerQuarter, int lowestPitch, int highestPitch, Planes planes) {
  /** Sixteenth notes on the 88 keys of a piano, held and repeated notes told apart. */
  public static final Encoding DEFAULT = new Encoding(4, 21, 108, Planes.SOUNDING_ONSET);

  /** Checks the ranges. */
  public Encoding {
    if (stepsPerQuarter < 1 || stepsPerQuarter > 96) {
      throw InputException.option("stepsPerQuarter", stepsPerQuarter, "from 1 to 96");
    }
    if (lowestPitch < 0 || lowestPitch > 127) {
      throw InputException.option("lowestPitch", lowestPitch, "from 0 to 127");
    }
    if (highestPitch < lowestPitch || highestPitch > 127) {
      throw InputException.option(
          "highestPitch", highestPitch, "from lowestPitch (" + lowestPitch + ") to 127");
    }
  }

  /** How many pitches a plane has. */
  @JsonIgnore
  public int pitches() {
    return highestPitch - lowestPitch + 1;
  }

  /** How many values a layer has. */
  @JsonIgnore
  public int features() {
    return pitches() * planes.count();
  }

  /** Whether a layer says which notes begin. */
  @JsonIgnore
  public boolean hasOnsets() {
    return planes == Planes.SOUNDING_ONSET;
  }
}
