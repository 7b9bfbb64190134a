package org.musiclstm.plugin.console;

import java.util.ArrayList;
import java.util.List;

/** What a terminal shows of what has been printed to it, by the rules of the simplest terminals. */
final class Shown {
  private Shown() {}

  /** The lines, without spaces at their ends, as a terminal without an edge shows them. */
  static List<String> by(String printed) {
    return by(printed, Integer.MAX_VALUE);
  }

  /** The lines, without spaces at their ends; a line goes on in the next one at the edge. */
  static List<String> by(String printed, int columns) {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int column = 0;
    for (int n = 0; n < printed.length(); n++) {
      char sign = printed.charAt(n);
      switch (sign) {
        case '\r' -> column = 0;
        case '\b' -> column = Math.max(0, column - 1);
        case '\n' -> lines.add(new StringBuilder());
        default -> {
          if (column == columns) {
            lines.add(new StringBuilder());
            column = 0;
          }
          StringBuilder line = lines.get(lines.size() - 1);
          if (column < line.length()) {
            line.setCharAt(column, sign);
          } else {
            line.append(sign);
          }
          column++;
        }
      }
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }
}
