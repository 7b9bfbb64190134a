package org.musiclstm.corpus;

/**
 * A stretch of steps that a network is to say, each from the steps before it.
 *
 * @param row which of the rows of songs it belongs to; a row goes on where its last window ended
 * @param song which song
 * @param from the first step to be reported; the one before it, silence before the song, is the
 *     first input
 * @param steps how many steps are to be reported
 * @param semitones by how much all pitches are moved up, in inputs and in what is to be reported
 */
public record Window(int row, int song, int from, int steps, int semitones) {
  /** A window in which songs are as they are. */
  public Window(int row, int song, int from, int steps) {
    this(row, song, from, steps, 0);
  }

  /** Whether nothing of the song has been heard before. */
  public boolean beginsSong() {
    return from == 0;
  }
}
