package org.musiclstm.training;

import java.util.Arrays;
import java.util.List;
import org.musiclstm.corpus.Window;
import org.musiclstm.network.Batch;
import org.musiclstm.tensor.NoteTensor;

/**
 * Makes batches of windows: the targets are the layers of a window, the inputs the same layers
 * shifted by one, with silence before the first layer of a song.
 */
final class Batches {
  private Batches() {}

  /**
   * Makes a batch.
   *
   * @param songs all songs, of which the windows tell the numbers
   * @param windows in order of falling length
   */
  static Batch of(List<NoteTensor> songs, List<Window> windows) {
    int[] lengths = windows.stream().mapToInt(Window::layers).toArray();
    int[] offsets = Batch.offsets(lengths);
    Rows inputs = new Rows(offsets[offsets.length - 1]);
    Rows targets = new Rows(offsets[offsets.length - 1]);
    for (int step = 0; step + 1 < offsets.length; step++) {
      for (int n = 0; n < offsets[step + 1] - offsets[step]; n++) {
        Window window = windows.get(n);
        NoteTensor song = songs.get(window.song());
        int layer = window.from() + step;
        if (layer == 0) {
          inputs.addSilence();
        } else {
          inputs.add(song, layer - 1);
        }
        targets.add(song, layer);
      }
    }
    return new Batch(lengths, inputs.starts, inputs.active(), targets.starts, targets.active());
  }

  /** Active features of one row after the other. */
  private static final class Rows {
    private final int[] starts;
    private int[] active;
    private int rows;
    private int count;

    Rows(int capacity) {
      starts = new int[capacity + 1];
      active = new int[8 * capacity];
    }

    void addSilence() {
      starts[++rows] = count;
    }

    void add(NoteTensor song, int layer) {
      int size = song.end(layer) - song.start(layer);
      if (count + size > active.length) {
        active = Arrays.copyOf(active, 2 * (count + size));
      }
      for (int n = song.start(layer); n < song.end(layer); n++) {
        active[count++] = song.active(n);
      }
      starts[++rows] = count;
    }

    int[] active() {
      return Arrays.copyOf(active, count);
    }
  }
}
