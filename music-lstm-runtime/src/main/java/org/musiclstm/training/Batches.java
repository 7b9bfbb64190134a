package org.musiclstm.training;

import java.util.Arrays;
import java.util.List;
import org.musiclstm.RandomStream;
import org.musiclstm.corpus.Window;
import org.musiclstm.network.Batch;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;

/**
 * Makes batches of windows: the targets are the steps of a window, the inputs the same steps
 * shifted by one, with silence before the first step of a song.
 */
final class Batches {
  private Batches() {}

  /**
   * Makes a batch.
   *
   * @param songs all songs, of which the windows predict the numbers, all of one encoding
   * @param windows in order of falling length
   */
  static Batch of(List<NoteTensor> songs, List<Window> windows) {
    return of(songs, windows, 0, new RandomStream(0, "nothing is left out", 0));
  }

  /**
   * Makes a batch in which some of what was heard is left out.
   *
   * @param songs all songs, of which the windows predict the numbers, all of one encoding
   * @param windows in order of falling length
   * @param leftOut the share of the notes in the steps of the inputs that is left out
   * @param random where it is taken from which
   */
  static Batch of(
      List<NoteTensor> songs, List<Window> windows, double leftOut, RandomStream random) {
    int[] lengths = windows.stream().mapToInt(Window::steps).toArray();
    int[] offsets = Batch.offsets(lengths);
    Encoding encoding = songs.get(0).encoding();
    Rows inputs = new Rows(offsets[offsets.length - 1], encoding);
    Rows targets = new Rows(offsets[offsets.length - 1], encoding);
    for (int step = 0; step + 1 < offsets.length; step++) {
      for (int n = 0; n < offsets[step + 1] - offsets[step]; n++) {
        Window window = windows.get(n);
        NoteTensor song = songs.get(window.song());
        int at = window.from() + step;
        if (at == 0) {
          inputs.addSilence();
        } else {
          inputs.add(song, at - 1, window.semitones(), leftOut, random);
        }
        targets.add(song, at, window.semitones(), 0, random);
      }
    }
    return new Batch(
        lengths,
        inputs.starts,
        inputs.active(),
        targets.starts,
        targets.active(),
        encoding.hasVelocity()
            ? new Batch.Values(inputs.values, targets.values, encoding.velocityFeatures())
            : Batch.Values.ONES);
  }

  /** Active features of one row after the other. */
  private static final class Rows {
    private final int[] starts;
    private final boolean[] pitched;
    private final boolean hasValues;
    private final int[] noteRows;
    private final int[] decidedIn;
    private final boolean[] leftOut;
    private int[] active;
    private float[] values = {};
    private int rows;
    private int count;

    Rows(int capacity, Encoding encoding) {
      starts = new int[capacity + 1];
      pitched = encoding.pitchedFeatures();
      hasValues = encoding.hasVelocity();
      noteRows = encoding.rowsOfFeatures();
      decidedIn = new int[encoding.rows()];
      leftOut = new boolean[encoding.rows()];
      active = new int[8 * capacity];
      grow(active.length);
    }

    private void grow(int size) {
      active = Arrays.copyOf(active, size);
      if (hasValues) {
        values = Arrays.copyOf(values, size);
      }
    }

    void addSilence() {
      starts[++rows] = count;
    }

    /** Adds a at, its pitches moved by some semitones, with which none leaves its range. */
    void add(NoteTensor song, int at, int semitones, double leftOut, RandomStream random) {
      int size = song.end(at) - song.start(at);
      if (count + size > active.length) {
        grow(2 * (count + size));
      }
      for (int n = song.start(at); n < song.end(at); n++) {
        if (leftOut > 0 && isLeftOut(song.active(n), leftOut, random)) {
          continue;
        }
        if (hasValues) {
          values[count] = song.value(n);
        }
        int feature = song.active(n);
        active[count++] = pitched[feature] ? feature + semitones : feature;
      }
      starts[++rows] = count;
    }

    /** Whether a note is, of which the first feature of its step decides for all of them. */
    private boolean isLeftOut(int feature, double share, RandomStream random) {
      int row = noteRows[feature];
      if (decidedIn[row] != rows + 1) {
        decidedIn[row] = rows + 1;
        leftOut[row] = random.nextDouble() < share;
      }
      return leftOut[row];
    }

    int[] active() {
      return Arrays.copyOf(active, count);
    }
  }
}
