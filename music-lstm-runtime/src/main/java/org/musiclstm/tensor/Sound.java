package org.musiclstm.tensor;

/**
 * How a part sounds.
 *
 * @param velocity how hard its notes are struck where the tensor does not tell, 1 to 127
 * @param program General MIDI instrument, 0 to 127
 */
public record Sound(int velocity, int program) {
  /** A piano, moderately loud. */
  public static final Sound DEFAULT = new Sound(80, 0);

  /** Checks the ranges. */
  public Sound {
    Style.check("velocity", velocity, 1, 127);
    Style.check("program", program, 0, 127);
  }
}
