package org.musiclstm.tensor;

import org.musiclstm.midi.TempoChange;

/**
 * What a score needs and a tensor does not hold.
 *
 * @param microsecondsPerQuarter tempo, 1 to 16777215
 * @param beats how many beats a bar has, 1 to 255
 * @param beatUnit the note value of a beat, a power of two from 1 to 128: 4 for a quarter note
 * @param velocity how hard every note is struck, 1 to 127
 * @param program General MIDI instrument, 0 to 127
 */
public record Style(
    int microsecondsPerQuarter, int beats, int beatUnit, int velocity, int program) {
  /** A piano at 120 quarters a minute in 4/4. */
  public static final Style DEFAULT =
      new Style(TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER, 4, 4, 80, 0);

  /** Checks the ranges. */
  public Style {
    check("microsecondsPerQuarter", microsecondsPerQuarter, 1, 0xFFFFFF);
    check("beats", beats, 1, 255);
    check("beatUnit", beatUnit, 1, 128);
    if (Integer.bitCount(beatUnit) != 1) {
      throw new IllegalArgumentException(
          "beatUnit is " + beatUnit + ", but has to be a power of two");
    }
    check("velocity", velocity, 1, 127);
    check("program", program, 0, 127);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but has to be " + least + " to " + most);
    }
  }
}
