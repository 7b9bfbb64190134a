package org.musiclstm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.musiclstm.Decimal;

/**
 * How training went.
 *
 * @param rows one for each validation, in order
 */
public record TrainingLog(List<Row> rows) {
  /** The entry of a model's file that has it as comma-separated text. */
  static final String ENTRY = "training-log.csv";

  private static final String HEADER = "iteration,trainLoss,validationLoss,validationNats\n";

  /** Copies the rows. */
  public TrainingLog {
    rows = List.copyOf(rows);
  }

  /**
   * One validation.
   *
   * @param iteration after how many updates
   * @param trainLoss mean squared error of the batches since the row before
   * @param validationLoss mean squared error of the validation songs, NaN when there are none
   * @param validationNats negative log-likelihood of the validation songs in nats per time step,
   *     NaN when there are none
   */
  public record Row(int iteration, double trainLoss, double validationLoss, double validationNats) {
    private String csv() {
      return iteration
          + ","
          + Decimal.text(trainLoss)
          + ","
          + Decimal.text(validationLoss)
          + ","
          + Decimal.text(validationNats)
          + "\n";
    }
  }

  /** As comma-separated text with a header; a figure that is missing is empty. */
  public String csv() {
    return rows.stream().map(Row::csv).collect(Collectors.joining("", HEADER, ""));
  }

  /**
   * Reads what {@link #csv} has written.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static TrainingLog parse(String csv) {
    List<Row> rows = new ArrayList<>();
    for (String line : csv.lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length != 4) {
        throw new IllegalArgumentException(ENTRY + " has a line of " + cells.length + " cells");
      }
      rows.add(
          new Row(
              Integer.parseInt(cells[0]), number(cells[1]), number(cells[2]), number(cells[3])));
    }
    return new TrainingLog(rows);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
