package org.musiclstm.evaluation;

/**
 * A part of a piece.
 *
 * @param beats how long it is, in quarter notes; 0 for none
 * @param from where it begins; the first step where it has no length
 */
public record Stretch(double beats, Place from) {}
