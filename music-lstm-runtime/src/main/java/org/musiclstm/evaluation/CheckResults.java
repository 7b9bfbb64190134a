package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.musiclstm.evaluation.CheckResult.Figure;
import org.musiclstm.evaluation.CheckResult.Level;

/** What has come of the checks so far. */
final class CheckResults {
  private final CorpusFigures corpus;
  private final CheckOptions options;
  private final List<CheckResult> results = new ArrayList<>();

  CheckResults(CorpusFigures corpus, CheckOptions options) {
    this.corpus = corpus;
    this.options = options;
  }

  /** All of them, in the order in which they came. */
  List<CheckResult> all() {
    return List.copyOf(results);
  }

  /** Adds what came of a check, with the usual advice where it failed. */
  void add(Check check, String subject, Level level, String message, Figure... figures) {
    add(check, subject, level, message, check.advice(), figures);
  }

  /** Adds what came of a check; with few songs, nothing fails. */
  void add(
      Check check, String subject, Level level, String message, String advice, Figure... figures) {
    Level given =
        level == Level.FAILURE && corpus.songs() < options.leastSongs() ? Level.WARNING : level;
    String whole = level == Level.FAILURE ? message + " " + advice : message;
    results.add(new CheckResult(check, subject, given, whole, List.of(figures)));
  }
}
