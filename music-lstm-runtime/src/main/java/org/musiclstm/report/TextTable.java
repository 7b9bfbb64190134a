package org.musiclstm.report;

import java.util.Arrays;
import java.util.List;
import org.musiclstm.Visible;

/** Cells as lines of a log, in columns that are as wide as they have to be. */
public final class TextTable {
  private TextTable() {}

  /**
   * Sets the cells of rows below each other.
   *
   * @param isNumber of each column, whether its cells stand on the right
   * @param cells rows, all of as many cells as there are columns
   */
  public static List<String> lines(List<Boolean> isNumber, List<List<String>> cells) {
    List<List<String>> rows =
        cells.stream().map(row -> row.stream().map(Visible::text).toList()).toList();
    int[] widths = new int[isNumber.size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, n -> Math.max(widths[n], row.get(n).length()));
    }
    return rows.stream().map(row -> line(isNumber, row, widths)).toList();
  }

  private static String line(List<Boolean> isNumber, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int n = 0; n < widths.length; n++) {
      String blanks = " ".repeat(widths[n] - row.get(n).length());
      line.append(n == 0 ? "" : "  ")
          .append(isNumber.get(n) ? blanks + row.get(n) : row.get(n) + blanks);
    }
    return line.toString().stripTrailing();
  }
}
