package org.musiclstm.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.musiclstm.Decimal;
import org.musiclstm.report.TextTable;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;

/** The candidates of a contest as lines of a log, the best first. */
public final class TuningTable {
  private static final int MINUTE = 60;

  private static final List<String> TITLES =
      List.of(
          "rank",
          "units",
          "steps",
          "output",
          "dropout",
          "weights",
          "notes",
          "learning rate",
          "rounds",
          "iterations",
          "time",
          "nats per time step",
          "");

  /** All numbers but the output, and whose options they are. */
  private static final List<Boolean> IS_NUMBER =
      List.of(true, true, true, false, true, true, true, true, true, true, true, true, false);

  private TuningTable() {}

  /** A heading, and a line for each candidate. */
  public static List<String> lines(List<Contest.Place> ranking) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    ranking.forEach(place -> rows.add(row(place)));
    return TextTable.lines(IS_NUMBER, rows);
  }

  private static List<String> row(Contest.Place place) {
    TrainingOptions options = place.candidate().options();
    Regularisation kept = options.regularisation();
    Contest.Measure last = place.last();
    return List.of(
        Integer.toString(place.rank()),
        Integer.toString(options.network().hiddenUnits()),
        Integer.toString(options.network().hiddenLayers()),
        options.network().output(),
        Decimal.text(kept.dropout()),
        Decimal.text(kept.weightDropout()),
        Decimal.text(kept.noteDropout()),
        Decimal.text(options.learning().learningRate()),
        Integer.toString(place.rounds().size()),
        String.format(Locale.ROOT, "%,d", last.iterations()),
        time(last.seconds()),
        nats(last),
        place.candidate().isOwn() ? "your options" : "");
  }

  /** In what a candidate differs from the user's own options. */
  public static String changes(Candidate candidate, TrainingOptions own) {
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
  public static String outcome(Contest.Measure measure) {
    String far =
        String.format(
            Locale.ROOT, "%,d iterations, %s", measure.iterations(), time(measure.seconds()));
    return Double.isInfinite(measure.nats())
        ? "diverged after " + far
        : nats(measure) + " nats per time step after " + far;
  }

  /** A likelihood in nats per time step. */
  public static String nats(Contest.Measure measure) {
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
}
