package org.musiclstm.generation;

import java.util.Arrays;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.PartEncoding;

/** How many pitched notes may sound in a step, of all parts together. */
final class NoteBounds {
  private final int fewest;
  private final int most;
  private final boolean[] pitched;

  NoteBounds(Encoding encoding, Sampling sampling) {
    this.pitched = new boolean[encoding.rows()];
    int first = 0;
    for (PartEncoding part : encoding.parts()) {
      Arrays.fill(pitched, first, first + part.rows(), !part.isDrums());
      first += part.rows();
    }
    this.fewest = sampling.minNotes();
    this.most = sampling.maxNotes() == 0 ? pitched.length : sampling.maxNotes();
  }

  /** Whether a step keeps to them. */
  boolean hold(boolean[] sounds) {
    int count = count(sounds);
    return count >= fewest && count <= most;
  }

  /**
   * What sounds in a step that keeps to them: the least likely notes of what was drawn are taken
   * away, or the likeliest of the others are added; of equals, the lower ones sound.
   *
   * @param sounds what was drawn, {@code [rows of all parts]}
   * @param chances how likely each was to sound, {@code [rows of all parts]}
   */
  boolean[] mended(boolean[] sounds, float[] chances) {
    boolean[] mended = sounds.clone();
    for (int count = count(mended); count > most; count--) {
      int least = -1;
      for (int row = 0; row < mended.length; row++) {
        if (pitched[row] && mended[row] && (least < 0 || chances[row] <= chances[least])) {
          least = row;
        }
      }
      mended[least] = false;
    }
    for (int count = count(mended); count < fewest; count++) {
      int likeliest = -1;
      for (int row = 0; row < mended.length; row++) {
        if (pitched[row] && !mended[row] && (likeliest < 0 || chances[row] > chances[likeliest])) {
          likeliest = row;
        }
      }
      if (likeliest < 0) {
        return mended;
      }
      mended[likeliest] = true;
    }
    return mended;
  }

  private int count(boolean[] sounds) {
    int count = 0;
    for (int row = 0; row < sounds.length; row++) {
      count += pitched[row] && sounds[row] ? 1 : 0;
    }
    return count;
  }
}
