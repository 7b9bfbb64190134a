package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.musiclstm.RandomStream;

/**
 * The windows that training sees, without end. Several rows of songs run side by side; each plays
 * one song from its first layer to its last, window by window, and then takes the next one from a
 * shuffled list. When the list is used up, all songs are shuffled anew: an epoch. So no window
 * crosses songs, no tail is dropped, and what the network remembers carries over from a window to
 * the next of the same song.
 */
public final class WindowStream {
  private final int[] lengths;
  private final int windowLayers;
  private final long seed;
  private final int[] song;
  private final int[] position;
  private int[] order = new int[0];
  private int next;
  private int epochs;

  /**
   * Begins with the first epoch.
   *
   * @param lengths how many layers each song has, at least one song, each at least 1 layer
   * @param rows how many songs run side by side at most; never more than there are songs
   * @param windowLayers how many layers a window has at most
   * @param seed where the shuffling begins
   */
  public WindowStream(int[] lengths, int rows, int windowLayers, long seed) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("there have to be songs");
    }
    this.lengths = lengths.clone();
    this.windowLayers = windowLayers;
    this.seed = seed;
    this.song = new int[Math.min(rows, lengths.length)];
    this.position = new int[song.length];
    for (int row = 0; row < song.length; row++) {
      song[row] = nextSong();
    }
  }

  /** How many songs run side by side. */
  public int rows() {
    return song.length;
  }

  /** How many times all songs have been shuffled. */
  int epochs() {
    return epochs;
  }

  /** The next window of every row, in order of falling length. */
  public List<Window> next() {
    List<Window> windows = new ArrayList<>();
    for (int row = 0; row < song.length; row++) {
      if (position[row] == lengths[song[row]]) {
        song[row] = nextSong();
        position[row] = 0;
      }
      int layers = Math.min(windowLayers, lengths[song[row]] - position[row]);
      windows.add(new Window(row, song[row], position[row], layers));
      position[row] += layers;
    }
    windows.sort(Comparator.comparingInt(Window::layers).reversed().thenComparingInt(Window::row));
    return windows;
  }

  private int nextSong() {
    if (next == order.length) {
      order = shuffled();
      next = 0;
    }
    return order[next++];
  }

  private int[] shuffled() {
    RandomStream random = new RandomStream(seed, "batches", epochs++);
    int[] shuffled = new int[lengths.length];
    for (int n = 0; n < shuffled.length; n++) {
      int at = random.nextInt(n + 1);
      shuffled[n] = shuffled[at];
      shuffled[at] = n;
    }
    return shuffled;
  }
}
