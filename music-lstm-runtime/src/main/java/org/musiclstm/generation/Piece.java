package org.musiclstm.generation;

import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Key;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;

/**
 * A generated song.
 *
 * @param number from 1
 * @param seed what it was generated with
 * @param primer what it goes on from
 * @param tensor its steps, without the primer's
 * @param semitones by how much the pitches of the steps are moved up when it is written
 * @param cuts what of it would have gone on for too long
 */
public record Piece(
    int number, long seed, Primer primer, NoteTensor tensor, int semitones, Cuts cuts) {
  /**
   * What was cut short while a piece was made.
   *
   * @param drones how many times the same would have sounded for too long
   * @param silences how many times nothing would have sounded for too long
   */
  public record Cuts(int drones, int silences) {}

  /** The piece as notes. */
  public Score score(Style style) {
    Score score = Decoder.decode(tensor, style);
    return semitones == 0 ? score : score.moved(semitones);
  }

  /**
   * The same piece, moved by as few semitones as bring its tonic to that of a key, or the other way
   * round the octave where MIDI has no such pitches; as it is when no key can be predicted. Major
   * stays major and minor stays minor.
   */
  Piece inKey(Key wanted, Style style) {
    Score score = score(style);
    int up =
        KeyEstimate.of(score)
            .map(estimate -> Math.floorMod(wanted.tonic() - estimate.key().tonic(), 12))
            .orElse(0);
    int fewest = up > 6 ? up - 12 : up;
    int other = fewest > 0 ? fewest - 12 : fewest + 12;
    int moved = score.canMove(fewest) ? fewest : score.canMove(other) ? other : 0;
    return new Piece(number, seed, primer, tensor, semitones + moved, cuts);
  }
}
