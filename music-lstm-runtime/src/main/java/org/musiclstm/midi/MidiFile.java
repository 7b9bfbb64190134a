package org.musiclstm.midi;

import java.util.List;

/**
 * What was read from a Standard MIDI file.
 *
 * @param score the music
 * @param findings what was tolerated, in order of the file; empty for a well-formed file
 */
public record MidiFile(Score score, List<Finding> findings) {
  /** Copies the list. */
  public MidiFile {
    findings = List.copyOf(findings);
  }
}
