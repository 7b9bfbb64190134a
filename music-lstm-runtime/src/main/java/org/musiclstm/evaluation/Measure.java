package org.musiclstm.evaluation;

import java.util.OptionalDouble;

/**
 * A figure of one piece.
 *
 * <p>Those of MusPy are the ones that are defined in Dong, Chen, McAuley and Berg-Kirkpatrick,
 * "MusPy: A toolkit for symbolic music generation", ISMIR 2020, section 5, and in the documentation
 * of its module {@code muspy.metrics}. A beat is a quarter note, as in MusPy.
 */
public enum Measure {
  /** Semitones from the lowest to the highest pitch; MusPy. */
  PITCH_RANGE("pitchRange", "pitch range", "semitones"),

  /** How many pitches there are; MusPy. */
  PITCHES_USED("pitchesUsed", "pitches used", ""),

  /** How many pitch classes there are; MusPy. */
  PITCH_CLASSES_USED("pitchClassesUsed", "pitch classes used", ""),

  /** Pitches that sound together, on average over the steps in which any does; MusPy. */
  POLYPHONY("polyphony", "polyphony", "pitches"),

  /** The share of all steps in which two pitches or more sound; MusPy. */
  POLYPHONY_RATE("polyphonyRate", "polyphony rate", ""),

  /** The share of the notes that lie in the major or minor scale that fits best; MusPy. */
  SCALE_CONSISTENCY("scaleConsistency", "scale consistency", ""),

  /** The entropy of how often notes have each pitch class; MusPy. */
  PITCH_CLASS_ENTROPY("pitchClassEntropy", "pitch-class entropy", "bits"),

  /** The share of beats in which nothing sounds; MusPy. */
  EMPTY_BEAT_RATE("emptyBeatRate", "empty-beat rate", ""),

  /** How much the rhythm of a bar is that of the next; MusPy. */
  GROOVE_CONSISTENCY("grooveConsistency", "groove consistency", ""),

  /** The longest time in which nothing sounds. */
  LONGEST_SILENCE("longestSilence", "longest silence", "beats"),

  /** The longest time in which one chord or note sounds and nothing changes. */
  LONGEST_UNCHANGED("longestUnchanged", "longest unchanged step", "beats"),

  /** The share of the steps that sound as the one before. */
  REPEATED_STEPS("repeatedSteps", "repeated steps", "");

  private final String key;
  private final String title;
  private final String unit;

  Measure(String key, String title, String unit) {
    this.key = key;
    this.title = title;
    this.unit = unit;
  }

  /** What it is called in JSON. */
  public String key() {
    return key;
  }

  /** What it is called in a table. */
  public String title() {
    return title;
  }

  /** What it is counted in; empty for numbers without a unit and for shares from 0 to 1. */
  public String unit() {
    return unit;
  }

  /** Its value for a piece, none where the piece has nothing to measure. */
  public OptionalDouble of(MusicMetrics metrics) {
    double value =
        switch (this) {
          case PITCH_RANGE -> metrics.pitchRange();
          case PITCHES_USED -> metrics.pitchesUsed();
          case PITCH_CLASSES_USED -> metrics.pitchClassesUsed();
          case POLYPHONY -> metrics.polyphony();
          case POLYPHONY_RATE -> metrics.polyphonyRate();
          case SCALE_CONSISTENCY -> metrics.scaleConsistency();
          case PITCH_CLASS_ENTROPY -> metrics.pitchClassEntropy();
          case EMPTY_BEAT_RATE -> metrics.emptyBeatRate();
          case GROOVE_CONSISTENCY -> metrics.grooveConsistency();
          case LONGEST_SILENCE -> metrics.longestSilence();
          case LONGEST_UNCHANGED -> metrics.longestUnchanged();
          case REPEATED_STEPS -> metrics.repeatedSteps();
        };
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
