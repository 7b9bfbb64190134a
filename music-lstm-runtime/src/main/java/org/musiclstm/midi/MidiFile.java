package org.musiclstm.midi;

import java.util.List;

/**
 * What was read from a Standard MIDI file.
 *
 * @param score the music
 * @param texts what the file says of itself: the text events at the start of the first track
 * @param findings what was tolerated, in order of the file; empty for a well-formed file
 */
public record MidiFile(Score score, List<String> texts, List<Finding> findings) {
  /** Copies the lists. */
  public MidiFile {
    texts = List.copyOf(texts);
    findings = List.copyOf(findings);
  }
}
