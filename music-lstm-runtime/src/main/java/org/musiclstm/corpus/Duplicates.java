package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Stop;

/**
 * Finds songs that are much the same as others. Each is compared only with songs that have some of
 * the least hashes of its {@link Sketch} in common with it, so that a thousand songs take no longer
 * than reading them.
 */
public final class Duplicates {
  /** The least resemblance that can be asked for: below it, candidates might be missed. */
  public static final double LEAST_RESEMBLANCE = 0.5;

  private static final int INDEXED = 32;

  private final double leastResemblance;
  private final Map<String, Song> files = new HashMap<>();
  private final Map<String, Song> tensors = new HashMap<>();
  private final List<Song> indexed = new ArrayList<>();
  private final Map<Long, List<Integer>> index = new HashMap<>();
  private final List<Duplicate> found = new ArrayList<>();

  private Duplicates(double leastResemblance) {
    this.leastResemblance = leastResemblance;
  }

  /**
   * Finds the duplicates among songs.
   *
   * @param leastResemblance from how much resemblance on two songs count as the same, {@value
   *     #LEAST_RESEMBLANCE} to 1
   * @return in order of the songs' names, at most one for each: the one that it is most like, of
   *     equals the one that comes first
   */
  public static List<Duplicate> among(List<Song> songs, double leastResemblance) {
    if (!(leastResemblance >= LEAST_RESEMBLANCE && leastResemblance <= 1)) {
      throw new IllegalArgumentException(
          "leastResemblance is " + leastResemblance + ", but has to be 0.5 to 1");
    }
    Duplicates duplicates = new Duplicates(leastResemblance);
    songs.stream()
        .sorted(Comparator.comparing(Song::name).thenComparing(Song::fileSha256))
        .forEach(duplicates::add);
    return List.copyOf(duplicates.found);
  }

  private void add(Song song) {
    Stop.check();
    Optional<Duplicate> same =
        same(song, files.putIfAbsent(song.fileSha256(), song), Duplicate.Kind.SAME_FILE);
    if (same.isEmpty()) {
      same =
          same(song, tensors.putIfAbsent(song.tensor().sha256(), song), Duplicate.Kind.SAME_TENSOR);
    }
    // What is like a copy is like the original.
    if (same.isPresent()) {
      found.add(same.get());
      return;
    }
    similar(song).ifPresent(found::add);
    for (long hash : song.facts().sketch().hashes(INDEXED)) {
      index.computeIfAbsent(hash, any -> new ArrayList<>()).add(indexed.size());
    }
    indexed.add(song);
  }

  private static Optional<Duplicate> same(Song song, @Nullable Song original, Duplicate.Kind kind) {
    return original == null
        ? Optional.empty()
        : Optional.of(new Duplicate(song, original, kind, 1, 0));
  }

  private Optional<Duplicate> similar(Song song) {
    Sketch sketch = song.facts().sketch();
    long[] hashes = sketch.hashes(INDEXED);
    SortedMap<Integer, Integer> common = new TreeMap<>();
    for (long hash : hashes) {
      index.getOrDefault(hash, List.of()).forEach(other -> common.merge(other, 1, Integer::sum));
    }
    // A third of what is to be expected: songs that are that much alike never have fewer.
    double least = leastResemblance * hashes.length / 3;
    @Nullable Song original = null;
    double most = 0;
    for (Map.Entry<Integer, Integer> other : common.entrySet()) {
      if (other.getValue() >= least) {
        Stop.check();
        Song candidate = indexed.get(other.getKey());
        double resemblance = sketch.resemblance(candidate.facts().sketch());
        if (resemblance >= leastResemblance && resemblance > most) {
          original = candidate;
          most = resemblance;
        }
      }
    }
    return original == null
        ? Optional.empty()
        : Optional.of(
            new Duplicate(
                song,
                original,
                Duplicate.Kind.SIMILAR,
                most,
                sketch.semitonesAbove(original.facts().sketch())));
  }
}
