package org.musiclstm.corpus;

import org.musiclstm.score.Note;
import org.musiclstm.score.Part;

/**
 * What one part of a song's file is like.
 *
 * @param name the track's name, empty when it has none
 * @param channel 0 to 15
 * @param program General MIDI instrument, 0 to 127
 * @param drums whether its pitches are instruments
 * @param notes how many notes it has, at least one
 * @param lowestPitch MIDI key number of its lowest note
 * @param highestPitch MIDI key number of its highest note
 * @param drumName the name of its track or instrument, where that says that these are drums though
 *     nothing else does; else empty
 */
public record PartFacts(
    String name,
    int channel,
    int program,
    boolean drums,
    int notes,
    int lowestPitch,
    int highestPitch,
    String drumName) {
  /**
   * The facts of a part that has notes.
   *
   * @param hints those of the score that it is a part of
   */
  static PartFacts of(Part part, DrumHints hints) {
    return new PartFacts(
        part.name(),
        part.channel(),
        part.program(),
        part.isDrums(),
        part.notes().size(),
        part.notes().stream().mapToInt(Note::pitch).min().orElseThrow(),
        part.notes().stream().mapToInt(Note::pitch).max().orElseThrow(),
        hints.of(part));
  }
}
