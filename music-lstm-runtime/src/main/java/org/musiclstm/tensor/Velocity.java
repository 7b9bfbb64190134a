package org.musiclstm.tensor;

/** How hard notes are struck, in MIDI from 1 to 127 and in a step above 0 to 1. */
public final class Velocity {
  private static final int HARDEST = 127;

  private Velocity() {}

  /** The value of a layer for a velocity from 1 to 127. */
  public static float value(int velocity) {
    return velocity / (float) HARDEST;
  }

  /** The velocity that is nearest to a value; what is out of range is clipped. */
  public static int of(double value) {
    return value * HARDEST > 1 ? (int) Math.min(HARDEST, Math.rint(value * HARDEST)) : 1;
  }
}
