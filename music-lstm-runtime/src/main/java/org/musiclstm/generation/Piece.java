package org.musiclstm.generation;

import org.musiclstm.tensor.NoteTensor;

/**
 * A generated song.
 *
 * @param number from 1
 * @param primer what it goes on from
 * @param tensor its layers, without the primer's
 */
public record Piece(int number, Primer primer, NoteTensor tensor) {}
