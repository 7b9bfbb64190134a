package org.musiclstm.exchange;

import java.util.List;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.midi.Strictness;
import org.musiclstm.tensor.Encoding;

/**
 * Which songs are taken, and how they become np-tensors.
 *
 * @param songs where the songs are
 * @param validationSongs a folder of songs to validate on, or none to split some off the songs
 * @param failOnUnreadable whether a file that cannot be used ends the build
 * @param strict whether a file that breaks the MIDI format cannot be used
 * @param encoding what a layer means
 */
public record SongSource(
    SongFolder songs,
    List<SongFolder> validationSongs,
    boolean failOnUnreadable,
    boolean strict,
    Encoding encoding) {
  /** Copies the list. */
  public SongSource {
    validationSongs = List.copyOf(validationSongs);
  }

  /** What becomes of a file that breaks the MIDI format. */
  public Strictness strictness() {
    return strict ? Strictness.STRICT : Strictness.TOLERANT;
  }
}
