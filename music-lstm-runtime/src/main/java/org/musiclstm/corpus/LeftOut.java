package org.musiclstm.corpus;

import org.musiclstm.tensor.Encoded;

/**
 * How much of the songs did not go into their tensors.
 *
 * @param notesOutOfRange notes below the lowest or above the highest pitch
 * @param drumNotes notes of drums, where the encoding has none
 * @param notesUntaken pitched notes that belong to no part
 * @param notesMerged notes that are one with another of their pitch
 * @param trimmedLayers layers of silence at the ends
 * @param damagedSongs songs whose files break the MIDI format, of which more may be missing
 */
public record LeftOut(
    long notesOutOfRange,
    long drumNotes,
    long notesUntaken,
    long notesMerged,
    long trimmedLayers,
    long damagedSongs) {
  /** Nothing. */
  public static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0, 0, 0);

  /** What is left out of one song. */
  static LeftOut of(Encoded encoded, boolean isDamaged) {
    return new LeftOut(
        encoded.notesOutOfRange(),
        encoded.drumNotes(),
        encoded.notesUntaken(),
        encoded.notesMerged(),
        encoded.trimmedLayers(),
        isDamaged ? 1 : 0);
  }

  /** Both together. */
  public LeftOut plus(LeftOut other) {
    return new LeftOut(
        notesOutOfRange + other.notesOutOfRange,
        drumNotes + other.drumNotes,
        notesUntaken + other.notesUntaken,
        notesMerged + other.notesMerged,
        trimmedLayers + other.trimmedLayers,
        damagedSongs + other.damagedSongs);
  }
}
