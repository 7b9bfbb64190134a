package org.musiclstm.corpus;

/**
 * A song that is much the same as another.
 *
 * @param song the song
 * @param original the other one, whose name comes before
 * @param kind what is the same
 * @param resemblance of all shingles that one of them has, the share that both have, 0 to 1; 1
 *     where all is the same
 * @param semitones by how many semitones it lies above the other
 */
public record Duplicate(Song song, Song original, Kind kind, double resemblance, int semitones) {
  /** What is the same of two songs, the most first. */
  public enum Kind {
    /** All bytes of the files. */
    SAME_FILE,
    /** The np-tensors. */
    SAME_TENSOR,
    /** Most of the notes, though maybe in another key or tempo. */
    SIMILAR
  }
}
