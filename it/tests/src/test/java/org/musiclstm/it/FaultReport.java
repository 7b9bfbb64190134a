package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has befallen builds, in a file for people. */
final class FaultReport {
  /** Of a kind of fault, all builds, and those that were running when it came. */
  private record Count(int builds, int running) {
    Count plus(Count other) {
      return new Count(builds + other.builds, running + other.running);
    }
  }

  private final SortedMap<String, Count> counts = new TreeMap<>();
  private final Set<String> notes = new LinkedHashSet<>();

  /** Counts a fault. */
  void add(String fault, boolean metABuild) {
    counts.merge(fault, new Count(1, metABuild ? 1 : 0), Count::plus);
  }

  /** Adds a sentence, once. */
  void note(String text) {
    notes.add(text);
  }

  /** Writes the file of a run that has gone well. */
  void write(Path file, String summary) throws IOException {
    List<String> lines = new ArrayList<>(List.of("# Faults", "", summary));
    lines.add("Every build that was let finish made the same model and music.");
    lines.add("");
    lines.add("| fault | builds | that were running when it came |");
    lines.add("|---|--:|--:|");
    counts.forEach(
        (fault, count) ->
            lines.add("| " + fault + " | " + count.builds + " | " + count.running + " |"));
    lines.add("");
    notes.forEach(text -> lines.add("- " + text));
    Files.write(file, lines);
  }
}
