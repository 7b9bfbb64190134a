package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.musiclstm.Stop;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * The notes of a song in small: enough to say how many of them two songs have in common, whatever
 * their keys and tempos.
 *
 * <p>A song is a sequence of chords, the pitches that begin together. Every eight successive ones
 * are a shingle: the intervals of each chord from the lowest pitch of the one before, and how long
 * it is until the next, as a ratio to the time before, in fifths of an octave. So a shingle stays
 * the same when the song is transposed or all its times are stretched, and neither velocities nor
 * durations nor the files' resolutions matter. Kept are the {@value #MOST} shingles with the least
 * hashes (Broder, "On the resemblance and containment of documents", 1997), the second time that a
 * shingle comes in a song counting as another one. Songs of fewer than eight chords have none, and
 * are like nothing. Drums, which have no keys, are compared by the pitches themselves.
 */
public final class Sketch {
  /** How many shingles are kept at most; the estimate errs by some 3 of 100 then. */
  static final int MOST = 256;

  private static final int CHORDS = 8;

  /** No common ratio, such as 3:2, 4:3 or 5:4, lies where two of these steps meet. */
  private static final int STEPS_PER_OCTAVE = 5;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final long[] hashes;
  private final int[] pitches;
  private final int shingles;

  private Sketch(long[] hashes, int[] pitches, int shingles) {
    this.hashes = hashes;
    this.pitches = pitches;
    this.shingles = shingles;
  }

  /** The sketch of a score's pitched notes or, when there are none, of its drums. */
  static Sketch of(Score score) {
    List<Chord> chords = chords(score, false);
    boolean drums = chords.isEmpty();
    if (drums) {
      chords = chords(score, true);
    }
    TreeMap<Long, Integer> least = new TreeMap<>();
    Map<Long, Integer> times = new HashMap<>();
    int shingles = Math.max(0, chords.size() - CHORDS + 1);
    for (int first = 0; first < shingles; first++) {
      Stop.check();
      List<Chord> stretch = chords.subList(first, first + CHORDS);
      long hash = hash(stretch, drums);
      hash = mixed(hash, times.merge(hash, 1, Integer::sum));
      if (least.size() < MOST || hash < least.lastKey()) {
        least.put(hash, stretch.get(0).lowest());
      }
      if (least.size() > MOST) {
        least.pollLastEntry();
      }
    }
    return new Sketch(
        least.keySet().stream().mapToLong(Long::longValue).toArray(),
        least.values().stream().mapToInt(Integer::intValue).toArray(),
        shingles);
  }

  /** Pitches that begin together, ascending and different. */
  private record Chord(long start, List<Integer> pitches) {
    int lowest() {
      return pitches.get(0);
    }
  }

  private static List<Chord> chords(Score score, boolean drums) {
    TreeMap<Long, Set<Integer>> starts = new TreeMap<>();
    for (Part part : score.parts()) {
      if (part.isDrums() == drums) {
        for (Note note : part.notes()) {
          starts.computeIfAbsent(note.start(), any -> new HashSet<>()).add(note.pitch());
        }
      }
    }
    List<Chord> chords = new ArrayList<>();
    starts.forEach(
        (start, pitches) -> chords.add(new Chord(start, pitches.stream().sorted().toList())));
    return chords;
  }

  private static long hash(List<Chord> chords, boolean drums) {
    long hash = chords.size();
    int from = drums ? 0 : chords.get(0).lowest();
    long before = 0;
    for (int n = 0; n < chords.size(); n++) {
      Chord chord = chords.get(n);
      hash = mixed(hash, chord.pitches().size());
      for (int pitch : chord.pitches()) {
        hash = mixed(hash, pitch - from);
      }
      from = drums ? 0 : chord.lowest();
      if (n > 0) {
        long time = chord.start() - chords.get(n - 1).start();
        if (n > 1) {
          hash = mixed(hash, ratio(time, before));
        }
        before = time;
      }
    }
    return hash;
  }

  private static long ratio(long time, long before) {
    return Math.round(
        StrictMath.log((double) time / before) / StrictMath.log(2) * STEPS_PER_OCTAVE);
  }

  private static long mixed(long hash, long value) {
    long z = (hash ^ value) * FACTOR;
    z = (z ^ (z >>> 32)) * FACTOR;
    return z ^ (z >>> 29);
  }

  /** The least hashes, ascending, no more than so many. */
  long[] hashes(int most) {
    return Arrays.copyOf(hashes, Math.min(most, hashes.length));
  }

  /** Whether nothing of the song had to be left out of the sketch. */
  private boolean isWhole() {
    return shingles == hashes.length;
  }

  /**
   * How much of two songs is the same: shingles that both have, as a share of those that one of
   * them has. Exact where both have no more than {@value #MOST}, else an estimate.
   *
   * @return 0 to 1; 0 when one of them has fewer than eight chords
   */
  public double resemblance(Sketch other) {
    int most = isWhole() && other.isWhole() ? Integer.MAX_VALUE : MOST;
    int common = 0;
    int all = 0;
    int mine = 0;
    int others = 0;
    while (all < most && (mine < hashes.length || others < other.hashes.length)) {
      int order = compare(other, mine, others);
      common += order == 0 ? 1 : 0;
      mine += order <= 0 ? 1 : 0;
      others += order >= 0 ? 1 : 0;
      all++;
    }
    return all == 0 ? 0 : (double) common / all;
  }

  private int compare(Sketch other, int mine, int others) {
    if (mine == hashes.length) {
      return 1;
    }
    return others == other.hashes.length ? -1 : Long.compare(hashes[mine], other.hashes[others]);
  }

  /**
   * By how many semitones this song lies above another where they are the same: the median over
   * what both have.
   *
   * @return 0 when they have nothing in common
   */
  public int semitonesAbove(Sketch other) {
    List<Integer> differences = new ArrayList<>();
    for (int n = 0; n < hashes.length; n++) {
      int at = Arrays.binarySearch(other.hashes, hashes[n]);
      if (at >= 0) {
        differences.add(pitches[n] - other.pitches[at]);
      }
    }
    differences.sort(null);
    return differences.isEmpty() ? 0 : differences.get(differences.size() / 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch sketch
        && shingles == sketch.shingles
        && Arrays.equals(hashes, sketch.hashes)
        && Arrays.equals(pitches, sketch.pitches);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return "Sketch of " + shingles + " shingles, " + hashes.length + " kept";
  }
}
