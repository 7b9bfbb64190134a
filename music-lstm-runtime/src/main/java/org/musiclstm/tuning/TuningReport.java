package org.musiclstm.tuning;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.musiclstm.WholeFile;
import org.musiclstm.provenance.JsonText;

/**
 * What became of all candidates, as it stands in {@code tuning.json}.
 *
 * @param kind what the file is
 * @param format the version of this form
 * @param isWhole whether all rounds were held
 * @param candidates those that were tried, the best first
 */
public record TuningReport(String kind, int format, boolean isWhole, List<Entry> candidates) {
  private static final String KIND = "music-lstm tuning";
  private static final int FORMAT = 1;

  /**
   * A candidate.
   *
   * @param rank its place, from 1
   * @param isOwn whether it has the user's own options
   * @param options every training option that can change a model, by name
   * @param rounds how far it was after each round that it was in
   */
  record Entry(int rank, boolean isOwn, SortedMap<String, String> options, List<Round> rounds) {}

  /**
   * How far a candidate was after a round, from its beginning on.
   *
   * @param iterations updates
   * @param seconds how long they took
   * @param nats its best validation likelihood in nats per time step; null when it diverged
   */
  record Round(int iterations, BigDecimal seconds, @Nullable BigDecimal nats) {}

  /** The report of a ranking, best first. */
  public static TuningReport of(List<Contest.Place> ranking, boolean isWhole) {
    return new TuningReport(
        KIND,
        FORMAT,
        isWhole,
        ranking.stream()
            .map(
                place ->
                    new Entry(
                        place.rank(),
                        place.candidate().isOwn(),
                        place.candidate().options().decisive(),
                        place.rounds().stream().map(TuningReport::round).toList()))
            .toList());
  }

  private static Round round(Contest.Measure measure) {
    return new Round(
        measure.iterations(),
        Decimal.of(measure.seconds()),
        Double.isInfinite(measure.nats()) ? null : Decimal.of(measure.nats()));
  }

  /** Writes it as JSON. */
  public void write(Path file) {
    WholeFile.write(file, out -> out.write(JsonText.of(this)));
  }
}
