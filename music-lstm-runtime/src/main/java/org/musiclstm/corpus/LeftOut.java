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
 */
public record LeftOut(
    long notesOutOfRange, long drumNotes, long notesUntaken, long notesMerged, long trimmedLayers) {
  /** Nothing. */
  public static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0, 0);

  LeftOut plus(Encoded encoded) {
    return new LeftOut(
        notesOutOfRange + encoded.notesOutOfRange(),
        drumNotes + encoded.drumNotes(),
        notesUntaken + encoded.notesUntaken(),
        notesMerged + encoded.notesMerged(),
        trimmedLayers + encoded.trimmedLayers());
  }
}
