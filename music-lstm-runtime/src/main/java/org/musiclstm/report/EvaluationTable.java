package org.musiclstm.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Words;
import org.musiclstm.evaluation.Distribution;
import org.musiclstm.evaluation.Measure;
import org.musiclstm.evaluation.Originality;
import org.musiclstm.evaluation.PieceFigures;
import org.musiclstm.evaluation.PieceLikelihood;
import org.musiclstm.evaluation.Rounded;
import org.musiclstm.evaluation.SharedRun;
import org.musiclstm.evaluation.Spread;

/** An evaluation as lines of a log. */
public final class EvaluationTable {
  private static final String NOTHING = "-";
  private static final int MOST_RUNS = 5;

  private final EvaluationReport report;

  /** A table of a report. */
  public EvaluationTable(EvaluationReport report) {
    this.report = report;
  }

  /** How the model says the songs, beside the baselines; empty when there are no songs. */
  public List<String> forecasts() {
    EvaluationReport.Figures model = report.forecast();
    if (model == null) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "nats per time step", "precision", "recall", "F1"));
    rows.add(row("model", model));
    report.baselines().forEach(baseline -> rows.add(row(baseline.name(), baseline.figures())));
    return TextTable.lines(List.of(false, true, true, true, true), rows);
  }

  private static List<String> row(String name, EvaluationReport.Figures figures) {
    return List.of(
        name,
        number("%.3f", figures.nllPerStep()),
        number("%.3f", figures.precision()),
        number("%.3f", figures.recall()),
        number("%.3f", figures.f1()));
  }

  /** What the pieces are like, beside the songs of people; empty when there are no pieces. */
  public List<String> music() {
    EvaluationReport.MusicFigures music = report.music();
    if (music == null || music.pieces().isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            Words.grouped(music.pieces().size(), "piece"),
            "5 %",
            "50 %",
            "95 %",
            Words.grouped(music.corpus().songs(), "song") + ": 5 %",
            "50 %",
            "95 %",
            "overlap"));
    rows.add(
        row(
            "nats per time step to the model",
            Spread.of(
                music.pieces().stream()
                    .flatMap(piece -> piece.likelihood().stream())
                    .mapToDouble(PieceLikelihood::nllPerStep)),
            Spread.of(
                report.songs().stream()
                    .map(song -> song.figures().nllPerStep())
                    .filter(Objects::nonNull)
                    .mapToDouble(BigDecimal::doubleValue)),
            ""));
    for (Measure measure : Measure.values()) {
      Optional<Spread> ofPieces =
          Spread.of(
              music.pieces().stream()
                  .flatMapToDouble(piece -> measure.of(piece.metrics()).stream()));
      String unit = measure.unit().isEmpty() ? "" : " (" + measure.unit() + ")";
      rows.add(
          row(
              measure.title() + unit,
              ofPieces,
              music.corpus().spread(measure),
              overlap(music, measure.key())));
    }
    for (Distribution distribution : Distribution.values()) {
      rows.add(
          row(
              distribution.title(),
              Optional.empty(),
              Optional.empty(),
              overlap(music, distribution.key())));
    }
    return TextTable.lines(List.of(false, true, true, true, true, true, true, true), rows);
  }

  private static List<String> row(
      String title, Optional<Spread> pieces, Optional<Spread> songs, String overlap) {
    List<String> row = new ArrayList<>(List.of(title));
    for (Optional<Spread> spread : List.of(pieces, songs)) {
      row.add(spread.map(of -> share(of.low())).orElse(""));
      row.add(spread.map(of -> share(of.median())).orElse(""));
      row.add(spread.map(of -> share(of.high())).orElse(""));
    }
    row.add(overlap);
    return row;
  }

  private static String overlap(EvaluationReport.MusicFigures music, String feature) {
    return music.overlaps().stream()
        .filter(overlap -> overlap.feature().equals(feature))
        .map(overlap -> share(overlap.withSongs()))
        .findFirst()
        .orElse("");
  }

  private static String share(double value) {
    return Rounded.text(value);
  }

  /** Which pieces share most with songs that the model has learnt from; empty when none does. */
  public List<String> originality() {
    EvaluationReport.MusicFigures music = report.music();
    if (music == null || music.corpus().longestRun().isEmpty()) {
      return List.of();
    }
    Spread people = music.corpus().longestRun().get();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Longest runs that stand in songs that were learnt from (of songs made by people,"
                + " %s beats at the median, %s at 95 %%):",
            Rounded.text(people.median()),
            Rounded.text(people.high())));
    List<PieceFigures> pieces = new ArrayList<>(music.pieces());
    pieces.sort(
        Comparator.comparing(
                (PieceFigures piece) ->
                    piece.originality().map(Originality::longestRunBeats).orElse(0.0))
            .reversed()
            .thenComparing(PieceFigures::name));
    for (PieceFigures piece : pieces.subList(0, Math.min(MOST_RUNS, pieces.size()))) {
      lines.add(
          piece
              .originality()
              .flatMap(Originality::longestRun)
              .map(run -> run(piece.name(), run))
              .orElse("  " + piece.name() + ": none"));
    }
    return lines;
  }

  private static String run(String piece, SharedRun run) {
    return String.format(
        Locale.ROOT,
        "  %s: %s beats from %s on, in %s from %s on%s",
        piece,
        Rounded.text(run.beats()),
        run.inPiece(),
        run.song(),
        run.inSong(),
        run.semitones() == 0
            ? ""
            : String.format(Locale.ROOT, " (%+d semitones)", run.semitones()));
  }

  /** The likelihood and over what, which is what most want to know. */
  public List<String> summary() {
    EvaluationReport.Figures model = report.forecast();
    return model == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "nllPerStep: %s nats (%s, %,d steps)",
                number("%.4f", model.nllPerStep()),
                Words.grouped(report.songs().size(), "song"),
                model.steps()));
  }

  private static String number(String format, @Nullable BigDecimal value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, format, value);
  }
}
