package org.musiclstm.worker;

import java.util.List;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.tensor.Encoding;

/**
 * Which songs are taken, and how they become np-tensors.
 *
 * @param songs where the songs are
 * @param validationSongs a folder of songs to validate on, or none to split some off the songs
 * @param failOnUnreadable whether a file that cannot be used ends the build
 * @param encoding what a layer means
 */
public record SongSource(
    SongFolder songs,
    List<SongFolder> validationSongs,
    boolean failOnUnreadable,
    Encoding encoding) {
  /** Copies the list. */
  public SongSource {
    validationSongs = List.copyOf(validationSongs);
  }
}
