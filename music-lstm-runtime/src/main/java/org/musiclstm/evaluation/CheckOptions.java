package org.musiclstm.evaluation;

import org.musiclstm.InputException;

/**
 * What is too much. The figures of the corpus can move a bound up, never down: see {@link Checks}.
 * All are finite; a large one is never exceeded.
 *
 * @param emptyBeatRate the share of beats that may be silent, 0 to 1
 * @param silentBeats how many beats on end may be silent, 0 or more
 * @param unchangedBeats how many beats one layer may last, 0 or more
 * @param copiedBeats how many beats on end may stand in a song, 0 or more
 * @param copiedShare the share of stretches of 8 beats that may stand in songs, 0 to 1
 * @param leastSongs with fewer songs no music fails, and what would is a warning; 0 or more. Files
 *     that cannot be read fail all the same
 */
public record CheckOptions(
    double emptyBeatRate,
    double silentBeats,
    double unchangedBeats,
    double copiedBeats,
    double copiedShare,
    int leastSongs) {
  /** What holds unless somebody says otherwise. */
  public static final CheckOptions DEFAULT = new CheckOptions(0.5, 8, 16, 16, 0.5, 10);

  /** Checks the ranges. */
  public CheckOptions {
    checkShare("emptyBeatRate", emptyBeatRate);
    checkNotNegative("silentBeats", silentBeats);
    checkNotNegative("unchangedBeats", unchangedBeats);
    checkNotNegative("copiedBeats", copiedBeats);
    checkShare("copiedShare", copiedShare);
    if (leastSongs < 0) {
      throw InputException.option("leastSongs", leastSongs, "0 or more");
    }
  }

  /** The same options, but for the number of songs from which on anything fails. */
  public CheckOptions withLeastSongs(int songs) {
    return new CheckOptions(
        emptyBeatRate, silentBeats, unchangedBeats, copiedBeats, copiedShare, songs);
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw InputException.option(name, value, "from 0 to 1");
    }
  }

  private static void checkNotNegative(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw InputException.option(name, value, "a finite number, 0 or more");
    }
  }
}
