package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.musiclstm.Decimal;

/**
 * How the values of many pieces are spread. Percentiles are interpolated linearly between the
 * sorted values, the least being the 0th and the greatest the 100th: definition 7 of Hyndman and
 * Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996, which is
 * what R, NumPy and spreadsheets do.
 *
 * @param least the least value
 * @param low the 5th percentile
 * @param median the 50th percentile
 * @param high the 95th percentile
 * @param greatest the greatest value
 */
public record Spread(double least, double low, double median, double high, double greatest) {
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  /** The spread of values in any order; what is not a number is left out, and may be all. */
  public static Optional<Spread> of(DoubleStream values) {
    double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Spread(
            sorted[0],
            percentile(sorted, LOW),
            percentile(sorted, 0.5),
            percentile(sorted, HIGH),
            sorted[sorted.length - 1]));
  }

  private static double percentile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** As JSON. */
  @JsonValue
  Map<String, BigDecimal> json() {
    Map<String, BigDecimal> json = new LinkedHashMap<>();
    json.put("least", Decimal.of(least));
    json.put("p5", Decimal.of(low));
    json.put("p50", Decimal.of(median));
    json.put("p95", Decimal.of(high));
    json.put("greatest", Decimal.of(greatest));
    return json;
  }
}
