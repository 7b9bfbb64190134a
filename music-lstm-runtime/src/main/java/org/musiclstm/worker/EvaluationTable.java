package org.musiclstm.worker;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An evaluation as lines of a log. */
final class EvaluationTable {
  private static final String NOTHING = "-";

  private final EvaluationReport report;

  EvaluationTable(EvaluationReport report) {
    this.report = report;
  }

  /** How the model tells the songs, beside the baselines; empty when there are no songs. */
  List<String> forecasts() {
    EvaluationReport.Figures model = report.forecast();
    if (model == null) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "nats a layer", "precision", "recall", "F1"));
    rows.add(row("model", model));
    report.baselines().forEach(baseline -> rows.add(row(baseline.name(), baseline.figures())));
    return TextTable.lines(List.of(false, true, true, true, true), rows);
  }

  private static List<String> row(String name, EvaluationReport.Figures figures) {
    return List.of(
        name,
        number("%.3f", figures.nllPerLayer()),
        number("%.3f", figures.precision()),
        number("%.3f", figures.recall()),
        number("%.3f", figures.f1()));
  }

  /** The likelihood and over what, which is what most want to know. */
  List<String> summary() {
    EvaluationReport.Figures model = report.forecast();
    return model == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "nllPerLayer: %s nats (%,d %s, %,d layers)",
                number("%.4f", model.nllPerLayer()),
                report.songs().size(),
                report.songs().size() == 1 ? "song" : "songs",
                model.layers()));
  }

  private static String number(String format, @Nullable BigDecimal value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, format, value);
  }
}
