package org.musiclstm.corpus;

import org.musiclstm.midi.MidiFile;
import org.musiclstm.tensor.Encoded;

/**
 * How much of the songs did not go into their tensors.
 *
 * @param notesOutOfRange notes below the lowest or above the highest pitch
 * @param drumNotes notes of drums, where the encoding has none
 * @param notesUntaken pitched notes that belong to no part
 * @param notesMerged notes that are one with another of their pitch
 * @param trimmedSteps steps of silence at the ends
 * @param leadingSteps steps of silence at the beginnings
 * @param notesUnended notes that nothing ends but the next of their pitch or the end of their
 *     track; they are in the tensors
 * @param damagedSongs songs whose files break the MIDI format, of which more may be missing
 * @param oddTempoSongs songs that have tempos that no music has, which pieces do not get
 */
public record LeftOut(
    long notesOutOfRange,
    long drumNotes,
    long notesUntaken,
    long notesMerged,
    long trimmedSteps,
    long leadingSteps,
    long notesUnended,
    long damagedSongs,
    long oddTempoSongs) {
  /** Nothing. */
  public static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** What is left out of one song. */
  static LeftOut of(Encoded encoded, MidiFile midi) {
    boolean isDamaged = midi.findings().stream().anyMatch(finding -> finding.kind().isViolation());
    boolean hasOddTempo = midi.score().tempos().stream().anyMatch(tempo -> !tempo.isPlayable());
    return new LeftOut(
        encoded.notesOutOfRange(),
        encoded.drumNotes(),
        encoded.notesUntaken(),
        encoded.notesMerged(),
        encoded.trimmedSteps(),
        encoded.leadingSteps(),
        midi.notesUnended(),
        isDamaged ? 1 : 0,
        hasOddTempo ? 1 : 0);
  }

  /** Both together. */
  public LeftOut plus(LeftOut other) {
    return new LeftOut(
        notesOutOfRange + other.notesOutOfRange,
        drumNotes + other.drumNotes,
        notesUntaken + other.notesUntaken,
        notesMerged + other.notesMerged,
        trimmedSteps + other.trimmedSteps,
        leadingSteps + other.leadingSteps,
        notesUnended + other.notesUnended,
        damagedSongs + other.damagedSongs,
        oddTempoSongs + other.oddTempoSongs);
  }
}
