package org.musiclstm.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.musiclstm.Words;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.evaluation.CheckResult;
import org.musiclstm.evaluation.Checks;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.evaluation.Music;
import org.musiclstm.evaluation.PieceFigures;
import org.musiclstm.evaluation.Rounded;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceName;
import org.musiclstm.model.MusicModel;
import org.musiclstm.report.PieceStudy;
import org.musiclstm.songs.ModelSongs;

/**
 * Of several candidates for each piece, the one to keep: that with the fewest failures of the
 * checks, of these the one with the fewest warnings, of these the one least unlike the songs, and
 * of equals the first. Where songs are missing, what needs them is not checked.
 */
final class Candidates {
  /** More lines than these say a reader nothing. */
  private static final int MOST_LINES = 20;

  private static final Comparator<Standing> BEST_FIRST =
      Comparator.comparingInt((Standing standing) -> standing.failed().size())
          .thenComparingInt(Standing::warnings)
          .thenComparingDouble(Standing::unlikeness)
          .thenComparingInt(Standing::number);

  private final MusicModel model;
  private final ModelSongs.Sides songs;
  private final ModelForecaster forecaster;
  private final EventLog events;

  /**
   * Prepares a choice.
   *
   * @param songs what was found of the songs that the model came from
   */
  Candidates(
      MusicModel model, ModelSongs.Sides songs, ModelForecaster forecaster, EventLog events) {
    this.model = model;
    this.songs = songs;
    this.forecaster = forecaster;
    this.events = events;
  }

  /**
   * How a candidate stands.
   *
   * @param number from 1
   * @param failed the checks that it fails
   * @param warnings how many warnings it has
   * @param unlikeness how unlike the songs it is
   */
  private record Standing(int number, List<String> failed, int warnings, double unlikeness) {
    String text() {
      String checked =
          failed.isEmpty()
              ? warnings == 0 ? "passes" : "has " + Words.count(warnings, "warning")
              : "fails for " + String.join(" and ", failed);
      return checked + " (unlikeness " + Rounded.text(unlikeness) + ")";
    }
  }

  /**
   * Chooses.
   *
   * @param candidates {@code [candidates, pieces]}
   * @return one for each piece, in their order
   */
  List<Piece> best(List<List<Piece>> candidates) {
    songs
        .missing(
            "candidates are checked neither for copies nor for noise",
            "candidates are held against these alone")
        .ifPresent(events::warn);
    int pieces = candidates.get(0).size();
    List<Music> music =
        candidates.stream()
            .flatMap(List::stream)
            .map(
                piece ->
                    new Music(PieceName.DEFAULT.of(piece.number()), piece.tensor(), model.style()))
            .toList();
    PieceStudy study = PieceStudy.of(music, songs.training(), songs.validation(), forecaster);
    List<Piece> best = new ArrayList<>();
    for (int n = 0; n < pieces; n++) {
      List<Standing> standings = new ArrayList<>();
      for (int candidate = 0; candidate < candidates.size(); candidate++) {
        PieceFigures figures = study.pieces().get(candidate * pieces + n);
        standings.add(standing(candidate + 1, figures, study.corpus()));
      }
      standings.sort(BEST_FIRST);
      Standing kept = standings.get(0);
      Piece piece = candidates.get(kept.number() - 1).get(n);
      best.add(piece);
      say(piece, standings);
    }
    return best;
  }

  private static Standing standing(int number, PieceFigures figures, CorpusFigures corpus) {
    CheckOptions options = CheckOptions.DEFAULT.with(CheckOptions.LEAST_SONGS, 0);
    List<CheckResult> results = Checks.of(List.of(figures), corpus, Optional.empty(), options);
    List<String> failed =
        results.stream()
            .filter(result -> result.level() == CheckResult.Level.FAILURE)
            .map(result -> result.check().key())
            .toList();
    long warnings =
        results.stream().filter(result -> result.level() == CheckResult.Level.WARNING).count();
    return new Standing(number, failed, (int) warnings, corpus.unlikeness(figures.metrics()));
  }

  private void say(Piece piece, List<Standing> standings) {
    Standing kept = standings.get(0);
    String text =
        "Piece "
            + piece.number()
            + ": candidate "
            + kept.number()
            + " of "
            + standings.size()
            + ", seed "
            + piece.seed()
            + ", which "
            + kept.text()
            + "; "
            + standings.stream()
                .skip(1)
                .map(standing -> standing.number() + " " + standing.text())
                .collect(Collectors.joining(", "))
            + ".";
    if (piece.number() <= MOST_LINES) {
      events.info(text);
    } else {
      events.debug(text);
    }
  }
}
