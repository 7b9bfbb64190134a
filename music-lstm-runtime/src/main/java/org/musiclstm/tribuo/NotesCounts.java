package org.musiclstm.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.OutputInfo;
import org.tribuo.protos.core.OutputDomainProto;

/** How often each note was in a step. */
final class NotesCounts implements MutableOutputInfo<Notes> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Long> counts = new TreeMap<>();
  private int unknown;

  /** Begins with counts. */
  NotesCounts with(SortedMap<String, Long> others) {
    counts.putAll(others);
    return this;
  }

  @Override
  public void observe(Notes output) {
    if (output.equals(Notes.UNKNOWN)) {
      unknown++;
    } else {
      output.names().forEach(name -> counts.merge(name, 1L, Long::sum));
    }
  }

  @Override
  public void clear() {
    counts.clear();
    unknown = 0;
  }

  /** {@inheritDoc} Notes one by one. */
  @Override
  public Set<Notes> getDomain() {
    return domain(counts);
  }

  static Set<Notes> domain(SortedMap<String, Long> counts) {
    Set<Notes> domain = new LinkedHashSet<>();
    counts.keySet().forEach(name -> domain.add(single(name)));
    return domain;
  }

  static Notes single(String name) {
    return new Notes(new TreeMap<>(Map.of(name, 1f)));
  }

  @Override
  public int size() {
    return counts.size();
  }

  @Override
  public int getUnknownCount() {
    return unknown;
  }

  @Override
  public ImmutableOutputInfo<Notes> generateImmutableOutputInfo() {
    return new NotesDomain(counts);
  }

  @Override
  public MutableOutputInfo<Notes> generateMutableOutputInfo() {
    return new NotesCounts().with(counts);
  }

  @Override
  public OutputInfo<Notes> copy() {
    return generateMutableOutputInfo();
  }

  @Override
  public String toReadableString() {
    return counts.toString();
  }

  @Override
  public Iterable<Pair<String, Long>> outputCountsIterable() {
    return pairs(counts);
  }

  static List<Pair<String, Long>> pairs(SortedMap<String, Long> counts) {
    List<Pair<String, Long>> pairs = new ArrayList<>();
    counts.forEach((name, count) -> pairs.add(new Pair<>(name, count)));
    return pairs;
  }

  /** {@inheritDoc} It cannot: songs are read again from their files instead. */
  @Override
  public OutputDomainProto serialize() {
    throw SongExample.notStored();
  }

  @Override
  public String toString() {
    return toReadableString();
  }
}
