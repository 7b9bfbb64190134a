package org.musiclstm.evaluation;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.musiclstm.Stop;
import org.musiclstm.tensor.Grid;

/**
 * Songs in which runs of steps can be looked up, whatever the key.
 *
 * <p>A run of a piece <em>stands in</em> a song when there are as many successive steps of the
 * song, on the same grid, that become those of the piece when all their pitches are moved by one
 * number of semitones, be it none, a fifth or two octaves. Compared is which pitches sound in each
 * step, whichever part plays them; whether they begin or go on, and how hard, is not, and neither
 * are drums, whose patterns many songs share. Rests count as they stand.
 *
 * <p>What is no music of anybody is no run: a run begins and ends with a step that sounds, and has
 * at least two steps that sound and differ. Silence, or a chord that is held or struck again and
 * again, is never shared.
 *
 * <p>Each step is predicted by the shape of its chord (its pitches above the lowest) and by the
 * interval from the lowest pitch of the sounding step before; from one step to the next, that is
 * one number. Equal runs are equal sequences of these numbers, whatever the key, and a {@link
 * SuffixArray} of them finds the longest. With n steps in all songs, making the index takes time
 * O(n log r), r being the longest repeat, and 22 bytes of memory a step, of which 10 remain. To
 * look up a piece takes, for each of its steps, O(log n) comparisons of the rest of the piece with
 * that of a song, and for a song of the index itself as many more as its own steps stand between
 * those of others.
 */
public final class SongIndex {
  /** Ends a song. */
  private static final int END = 0;

  /** Goes from one step to the next in no song. */
  private static final int UNKNOWN = -1;

  private static final int LOOK_EVERY = 1 << 12;

  private static final int SILENT = 0;
  private static final int NO_PITCH = -1;
  private static final int SHAPE_BITS = 24;
  private static final int INTERVAL_BITS = 9;
  private static final int INTERVAL_OFFSET = 1 << (INTERVAL_BITS - 1);

  private final List<Music> songs;
  private final Map<IntBuffer, Integer> shapes = new HashMap<>();
  private final Map<Long, Integer> moves = new HashMap<>();

  /** The first step of each song, and of one more. */
  private final int[] starts;

  /** The lowest pitch of each step of all songs, -1 for silence. */
  private final short[] lowest;

  private final SuffixArray suffixes;

  /**
   * Makes an index.
   *
   * @param songs of one grid, in any order
   * @throws IllegalArgumentException when songs lie on different grids
   */
  public SongIndex(List<Music> songs) {
    this.songs =
        songs.stream()
            .sorted(Comparator.comparing(Music::name).thenComparing(song -> song.tensor().sha256()))
            .toList();
    starts = new int[songs.size() + 1];
    for (int n = 0; n < songs.size(); n++) {
      checkGrid(this.songs.get(n));
      starts[n + 1] = Math.addExact(starts[n], this.songs.get(n).tensor().steps());
    }
    int steps = starts[songs.size()];
    lowest = new short[steps];
    int[] text = new int[steps];
    for (int n = 0; n < songs.size(); n++) {
      Stop.check();
      Sounding sounding = Sounding.of(this.songs.get(n).tensor());
      int[] ofSong = moves(sounding, true);
      System.arraycopy(ofSong, 0, text, starts[n], ofSong.length);
      for (int step = 0; step < sounding.steps(); step++) {
        lowest[starts[n] + step] = (short) lowest(sounding, step);
      }
    }
    suffixes = new SuffixArray(text);
  }

  /** The songs, in order of their names. */
  public List<Music> songs() {
    return songs;
  }

  private void checkGrid(Music music) {
    Grid grid = music.tensor().encoding().grid();
    if (!songs.isEmpty() && !grid.equals(songs.get(0).tensor().encoding().grid())) {
      throw new IllegalArgumentException(
          music.name() + " has " + grid + ", but other songs have another grid");
    }
  }

  private static int lowest(Sounding sounding, int step) {
    int[] pitches = sounding.pitches(step);
    return pitches.length == 0 ? NO_PITCH : pitches[0];
  }

