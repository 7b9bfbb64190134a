package org.musiclstm.sharing;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who holds what is waited for: each process once, in the order of their ids. */
public final class Holders {
  private final SortedMap<Long, Holder> byProcess = new TreeMap<>();

  /** Takes each process once, with the time that it says, if it says one anywhere. */
  Holders(Collection<Holder> holders) {
    for (Holder holder : holders) {
      byProcess.merge(
          holder.process(), holder, (one, other) -> one.until().isPresent() ? one : other);
    }
  }

  /** The one that a lock has, if it says who it is. */
  static Holders of(Optional<Holder> holder) {
    return new Holders(holder.stream().toList());
  }

  /** All of them. */
  Collection<Holder> all() {
    return byProcess.values();
  }

  /** Whether one of them says when it is done. */
  boolean areEstimated() {
    return byProcess.values().stream().anyMatch(holder -> holder.until().isPresent());
  }

  /** In a few words, with how long each still needs. */
  public String words(Instant now) {
    return byProcess.isEmpty()
        ? "another process"
        : byProcess.values().stream()
            .map(holder -> holder.words(now))
            .collect(Collectors.joining(", "));
  }
}
