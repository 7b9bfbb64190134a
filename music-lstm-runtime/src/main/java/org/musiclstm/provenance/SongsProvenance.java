package org.musiclstm.provenance;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Which songs a data source of Tribuo holds: the list {@code songs} with each one's name, SHA-256,
 * side of the split, steps, notes and findings, and the list {@code rejected} of the files that
 * could not be used.
 */
public final class SongsProvenance implements DataSourceProvenance {
  /** The name of the list of songs. */
  static final String SONGS = "songs";

  /** The name of the list of files that could not be used. */
  static final String REJECTED = "rejected";

  private static final long serialVersionUID = 1L;

  private final SortedMap<String, Provenance> values;

  /** Makes a provenance of its parts; OLCUT calls it for one that has been stored. */
  public SongsProvenance(Map<String, Provenance> values) {
    this.values = new TreeMap<>(values);
    this.values.put(
        CLASS_NAME, new StringProvenance(CLASS_NAME, TribuoProvenance.DATA_SOURCE_CLASS));
  }

  /** A part, by its name. */
  @Nullable Provenance value(String name) {
    return values.get(name);
  }

  @Override
  public String getClassName() {
    return TribuoProvenance.DATA_SOURCE_CLASS;
  }

  @Override
  public Iterator<Pair<String, Provenance>> iterator() {
    return values.entrySet().stream()
        .map(entry -> new Pair<>(entry.getKey(), entry.getValue()))
        .iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SongsProvenance songs && values.equals(songs.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return generateString("Songs");
  }
}