  /** The number of each step's move to the next; the last one's is the end. */
  private int[] moves(Sounding sounding, boolean learn) {
    int[] numbers = new int[sounding.steps()];
    int before = NO_PITCH;
    int shape = UNKNOWN;
    for (int step = 0; step < numbers.length; step++) {
      int[] pitches = sounding.pitches(step);
      int next = shape(pitches, learn);
      int interval = pitches.length == 0 || before == NO_PITCH ? 0 : pitches[0] - before;
      if (step > 0) {
        numbers[step - 1] = move(shape, interval, next, learn);
      }
      before = pitches.length == 0 ? before : pitches[0];
      shape = next;
    }
    if (numbers.length > 0) {
      numbers[numbers.length - 1] = END;
    }
    return numbers;
  }

  private int shape(int[] pitches, boolean learn) {
    if (pitches.length == 0) {
      return SILENT;
    }
    int[] above = Arrays.stream(pitches).map(pitch -> pitch - pitches[0]).toArray();
    return number(shapes, IntBuffer.wrap(above), learn);
  }

  private int move(int from, int interval, int to, boolean learn) {
    if (from == UNKNOWN || to == UNKNOWN) {
      return UNKNOWN;
    }
    long move =
        ((long) from << (SHAPE_BITS + INTERVAL_BITS))
            | ((long) to << INTERVAL_BITS)
            | (interval + INTERVAL_OFFSET);
    return number(moves, move, learn);
  }

  /** Numbers from 1 on. */
  private static <T> int number(Map<T, Integer> numbers, T what, boolean learn) {
    Integer known = numbers.get(what);
    if (known != null) {
      return known;
    }
    if (!learn) {
      return UNKNOWN;
    }
    int number = numbers.size() + 1;
    if (number >= 1 << SHAPE_BITS) {
      throw new IllegalArgumentException("there are more than 2^24 different chords or moves");
    }
    numbers.put(what, number);
    return number;
  }

  /**
   * Looks up a piece, or a song that is not in the index.
   *
   * @throws IllegalArgumentException when it lies on another grid
   */
  public Originality of(Music piece) {
    checkGrid(piece);
    return new LookUp(piece, 0, 0).originality();
  }

  /**
   * Looks up a song of the index in all the others.
   *
   * @param song its number in {@link #songs}
   */
  public Originality amongOthers(int song) {
    return new LookUp(songs.get(song), starts[song], starts[song + 1]).originality();
  }

  private int songOf(int step) {
    int found = Arrays.binarySearch(starts, step);
    if (found < 0) {
      return -found - 2;
    }
    // A song without steps begins where the next one does.
    while (starts[found + 1] == step) {
      found++;
    }
    return found;
  }

  /** What many songs have stands in many places. */
  private static void lookNowAndThen(int number) {
    if (number % LOOK_EVERY == 0) {
      Stop.check();
    }
  }

  /** Looks up one piece, everywhere but in some steps. */
  private final class LookUp {
    private final Music piece;
    private final int exceptFrom;
    private final int exceptTo;
    private final Sounding sounding;
    private final int[] moves;

    /** For each step how many of the moves from it stand in a song, 0 where it is silent. */
    private final int[] shared;

    /** For each step the next one that sounds and differs from it, or the end. */
    private final int[] changes;

    LookUp(Music piece, int exceptFrom, int exceptTo) {
      this.piece = piece;
      this.exceptFrom = exceptFrom;
      this.exceptTo = exceptTo;
      sounding = Sounding.of(piece.tensor());
      moves = SongIndex.this.moves(sounding, false);
      if (moves.length > 0) {
        // Nothing goes on after the last step, not even in a song that ends there.
        moves[moves.length - 1] = UNKNOWN;
      }
      shared = new int[moves.length];
      changes = new int[moves.length];
      int change = moves.length;
      int soundsNext = moves.length;
      for (int step = moves.length - 1; step >= 0; step--) {
        Stop.check();
        if (isSilent(step)) {
          changes[step] = soundsNext;
          continue;
        }
        if (soundsNext < moves.length && !isSame(step, soundsNext)) {
          change = soundsNext;
        }
        changes[step] = change;
        soundsNext = step;
        shared[step] = longest(step);
      }
    }

