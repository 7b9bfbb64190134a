package org.musiclstm.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.musiclstm.model.Decimal;
import org.musiclstm.training.Candidate;
import org.musiclstm.training.Contest;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;

/** The candidates of a contest as lines of a log, the best first. */
final class TuningTable {
  private static final int MINUTE = 60;

  /** A column; its cells stand on the right. */
  private record Column(String title, Function<Contest.Place, String> cell) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("rank", place -> Integer.toString(place.rank())),
          new Column("units", place -> whole(options(place).network().hiddenUnits())),
          new Column("layers", place -> whole(options(place).network().hiddenLayers())),
          new Column("output", place -> options(place).network().output()),
          new Column("dropout", place -> Decimal.text(kept(place).dropout())),
          new Column("weights", place -> Decimal.text(kept(place).weightDropout())),
          new Column("notes", place -> Decimal.text(kept(place).noteDropout())),
          new Column(
              "learning rate", place -> Decimal.text(options(place).learning().learningRate())),
          new Column("rounds", place -> whole(place.rounds().size())),
          new Column("iterations", place -> whole(place.last().iterations())),
          new Column("time", place -> time(place.last().seconds())),
          new Column("nats", place -> nats(place.last())));

  private TuningTable() {}

  /** A heading, and a line for each candidate. */
  static List<String> lines(List<Contest.Place> ranking) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS.stream().map(Column::title).toList());
    for (Contest.Place place : ranking) {
      rows.add(COLUMNS.stream().map(column -> column.cell().apply(place)).toList());
    }
    int[] widths = new int[COLUMNS.size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, n -> Math.max(widths[n], row.get(n).length()));
    }
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < rows.size(); n++) {
      boolean isOwn = n > 0 && ranking.get(n - 1).candidate().isOwn();
      lines.add(line(rows.get(n), widths) + (isOwn ? "  your options" : ""));
    }
    return lines;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int n = 0; n < widths.length; n++) {
      line.append(n == 0 ? "" : "  ")
          .append(" ".repeat(widths[n] - row.get(n).length()))
          .append(row.get(n));
    }
    return line.toString();
  }

  /** In what a candidate differs from the user's own options. */
  static String changes(Candidate candidate, TrainingOptions own) {
    if (candidate.isOwn()) {
      return "your options";
    }
    SortedMap<String, String> before = own.decisive();
    return candidate.options().decisive().entrySet().stream()
        .filter(
            option ->
                before.containsKey(option.getKey())
                    && !option.getValue().equals(before.get(option.getKey())))
        .map(TuningTable::assignment)
        .collect(Collectors.joining(", "));
  }

  private static String assignment(Map.Entry<String, String> option) {
    return option.getKey() + " " + option.getValue();
  }

  /** How far a candidate came, in words. */
  static String outcome(Contest.Measure measure) {
    String far =
        String.format(
            Locale.ROOT, "%,d iterations, %s", measure.iterations(), time(measure.seconds()));
    return Double.isInfinite(measure.nats())
        ? "diverged after " + far
        : nats(measure) + " nats a layer after " + far;
  }

  /** A likelihood in nats a layer. */
  static String nats(Contest.Measure measure) {
    return Double.isInfinite(measure.nats())
        ? "diverged"
        : String.format(Locale.ROOT, "%.3f", measure.nats());
  }

  private static String time(double seconds) {
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1fs", seconds);
    }
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%dm %02ds", whole / MINUTE, whole % MINUTE);
  }

  private static String whole(int number) {
    return Integer.toString(number);
  }

  private static TrainingOptions options(Contest.Place place) {
    return place.candidate().options();
  }

  private static Regularisation kept(Contest.Place place) {
    return options(place).regularisation();
  }
}
