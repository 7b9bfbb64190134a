package org.musiclstm.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.OutputInfo;
import org.tribuo.protos.core.OutputDomainProto;

/** All notes that there can be, with a number for each. */
final class NotesDomain implements ImmutableOutputInfo<Notes> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Long> counts;
  private final List<String> names;

  /** Numbers notes in the order of their names. */
  NotesDomain(SortedMap<String, Long> counts) {
    this(counts, List.copyOf(counts.keySet()));
  }

  private NotesDomain(SortedMap<String, Long> counts, List<String> names) {
    this.counts = new TreeMap<>(counts);
    this.names = names;
  }

  /** Notes that have been numbered, from 0 on without gaps. */
  static NotesDomain of(Map<Notes, Integer> numbers) {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<Map.Entry<Notes, Integer>> entries = new ArrayList<>(numbers.entrySet());
    entries.sort(Comparator.comparing(Map.Entry::getValue));
    List<String> names = new ArrayList<>();
    for (Map.Entry<Notes, Integer> entry : entries) {
      String name = entry.getKey().getSerializableForm(false);
      names.add(name);
      counts.put(name, 1L);
    }
    return new NotesDomain(counts, names);
  }

  /** All notes of a model, which have been seen no one knows how often. */
  static NotesDomain of(List<String> names) {
    SortedMap<String, Long> counts = new TreeMap<>();
    names.forEach(name -> counts.put(name, 0L));
    return new NotesDomain(counts, List.copyOf(names));
  }

  /** {@inheritDoc} Of several notes, or one that there is not, -1. */
  @Override
  public int getID(Notes output) {
    return names.indexOf(output.getSerializableForm(false));
  }

  @Override
  public Notes getOutput(int id) {
    return NotesCounts.single(names.get(id));
  }

  @Override
  public long getTotalObservations() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public Set<Notes> getDomain() {
    return NotesCounts.domain(counts);
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public int getUnknownCount() {
    return 0;
  }

  @Override
  public ImmutableOutputInfo<Notes> generateImmutableOutputInfo() {
    return this;
  }

  @Override
  public MutableOutputInfo<Notes> generateMutableOutputInfo() {
    return new NotesCounts().with(counts);
  }

  @Override
  public OutputInfo<Notes> copy() {
    return new NotesDomain(counts, names);
  }

  @Override
  public String toReadableString() {
    return counts.toString();
  }

  @Override
  public Iterable<Pair<String, Long>> outputCountsIterable() {
    return NotesCounts.pairs(counts);
  }

  @Override
  public Iterator<Pair<Integer, Notes>> iterator() {
    return IntStream.range(0, names.size())
        .mapToObj(id -> new Pair<>(id, getOutput(id)))
        .iterator();
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
