package org.musiclstm.evaluation;

import java.util.stream.IntStream;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;

/**
 * Counts the notes that were expected of steps. What counts is what sounds, and of drums what is
 * struck; what merely begins would count a note twice.
 */
final class Frames {
  /** A note is expected when it is likelier than not. */
  private static final float THRESHOLD = 0.5f;

  private final int[] counting;

  Frames(Encoding encoding) {
    // Planes that predict what sounds stand first in a part, and those of drums begin with onsets.
    counting =
        IntStream.range(0, encoding.parts().size())
            .flatMap(
                n -> {
                  PartEncoding part = encoding.parts().get(n);
                  int first = encoding.firstFeature(n);
                  return IntStream.range(first, first + part.rows());
                })
            .toArray();
  }

  /**
   * Counts the notes of a step.
   *
   * @param predicted the probability of each feature, {@code [features]}
   */
  FrameCounts count(NoteTensor song, int step, float[] predicted) {
    int hits = 0;
    int extras = 0;
    int misses = 0;
    for (int feature : counting) {
      boolean expected = predicted[feature] > THRESHOLD;
      if (song.isActive(step, feature)) {
        hits += expected ? 1 : 0;
        misses += expected ? 0 : 1;
      } else {
        extras += expected ? 1 : 0;
      }
    }
    return new FrameCounts(hits, extras, misses);
  }
}
