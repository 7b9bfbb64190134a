package org.musiclstm.evaluation;

import java.util.Arrays;
import java.util.List;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;

/**
 * What is heard in each step: the pitches that sound, whichever part plays them, and the drums that
 * are struck. Whether a pitch begins or goes on, and how hard it was struck, is left aside: it
 * depends on the planes of the encoding.
 */
final class Sounding {
  /** Pitches are below it, drums from it on. */
  private static final int DRUMS = 128;

  private final int[][] pitches;
  private final int[][] heard;

  private Sounding(int[][] pitches, int[][] heard) {
    this.pitches = pitches;
    this.heard = heard;
  }

  static Sounding of(NoteTensor tensor) {
    int[] heardAs = heardAs(tensor.encoding());
    int[][] pitches = new int[tensor.steps()][];
    int[][] heard = new int[tensor.steps()][];
    for (int step = 0; step < tensor.steps(); step++) {
      heard[step] = heard(tensor, step, heardAs);
      int pitched = 0;
      while (pitched < heard[step].length && heard[step][pitched] < DRUMS) {
        pitched++;
      }
      pitches[step] =
          pitched == heard[step].length ? heard[step] : Arrays.copyOf(heard[step], pitched);
    }
    return new Sounding(pitches, heard);
  }

  private static int[] heard(NoteTensor tensor, int step, int[] heardAs) {
    int[] heard = new int[tensor.end(step) - tensor.start(step)];
    int count = 0;
    for (int i = tensor.start(step); i < tensor.end(step); i++) {
      int what = heardAs[tensor.active(i)];
      if (what >= 0) {
        heard[count++] = what;
      }
    }
    return Arrays.stream(heard, 0, count).sorted().distinct().toArray();
  }

  /** What each feature stands for when it is active: a pitch, a drum, or nothing heard: -1. */
  private static int[] heardAs(Encoding encoding) {
    int[] heardAs = new int[encoding.features()];
    Arrays.fill(heardAs, -1);
    List<PartEncoding> parts = encoding.parts();
    for (int n = 0; n < parts.size(); n++) {
      PartEncoding part = parts.get(n);
      // The first plane is what sounds or, of drums, what is struck.
      int lowest = part.isDrums() ? DRUMS : part.lowestPitch();
      for (int row = 0; row < part.rows(); row++) {
        heardAs[encoding.firstFeature(n) + row] = lowest + row;
      }
    }
    return heardAs;
  }

  int steps() {
    return heard.length;
  }

  /** The pitches of a step, ascending. The array is not to be changed. */
  int[] pitches(int step) {
    return pitches[step];
  }

  boolean isSilent(int step) {
    return heard[step].length == 0;
  }

  /** Whether a step sounds as the one before it. */
  boolean isAsBefore(int step) {
    return Arrays.equals(heard[step], heard[step - 1]);
  }
}
