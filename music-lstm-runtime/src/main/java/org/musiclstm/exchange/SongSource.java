package org.musiclstm.exchange;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.midi.Strictness;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.EncodingOptions;

/**
 * Which songs are taken, and how they become np-tensors.
 *
 * @param songs where the songs are
 * @param validationSongs a folder of songs to validate on, or none to split some off the songs
 * @param failOnUnreadable whether a file that cannot be used ends the build
 * @param strict whether a file that breaks the MIDI format cannot be used
 * @param encoding what a step means
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

  /** The texts of the options that decide which songs are taken and what becomes of them. */
  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>(encoding.options());
    options.put(
        EncodingOptions.TRANSPOSE.name(),
        encoding.commonKey() ? EncodingOptions.TRANSPOSE_KEY : EncodingOptions.TRANSPOSE_NONE);
    options.put("failOnUnreadable", Boolean.toString(failOnUnreadable));
    options.put("strict", Boolean.toString(strict));
    return options;
  }

  /** What becomes of a file that breaks the MIDI format. */
  public Strictness strictness() {
    return strict ? Strictness.STRICT : Strictness.TOLERANT;
  }
}
