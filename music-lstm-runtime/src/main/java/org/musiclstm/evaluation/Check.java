package org.musiclstm.evaluation;

/** Something that goes wrong with generated music. */
public enum Check {
  /** A file that cannot be read. */
  UNREADABLE("unreadable", "Remove the file from outputDirectory."),

  /** Nothing sounds for long, or in much of the piece. */
  SILENCE(
      "silence",
      "Generate with longestSilence at 4, another seed or a higher temperature, or train for"
          + " longer."),

  /** One note or chord goes on and on. */
  DRONE(
      "drone",
      "Generate with longestDrone at 8, another seed or a higher temperature, or train for longer."),

  /** Notes as if by chance. */
  NOISE("noise", "Train for longer, or generate with a lower temperature."),

  /** Music of somebody else. */
  COPIES(
      "copies",
      "Train on more songs or for fewer iterations, or generate with another seed or a higher"
          + " temperature."),

  /** Pieces of another kind than the songs; never fails. */
  CHARACTER("character", "Listen to it.");

  private final String key;
  private final String advice;

  Check(String key, String advice) {
    this.key = key;
    this.advice = advice;
  }

  /** What it is called in JSON and in JUnit's XML. */
  public String key() {
    return key;
  }

  /** What to do about it: a sentence. */
  public String advice() {
    return advice;
  }
}
