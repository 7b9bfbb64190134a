package org.musiclstm.generation;

import java.util.Arrays;

/** For how long a piece has not changed, or been silent, and when that is too long. */
final class Stillness {
  private final int longestDrone;
  private final int longestSilence;
  private int unchanged;
  private int silent;
  private int drones;
  private int silences;

  Stillness(Sampling sampling, int stepsPerQuarterNote) {
    this.longestDrone = steps(sampling.longestDrone(), stepsPerQuarterNote);
    this.longestSilence = steps(sampling.longestSilence(), stepsPerQuarterNote);
  }

  private static int steps(int quarters, int stepsPerQuarterNote) {
    return quarters == 0 ? Integer.MAX_VALUE : quarters * stepsPerQuarterNote;
  }

  /** Whether nothing has sounded for so long that something has to. */
  boolean isTooSilent() {
    return silent >= longestSilence;
  }

  /**
   * Whether a step would make a drone that is too long.
   *
   * @param before what sounds in the step before it, {@code [rows of all parts]}
   * @param sounds what sounds in the step, {@code [rows of all parts]}
   */
  boolean wouldDrone(boolean[] before, boolean[] sounds) {
    return unchanged >= longestDrone && Arrays.equals(before, sounds);
  }

  /** Counts a drone that was cut short. */
  void cutDrone() {
    drones++;
  }

  /** Counts a silence that was cut short. */
  void cutSilence() {
    silences++;
  }

  /** Takes a step; the arrays are as for {@link #wouldDrone}. */
  void add(boolean[] before, boolean[] sounds) {
    boolean silence = isSilent(sounds);
    silent = silence ? silent + 1 : 0;
    unchanged = silence ? 0 : Arrays.equals(before, sounds) ? unchanged + 1 : 1;
  }

  static boolean isSilent(boolean[] sounds) {
    for (boolean sound : sounds) {
      if (sound) {
        return false;
      }
    }
    return true;
  }

  /** For how many steps nothing has sounded. */
  int silent() {
    return silent;
  }

  /** What was cut short. */
  Piece.Cuts cuts() {
    return new Piece.Cuts(drones, silences);
  }
}
