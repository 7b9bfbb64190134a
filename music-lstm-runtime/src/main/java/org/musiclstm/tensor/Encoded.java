package org.musiclstm.tensor;

/**
 * A score on the grid of an encoding, and what the encoding could not take.
 *
 * @param tensor the song
 * @param notes how many notes are in the tensor, those that were merged included
 * @param notesOutOfRange notes left out because their pitch is not between lowest and highest, or
 *     because there is no such drum
 * @param drumNotes notes left out because they are drums, of which the encoding has none
 * @param notesUntaken pitched notes left out because they belong to no part
 * @param notesMerged notes that are one with another of their pitch and part: they begin at the
 *     same step or, where onsets are not reported, before the other is over or as it ends
 * @param trimmedSteps steps of silence cut off the end
 * @param leadingSteps steps of silence cut off the beginning
 * @param leadingBars how many bars these were
 * @param report all of this part by part, and how well the song fits the grid
 */
public record Encoded(
    NoteTensor tensor,
    int notes,
    int notesOutOfRange,
    int drumNotes,
    int notesUntaken,
    int notesMerged,
    long trimmedSteps,
    long leadingSteps,
    long leadingBars,
    SongReport report) {}
