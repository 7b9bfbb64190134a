package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.musiclstm.evaluation.CheckResult.Figure;
import org.musiclstm.evaluation.CheckResult.Level;

/**
 * Compares pieces with songs by the measures that have no check of their own; nothing fails it. A
 * piece is warned of when a measure lies beyond all songs and also farther from the span of the 5th
 * to the 95th percentile than half of this span, or a tenth of the median if that is more; and
 * pieces together when their median lies outside of that span by more than a twentieth of the
 * songs' median.
 */
public final class CharacterCheck {
  private static final String NO_CHARACTER =
      "Nothing was compared with songs, since none is there that the model came from.";

  private static final String IS_SILENT =
      "Nothing was compared with songs, since so much of the piece is silent.";

  /** Measures that have no check of their own. */
  private static final Set<Measure> CHARACTER =
      EnumSet.complementOf(
          EnumSet.of(Measure.EMPTY_BEAT_RATE, Measure.LONGEST_SILENCE, Measure.LONGEST_UNCHANGED));

  private final CorpusFigures corpus;
  private final CheckResults results;

  /**
   * Makes the check.
   *
   * @param results where what comes of it goes
   */
  CharacterCheck(CorpusFigures corpus, CheckResults results) {
    this.corpus = corpus;
    this.results = results;
  }

  /** Says of a piece that is silent that it was not compared. */
  void skip(PieceFigures piece) {
    results.add(Check.CHARACTER, piece.name(), Level.SKIPPED, IS_SILENT);
  }

  /** Checks a piece. */
  void check(PieceFigures piece) {
    if (corpus.measures().isEmpty()) {
      results.add(Check.CHARACTER, piece.name(), Level.SKIPPED, NO_CHARACTER);
      return;
    }
    List<Figure> figures = new ArrayList<>();
    for (Measure measure : CHARACTER) {
      OptionalDouble value = measure.of(piece.metrics());
      Optional<Spread> spread = corpus.spread(measure);
      if (value.isPresent() && spread.isPresent()) {
        figures.add(farOff(measure, value.getAsDouble(), spread.get()));
      }
    }
    addCharacter(piece.name(), "Unlike the songs", figures);
  }

  /** Beyond all songs, and far beyond most of them. */
  private static Figure farOff(Measure measure, double value, Spread spread) {
    double far = Math.max((spread.high() - spread.low()) / 2, Math.abs(spread.median()) / 10);
    return new Figure(
        measure.key(),
        value,
        OptionalDouble.of(Math.min(spread.least(), spread.low() - far)),
        Math.max(spread.greatest(), spread.high() + far),
        "");
  }

  /** Checks pieces together. */
  void checkTogether(List<PieceFigures> pieces) {
    if (corpus.measures().isEmpty()) {
      results.add(Check.CHARACTER, CheckResult.ALL_PIECES, Level.SKIPPED, NO_CHARACTER);
      return;
    }
    List<Figure> figures = new ArrayList<>();
    for (Measure measure : CHARACTER) {
      Optional<Spread> ofPieces =
          Spread.of(
              pieces.stream()
                  .map(piece -> measure.of(piece.metrics()))
                  .flatMapToDouble(OptionalDouble::stream));
      Optional<Spread> ofSongs = corpus.spread(measure);
      if (ofPieces.isPresent() && ofSongs.isPresent()) {
        Spread songs = ofSongs.get();
        double tolerated = Math.abs(songs.median()) / 20;
        figures.add(
            new Figure(
                measure.key(),
                ofPieces.get().median(),
                OptionalDouble.of(songs.low() - tolerated),
                songs.high() + tolerated,
                ""));
      }
    }
    addCharacter(CheckResult.ALL_PIECES, "Their medians are unlike those of the songs", figures);
  }

  private void addCharacter(String subject, String introduction, List<Figure> figures) {
    List<String> clauses =
        CHARACTER.stream()
            .flatMap(
                measure ->
                    figures.stream()
                        .filter(figure -> figure.name().equals(measure.key()))
                        .filter(Figure::isExceeded)
                        .map(figure -> beside(corpus, measure, figure.value(), figure.value())))
            .toList();
    Level level = clauses.isEmpty() ? Level.PASSED : Level.WARNING;
    String message =
        clauses.isEmpty() ? "" : introduction + ": " + String.join("; ", clauses) + ".";
    results.add(Check.CHARACTER, subject, level, message, figures.toArray(Figure[]::new));
  }

  /** Values of a measure, from the least to the greatest, beside those of the songs. */
  private static String beside(
      CorpusFigures corpus, Measure measure, double least, double greatest) {
    String values = Rounded.text(least);
    if (!values.equals(Rounded.text(greatest))) {
      values += " to " + Rounded.text(greatest);
    }
    return measure.title()
        + " "
        + values
        + corpus
            .spread(measure)
            .map(
                songs ->
                    (!CorpusFigures.allowShares(corpus.songs())
                            ? ", where most of the songs have "
                            : ", where 90 of 100 songs have ")
                        + Rounded.text(songs.low())
                        + " to "
                        + Rounded.text(songs.high()))
            .orElse("");
  }

  /**
   * What is unlike the songs, one line a measure, however many pieces it is that are.
   *
   * @param results what {@link Checks#of} gave
   * @param corpus what songs are like
   */
  public static List<String> lines(List<CheckResult> results, CorpusFigures corpus) {
    List<String> lines = new ArrayList<>();
    for (Measure measure : CHARACTER) {
      List<Figure> all = figures(results, measure, false);
      List<Figure> ofPieces = all.stream().filter(Figure::isExceeded).toList();
      List<Figure> together =
          figures(results, measure, true).stream().filter(Figure::isExceeded).toList();
      if (!ofPieces.isEmpty()) {
        DoubleSummaryStatistics values =
            ofPieces.stream().mapToDouble(Figure::value).summaryStatistics();
        lines.add(
            ofPieces.size()
                + " of "
                + all.size()
                + (all.size() == 1 ? " piece: " : " pieces: ")
                + beside(corpus, measure, values.getMin(), values.getMax())
                + ".");
      } else if (!together.isEmpty()) {
        double median = together.get(0).value();
        lines.add("All pieces, at the median: " + beside(corpus, measure, median, median) + ".");
      }
    }
    return lines;
  }

  private static List<Figure> figures(
      List<CheckResult> results, Measure measure, boolean together) {
    return results.stream()
        .filter(result -> result.check() == Check.CHARACTER)
        .filter(result -> result.subject().equals(CheckResult.ALL_PIECES) == together)
        .flatMap(result -> result.figures().stream())
        .filter(figure -> figure.name().equals(measure.key()))
        .toList();
  }
}
