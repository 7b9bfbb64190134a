package org.musiclstm.score;

/**
 * One sounding of one pitch.
 *
 * @param start when it begins, in ticks from the start of the score
 * @param duration how long it sounds, in ticks, at least 1
 * @param pitch MIDI key number, 0 to 127, 60 is middle C
 * @param velocity how hard it is struck, 1 to 127
 */
public record Note(long start, long duration, int pitch, int velocity) {
  private static final String[] NAMES = {
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
  };

  /** Checks the ranges. */
  public Note {
    if (start < 0) {
      throw new IllegalArgumentException("start is " + start + ", but has to be 0 or more");
    }
    if (duration < 1) {
      throw new IllegalArgumentException("duration is " + duration + ", but has to be 1 or more");
    }
    if (pitch < 0 || pitch > 127) {
      throw new IllegalArgumentException("pitch is " + pitch + ", but has to be 0 to 127");
    }
    if (velocity < 1 || velocity > 127) {
      throw new IllegalArgumentException("velocity is " + velocity + ", but has to be 1 to 127");
    }
  }

  /** The tick at which it no longer sounds. */
  public long end() {
    return start + duration;
  }

  /** The name of a pitch, such as C4 for middle C. */
  public static String pitchName(int pitch) {
    return NAMES[pitch % NAMES.length] + (pitch / NAMES.length - 1);
  }
}
