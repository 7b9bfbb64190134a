package org.musiclstm.provenance;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of a provenance of Tribuo, made and read back. What is read and is not there, or of
 * another kind, is an {@link IllegalArgumentException}.
 */
final class ProvenanceValues {
  private ProvenanceValues() {}

  /** A text. */
  static StringProvenance text(String key, String value) {
    return new StringProvenance(key, value);
  }

  /** Texts by their names. */
  static MapProvenance<StringProvenance> map(SortedMap<String, String> values) {
    Map<String, StringProvenance> texts = new HashMap<>();
    values.forEach((key, value) -> texts.put(key, text(key, value)));
    return new MapProvenance<>(texts);
  }

  /** A value among others, as a text. */
  static String string(Map<String, ? extends Provenance> values, String name) {
    return string(name, values.get(name));
  }

  /** A value as a text. */
  static String string(String name, @Nullable Provenance value) {
    if (value instanceof PrimitiveProvenance<?> primitive) {
      return String.valueOf(primitive.getValue());
    }
    throw missing(name);
  }

  /** The elements of a list. */
  static List<? extends Provenance> list(String name, @Nullable Provenance value) {
    if (value instanceof ListProvenance<?> list) {
      return list.getList();
    }
    throw missing(name);
  }

  /** The values of a map. */
  static Map<String, ? extends Provenance> map(String name, @Nullable Provenance value) {
    if (value instanceof MapProvenance<?> map) {
      return map.getMap();
    }
    throw missing(name);
  }

  /** The values of the maps that are in a list. */
  static List<Map<String, ? extends Provenance>> maps(String name, @Nullable Provenance value) {
    return list(name, value).stream()
        .<Map<String, ? extends Provenance>>map(element -> map(name, element))
        .toList();
  }

  /** Texts by their names, read back. */
  static SortedMap<String, String> texts(String name, @Nullable Provenance value) {
    SortedMap<String, String> texts = new TreeMap<>();
    map(name, value).forEach((key, text) -> texts.put(key, string(key, text)));
    return texts;
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException("its provenance does not say " + name);
  }
}
