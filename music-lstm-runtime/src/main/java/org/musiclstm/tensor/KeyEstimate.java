package org.musiclstm.tensor;

import java.util.Optional;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * The key that a song seems to be in by the algorithm of Krumhansl and Schmuckler (Krumhansl,
 * "Cognitive Foundations of Musical Pitch", 1990, chapter 4): the one whose profile of Krumhansl
 * and Kessler (1982) correlates best with how long each of the twelve pitch classes sounds.
 *
 * @param key the key; of equals, the one with the lower tonic, major before minor
 * @param correlation of its profile with the song, -1 to 1
 * @param margin how much better it is than that of the second best key: near 0, it may as well be
 *     another
 */
public record KeyEstimate(Key key, double correlation, double margin) {
  private static final double[] MAJOR = {
    6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88
  };
  private static final double[] MINOR = {
    6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17
  };

  /** Estimates the key of a score's pitched notes; nothing when they say of none. */
  public static Optional<KeyEstimate> of(Score score) {
    double[] durations = new double[12];
    for (Part part : score.parts()) {
      if (!part.isDrums()) {
        for (Note note : part.notes()) {
          durations[note.pitch() % 12] += note.duration();
        }
      }
    }
    return of(durations);
  }

  private static Optional<KeyEstimate> of(double[] durations) {
    Optional<Key> key = Optional.empty();
    double best = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (int tonic = 0; tonic < 12; tonic++) {
      for (boolean minor : new boolean[] {false, true}) {
        double correlation = correlation(durations, minor ? MINOR : MAJOR, tonic);
        if (correlation > best) {
          second = best;
          best = correlation;
          key = Optional.of(new Key(tonic, minor));
        } else if (correlation > second) {
          second = correlation;
        }
      }
    }
    double margin = best - second;
    double correlation = best;
    return key.map(found -> new KeyEstimate(found, correlation, margin));
  }

  /** Pearson's; no number when all durations are the same. */
  private static double correlation(double[] durations, double[] profile, int tonic) {
    double meanDuration = mean(durations);
    double meanProfile = mean(profile);
    double products = 0;
    double durationSquares = 0;
    double profileSquares = 0;
    for (int n = 0; n < 12; n++) {
      double duration = durations[(tonic + n) % 12] - meanDuration;
      double weight = profile[n] - meanProfile;
      products += duration * weight;
      durationSquares += duration * duration;
      profileSquares += weight * weight;
    }
    return products / Math.sqrt(durationSquares * profileSquares);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
