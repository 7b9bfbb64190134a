package org.musiclstm.corpus;

import java.util.Map;
import java.util.TreeMap;

/** Values with how much each weighs, in their natural order. */
final class Weights<T extends Comparable<T>> {
  private final TreeMap<T, Long> weights = new TreeMap<>();

  void add(T value, long weight) {
    weights.merge(value, weight, Long::sum);
  }

  /** The value that weighs most, the least of several, or another one where there is none. */
  T heaviest(T otherwise) {
    T heaviest = otherwise;
    long most = 0;
    for (Map.Entry<T, Long> entry : weights.entrySet()) {
      if (entry.getValue() > most) {
        heaviest = entry.getKey();
        most = entry.getValue();
      }
    }
    return heaviest;
  }

  /** The least value that weighs half of all together with those below, or another one. */
  T median(T otherwise) {
    long whole = weights.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    for (Map.Entry<T, Long> entry : weights.entrySet()) {
      below += entry.getValue();
      if (below > 0 && below >= whole - below) {
        return entry.getKey();
      }
    }
    return otherwise;
  }
}
