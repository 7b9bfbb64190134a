package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.musiclstm.Words;

/**
 * A file that is not among the songs.
 *
 * @param name the file's path relative to its folder, as in {@link Song}
 * @param reason why it cannot be used
 */
public record Rejected(String name, String reason) {
  private static final int NAMED = 3;

  /**
   * Files of one reason.
   *
   * @param names of the files, in order
   */
  private record Group(String reason, List<String> names) {
    int size() {
      return names.size();
    }

    String clause() {
      return some(names)
          + ": "
          + (size() == 1 ? reason : reason.replaceFirst("^it (is|has)\\b", "each $1"));
    }
  }

  /** Clauses that name some files of each reason, that of most files first. */
  static List<String> byReason(List<Rejected> files) {
    return groups(files).stream().map(Group::clause).toList();
  }

  /** Lines that say which reasons more than one file has, that of most files first. */
  public static List<String> shared(List<Rejected> files) {
    return groups(files).stream()
        .filter(group -> group.size() > 1)
        .map(group -> group.size() + " of them for one reason: " + group.reason())
        .toList();
  }

  private static List<Group> groups(List<Rejected> files) {
    Map<String, List<String>> names = new TreeMap<>();
    files.forEach(
        file -> names.computeIfAbsent(file.reason(), any -> new ArrayList<>()).add(file.name()));
    return names.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .sorted(
            Comparator.comparingInt(Group::size)
                .reversed()
                .thenComparing(group -> group.names().get(0)))
        .toList();
  }

  /** The first of some names, and how many more there are. */
  static String some(List<String> names) {
    int more = names.size() - NAMED;
    return names.stream().limit(NAMED).collect(Collectors.joining(", ")) + Words.more(more);
  }

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
