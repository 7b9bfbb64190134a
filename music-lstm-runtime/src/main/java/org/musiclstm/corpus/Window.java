package org.musiclstm.corpus;

/**
 * A stretch of layers that a network is to tell, each from the layers before it.
 *
 * @param row which of the rows of songs it belongs to; a row goes on where its last window ended
 * @param song which song
 * @param from the first layer to be told; the one before it, silence before the song, is the first
 *     input
 * @param layers how many layers are to be told
 * @param semitones by how much all pitches are moved up, in inputs and in what is to be told
 */
public record Window(int row, int song, int from, int layers, int semitones) {
  /** A window in which songs are as they are. */
  public Window(int row, int song, int from, int layers) {
    this(row, song, from, layers, 0);
  }

  /** Whether nothing of the song has been heard before. */
  public boolean beginsSong() {
    return from == 0;
  }
}
