package org.musiclstm.tensor;

/**
 * How a part sounds.
 *
 * @param velocity how hard its notes are struck where the tensor does not say, 1 to 127
 * @param program General MIDI instrument, 0 to 127
 */
public record Sound(int velocity, int program) {
  /** A piano, moderately loud. */
  public static final Sound DEFAULT = new Sound(80, 0);

  /** Checks the ranges. */
  public Sound {
    check("velocity", velocity, 1, 127);
    check("program", program, 0, 127);
  }

  /** Stands here because a style has sounds: neither class may wait for the other to be loaded. */
  static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but has to be " + least + " to " + most);
    }
  }
}
