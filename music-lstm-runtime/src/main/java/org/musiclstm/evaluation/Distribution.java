package org.musiclstm.evaluation;

import java.util.List;

/**
 * Several shares of one piece that sum to 1, as Yang and Lerch, "On the evaluation of generative
 * models in music", Neural Computing and Applications 32, 2020 (online 2018), section 4, have them.
 * Where a piece has nothing to count, all are 0.
 */
public enum Distribution {
  /** How long each of the 12 pitch classes sounds, from C on. */
  PITCH_CLASSES("pitchClasses", "pitch classes"),

  /**
   * How often each pitch class is followed by each: {@code [12, 12]}, row by row, the row being
   * that which ends. Notes of one part follow each other when one begins as the other ends.
   */
  PITCH_CLASS_TRANSITIONS("pitchClassTransitions", "pitch-class transitions"),

  /**
   * How many notes are of each length: whole, half, quarter, eighth, sixteenth, the same dotted
   * from half to sixteenth, and triplets of half, quarter and eighth, whichever is nearest. Note
   * values are taken as written, 4 quarters a whole note, not as shares of a bar.
   */
  NOTE_LENGTHS("noteLengths", "note lengths"),

  /** As {@link #NOTE_LENGTHS}, how long it is from each time at which notes begin to the next. */
  INTER_ONSETS("interOnsets", "inter-onset intervals");

  private final String key;
  private final String title;

  Distribution(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** What it is called in JSON. */
  public String key() {
    return key;
  }

  /** What it is called in a table. */
  public String title() {
    return title;
  }

  /** The shares of a piece. */
  public List<Double> of(MusicMetrics metrics) {
    return switch (this) {
      case PITCH_CLASSES -> metrics.pitchClasses();
      case PITCH_CLASS_TRANSITIONS -> metrics.pitchClassTransitions();
      case NOTE_LENGTHS -> metrics.noteLengths();
      case INTER_ONSETS -> metrics.interOnsets();
    };
  }
}
