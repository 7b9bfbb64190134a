package org.musiclstm.report;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.Decimal;
import org.musiclstm.WholeFile;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.evaluation.CheckResult;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.PieceFigures;
import org.musiclstm.provenance.JsonText;

/**
 * What came of the checks, as it stands in {@code check.json}: the same bytes on every machine.
 *
 * @param kind what the file is
 * @param format the version of this form
 * @param model the fingerprint of the training that the model came from
 * @param trainingSongs how many of the songs that the model has learnt from were found; copies are
 *     looked for in these
 * @param failures how many checks failed
 * @param warnings how many checks warn
 * @param skipped how many checks could not be made, of pieces, of all pieces and of the model
 * @param options what is too much
 * @param results of files that cannot be read, of each piece and check, then of all pieces, then of
 *     the model
 * @param corpus what songs made by people are like
 * @param pieces what the pieces are like
 */
public record CheckReport(
    String kind,
    int format,
    String model,
    int trainingSongs,
    long failures,
    long warnings,
    long skipped,
    Options options,
    List<CheckResult> results,
    CorpusFigures corpus,
    List<PieceFigures> pieces) {
  private static final String KIND = "music-lstm check";
  private static final int FORMAT = 1;

  /** What is too much, as numbers that are the same text on every JDK. */
  record Options(
      BigDecimal emptyBeatRate,
      BigDecimal silentBeats,
      BigDecimal unchangedBeats,
      BigDecimal copiedBeats,
      BigDecimal copiedShare,
      int leastSongs) {
    static Options of(CheckOptions options) {
      return new Options(
          Decimal.of(options.emptyBeatRate()),
          Decimal.of(options.silentBeats()),
          Decimal.of(options.unchangedBeats()),
          Decimal.of(options.copiedBeats()),
          Decimal.of(options.copiedShare()),
          options.leastSongs());
    }
  }

  /**
   * Makes a report.
   *
   * @param model the fingerprint of the training that the model came from
   * @param trainingSongs how many of the songs that the model has learnt from were found
   */
  public static CheckReport of(
      String model,
      int trainingSongs,
      CheckOptions options,
      List<CheckResult> results,
      PieceStudy study) {
    return new CheckReport(
        KIND,
        FORMAT,
        model,
        trainingSongs,
        count(results, CheckResult.Level.FAILURE),
        count(results, CheckResult.Level.WARNING),
        count(results, CheckResult.Level.SKIPPED),
        Options.of(options),
        results,
        study.corpus(),
        study.pieces());
  }

  private static long count(List<CheckResult> results, CheckResult.Level level) {
    return results.stream().filter(result -> result.level() == level).count();
  }

  /** Writes the report as JSON. */
  public void write(Path file) {
    WholeFile.write(file, out -> out.write(JsonText.of(this)));
  }
}
