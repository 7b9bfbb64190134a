package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.musiclstm.RandomStream;

/**
 * The windows that training sees, without end. Several rows of songs run side by side; each plays
 * one song from its first step to its last, window by window, and then takes the next one from a
 * shuffled list. When the list is used up, all songs are shuffled anew: an epoch. So no window
 * crosses songs, no tail is dropped, and what the network remembers carries over from a window to
 * the next of the same song. Each time a song is taken, it may be moved by some semitones, drawn
 * for all of its windows from a stream of random numbers of their own.
 */
public final class WindowStream {
  private final int[] lengths;
  private final List<ShiftRange> shifts;
  private final int windowSteps;
  private final long seed;
  private final int[] song;
  private final int[] position;
  private final int[] semitones;
  private int[] order = new int[0];
  private int next;
  private int epochs;
  private long taken;

  /** Begins with the first epoch of songs that stay as they are. */
  public WindowStream(int[] lengths, int rows, int windowSteps, long seed) {
    this(lengths, Collections.nCopies(lengths.length, ShiftRange.NONE), rows, windowSteps, seed);
  }

  /**
   * Begins with the first epoch.
   *
   * @param lengths how many steps each song has, at least one song, each at least 1 step
   * @param shifts by how much each song may be moved
   * @param rows how many songs run side by side at most; never more than there are songs
   * @param windowSteps how many steps a window has at most
   * @param seed where the shuffling and the moving begin
   */
  public WindowStream(
      int[] lengths, List<ShiftRange> shifts, int rows, int windowSteps, long seed) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("there have to be songs");
    }
    this.lengths = lengths.clone();
    this.shifts = List.copyOf(shifts);
    this.windowSteps = windowSteps;
    this.seed = seed;
    this.song = new int[Math.min(rows, lengths.length)];
    this.position = new int[song.length];
    this.semitones = new int[song.length];
    for (int row = 0; row < song.length; row++) {
      begin(row);
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
        begin(row);
      }
      int steps = Math.min(windowSteps, lengths[song[row]] - position[row]);
      windows.add(new Window(row, song[row], position[row], steps, semitones[row]));
      position[row] += steps;
    }
    windows.sort(Comparator.comparingInt(Window::steps).reversed().thenComparingInt(Window::row));
    return windows;
  }

  private void begin(int row) {
    song[row] = nextSong();
    position[row] = 0;
    semitones[row] = shifts.get(song[row]).draw(new RandomStream(seed, "transposition", taken++));
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