    private boolean isSilent(int step) {
      return sounding.pitches(step).length == 0;
    }

    private boolean isSame(int step, int other) {
      return Arrays.equals(sounding.pitches(step), sounding.pitches(other));
    }

    private boolean isExcepted(int start) {
      return start >= exceptFrom && start < exceptTo;
    }

    /** The most moves from a step that stand in a song. */
    private int longest(int step) {
      int rank = suffixes.firstNotBelow(moves, step);
      int longest = 0;
      int common = moves.length - step;
      for (int n = rank; n < suffixes.length() && common > longest; n++) {
        lookNowAndThen(n);
        common = suffixes.common(suffixes.start(n), moves, step, common);
        longest = isExcepted(suffixes.start(n)) ? longest : Math.max(longest, common);
      }
      common = moves.length - step;
      for (int n = rank - 1; n >= 0 && common > longest; n--) {
        lookNowAndThen(n);
        common = suffixes.common(suffixes.start(n), moves, step, common);
        longest = isExcepted(suffixes.start(n)) ? longest : Math.max(longest, common);
      }
      return longest;
    }

    Originality originality() {
      int windows = 0;
      int copied = 0;
      int beat = piece.stepsPerBeat();
      int size = Originality.WINDOW_BEATS * beat;
      for (int begin = 0; begin + size <= moves.length; begin += beat) {
        Stop.check();
        int first = begin;
        while (first < begin + size && isSilent(first)) {
          first++;
        }
        if (first < begin + size && changes[first] < begin + size) {
          windows++;
          copied += stands(begin, first, begin + size) ? 1 : 0;
        }
      }
      return new Originality(longestRun(), windows, copied);
    }

    /** Whether what begins with silence, or with its first sounding step, stands in a song. */
    private boolean stands(int begin, int first, int end) {
      int needed = end - 1 - first;
      if (shared[first] < needed) {
        return false;
      }
      if (first == begin) {
        return true;
      }
      int[] run = Arrays.copyOfRange(moves, first, first + needed);
      for (int n = suffixes.firstNotBelow(run, 0);
          n < suffixes.length() && suffixes.common(suffixes.start(n), run, 0, needed) == needed;
          n++) {
        lookNowAndThen(n);
        int start = suffixes.start(n);
        if (!isExcepted(start) && isSilentBefore(start, first - begin)) {
          return true;
        }
      }
      return false;
    }

    private boolean isSilentBefore(int start, int steps) {
      if (start - steps < starts[songOf(start)]) {
        return false;
      }
      for (int step = start - steps; step < start; step++) {
        if (lowest[step] != NO_PITCH) {
          return false;
        }
      }
      return true;
    }

    private Optional<SharedRun> longestRun() {
      int best = 0;
      int from = 0;
      for (int step = 0; step < moves.length; step++) {
        int last = step + shared[step];
        if (isSilent(step) || changes[step] > last) {
          continue;
        }
        while (isSilent(last)) {
          last--;
        }
        if (last + 1 - step > best) {
          best = last + 1 - step;
          from = step;
        }
      }
      return best == 0 ? Optional.empty() : Optional.of(run(from, best));
    }

    /** The run, in the first song that has it, where it first has it. */
    private SharedRun run(int from, int steps) {
      int[] run = Arrays.copyOfRange(moves, from, from + steps - 1);
      int found = Integer.MAX_VALUE;
      for (int n = suffixes.firstNotBelow(run, 0);
          n < suffixes.length()
              && suffixes.common(suffixes.start(n), run, 0, run.length) == run.length;
          n++) {
        lookNowAndThen(n);
        int start = suffixes.start(n);
        if (!isExcepted(start)) {
          found = Math.min(found, start);
        }
      }
      int song = songOf(found);
      return new SharedRun(
          (double) steps / piece.stepsPerBeat(),
          Place.of(piece, from),
          songs.get(song).name(),
          Place.of(songs.get(song), found - starts[song]),
          sounding.pitches(from)[0] + piece.semitones() - lowest[found]);
    }
  }
}
