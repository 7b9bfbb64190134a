package org.musiclstm.corpus;

/**
 * A stretch of layers that a network is to tell, each from the layers before it.
 *
 * @param row which of the rows of songs it belongs to; a row goes on where its last window ended
 * @param song which song
 * @param from the first layer to be told; the one before it, silence before the song, is the first
 *     input
 * @param layers how many layers are to be told
 */
public record Window(int row, int song, int from, int layers) {
  /** Whether nothing of the song has been heard before. */
  public boolean beginsSong() {
    return from == 0;
  }
}
