package org.musiclstm.midi;

import java.util.List;
import org.musiclstm.score.Score;

/**
 * What was read from a Standard MIDI file.
 *
 * @param score the music
 * @param texts what the file says of itself: the text events at the start of its first track
 * @param findings what was tolerated or has more than one meaning; empty for most files. There are
 *     at most ten of a kind, then one that counts the rest
 * @param notesUnended how many notes nothing ends but the next of their pitch or the end of their
 *     track
 */
public record MidiFile(Score score, List<String> texts, List<Finding> findings, int notesUnended) {
  /** No file of music is longer; recordings of sound under a wrong name are. */
  public static final long MOST_BYTES = 16L << 20;

  /** Copies the lists. */
  public MidiFile {
    texts = List.copyOf(texts);
    findings = List.copyOf(findings);
  }
}
