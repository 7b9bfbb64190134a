package org.musiclstm.training;

import java.util.List;
import org.musiclstm.Stop;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.tensor.NoteTensor;

/** How often each feature sounds in songs, as an output has it before it has learnt anything. */
final class LogOdds {
  private LogOdds() {}

  /**
   * The output's bias to begin with: the log-odds of each feature in the songs, wherever they are
   * moved, so that training need not find out first how rare notes are. No feature counts as rarer
   * than one in ten thousand steps, since the squared error has no slope where a probability is 0
   * or 1.
   */
  static float[] of(List<NoteTensor> songs, List<ShiftRange> shifts) {
    boolean[] pitched = songs.get(0).encoding().pitchedFeatures();
    double[] sums = new double[pitched.length];
    long steps = 0;
    for (int n = 0; n < songs.size(); n++) {
      Stop.check();
      NoteTensor song = songs.get(n);
      int lowest = shifts.get(n).lowest();
      int count = shifts.get(n).highest() - lowest + 1;
      for (int i = 0; i < song.activeCount(); i++) {
        int feature = song.active(i);
        for (int shift = 0; shift < count; shift++) {
          sums[pitched[feature] ? feature + lowest + shift : feature] +=
              song.value(i) / (double) count;
        }
      }
      steps += song.steps();
    }
    float[] logOdds = new float[sums.length];
    for (int feature = 0; feature < sums.length; feature++) {
      double share = Math.min(Math.max(sums[feature] / steps, 1e-4), 1 - 1e-4);
      logOdds[feature] = (float) StrictMath.log(share / (1 - share));
    }
    return logOdds;
  }
}
