package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.musiclstm.Decimal;
import org.musiclstm.Stop;

/**
 * How much a set of pieces lies where the corpus does in one feature: Yang and Lerch, "On the
 * evaluation of generative models in music", Neural Computing and Applications 32, 2020, section
 * 3.2.
 *
 * <p>The distances of all pairs of songs, of all pairs of pieces, and of every piece to every song
 * are each taken as a sample of a density, estimated with Gaussian kernels of Scott's width. The
 * overlap of two densities is the area under both, 1 when they are the same. Unlike in the authors'
 * program, all stand on one grid that reaches three widths beyond the distances, and each sums to 1
 * on it, so that the areas can be compared; and both densities have the wider of their two widths,
 * since distances that take few values, such as those of numbers of pitches, would otherwise be
 * distinguished by the width alone. Distances are Euclidean, each pair counts once, and of sets of
 * more than 500, 500 are taken at even steps.
 *
 * @param feature the key of the measure or distribution
 * @param withSongs the overlap of the distances among songs and those between pieces and songs: low
 *     when pieces are not where songs are
 * @param withPieces the overlap of the distances among pieces and those between pieces and songs:
 *     low when pieces are all alike, or more different than songs
 */
public record Overlap(String feature, double withSongs, double withPieces) {
  private static final int MOST = 500;
  private static final int CELLS = 1000;
  private static final double WIDTHS_BEYOND = 3;

  /** Beyond it, a kernel is below the last bit of its middle. */
  private static final double WIDTHS_OF_A_KERNEL = 9;

  /**
   * The overlaps of all measures, then all distributions. A feature is left out when fewer than two
   * songs or two pieces have it.
   */
  public static List<Overlap> of(List<MusicMetrics> pieces, List<MusicMetrics> songs) {
    List<Overlap> overlaps = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      of(measure.key(), points(measure, pieces), points(measure, songs)).ifPresent(overlaps::add);
    }
    for (Distribution distribution : Distribution.values()) {
      of(distribution.key(), points(distribution, pieces), points(distribution, songs))
          .ifPresent(overlaps::add);
    }
    return overlaps;
  }

  private static List<double[]> points(Measure measure, List<MusicMetrics> of) {
    List<double[]> points = new ArrayList<>();
    for (MusicMetrics metrics : of) {
      OptionalDouble value = measure.of(metrics);
      value.ifPresent(number -> points.add(new double[] {number}));
    }
    return points;
  }

  private static List<double[]> points(Distribution distribution, List<MusicMetrics> of) {
    List<double[]> points = new ArrayList<>();
    for (MusicMetrics metrics : of) {
      double[] shares =
          distribution.of(metrics).stream().mapToDouble(Double::doubleValue).toArray();
      if (Arrays.stream(shares).anyMatch(share -> share > 0)) {
        points.add(shares);
      }
    }
    return points;
  }

  private static Optional<Overlap> of(
      String feature, List<double[]> allPieces, List<double[]> allSongs) {
    Stop.check();
    if (allPieces.size() < 2 || allSongs.size() < 2) {
      return Optional.empty();
    }
    List<double[]> pieces = some(allPieces);
    List<double[]> songs = some(allSongs);
    double[] amongSongs = among(songs);
    double[] amongPieces = among(pieces);
    double[] between = between(pieces, songs);
    double[] widths = {width(amongSongs), width(amongPieces), width(between)};
    double widest = Arrays.stream(widths).max().orElse(0);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double[] distances : List.of(amongSongs, amongPieces, between)) {
      least = Math.min(least, Arrays.stream(distances).min().orElse(least));
      most = Math.max(most, Arrays.stream(distances).max().orElse(most));
    }
    least -= WIDTHS_BEYOND * widest;
    most += WIDTHS_BEYOND * widest;
    if (!(most > least)) {
      // All distances are one and the same.
      return Optional.of(new Overlap(feature, 1, 1));
    }
    double cell = (most - least) / (CELLS - 1);
    double[] ofSongs = weights(amongSongs, least, cell);
    double[] ofPieces = weights(amongPieces, least, cell);
    double[] ofBoth = weights(between, least, cell);
    return Optional.of(
        new Overlap(
            feature,
            common(ofSongs, ofBoth, Math.max(widths[0], widths[2]) / cell),
            common(ofPieces, ofBoth, Math.max(widths[1], widths[2]) / cell)));
  }

  private static List<double[]> some(List<double[]> points) {
    if (points.size() <= MOST) {
      return points;
    }
    List<double[]> some = new ArrayList<>();
    for (int n = 0; n < MOST; n++) {
      some.add(points.get((int) ((long) n * points.size() / MOST)));
    }
    return some;
  }

  private static double[] among(List<double[]> points) {
    double[] distances = new double[points.size() * (points.size() - 1) / 2];
    int count = 0;
    for (int n = 1; n < points.size(); n++) {
      for (int other = 0; other < n; other++) {
        distances[count++] = distance(points.get(n), points.get(other));
      }
    }
    return distances;
  }

  private static double[] between(List<double[]> points, List<double[]> others) {
    double[] distances = new double[points.size() * others.size()];
    int count = 0;
    for (double[] point : points) {
      for (double[] other : others) {
        distances[count++] = distance(point, other);
      }
    }
    return distances;
  }

  private static double distance(double[] point, double[] other) {
    double sum = 0;
    for (int n = 0; n < point.length; n++) {
      double difference = point[n] - other[n];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /**
   * Scott, "Multivariate density estimation", 1992, section 6.3: the standard deviation over the
   * fifth root of the size.
   */
  private static double width(double[] distances) {
    if (distances.length < 2) {
      return 0;
    }
    double sum = 0;
    for (double distance : distances) {
      sum += distance;
    }
    double mean = sum / distances.length;
    double squares = 0;
    for (double distance : distances) {
      squares += (distance - mean) * (distance - mean);
    }
    double deviation = Math.sqrt(squares / (distances.length - 1));
    return deviation * StrictMath.pow(distances.length, -0.2);
  }

  /** How many distances are at each point of the grid. */
  private static double[] weights(double[] distances, double least, double cell) {
    double[] weights = new double[CELLS + 1];
    for (double distance : distances) {
      // A distance between two points counts for both, the more the nearer.
      double at = (distance - least) / cell;
      int below = (int) at;
      weights[below] += below + 1 - at;
      weights[below + 1] += at - below;
    }
    return weights;
  }

  /** The area under two densities. */
  private static double common(double[] weights, double[] others, double widthInCells) {
    // Not narrower than a cell: equal distances have no width.
    double width = Math.max(1, widthInCells);
    double[] kernel = new double[(int) Math.min(CELLS, WIDTHS_OF_A_KERNEL * width) + 1];
    for (int n = 0; n < kernel.length; n++) {
      kernel[n] = StrictMath.exp(-0.5 * (n / width) * (n / width));
    }
    double[] density = density(weights, kernel);
    double[] other = density(others, kernel);
    double common = 0;
    for (int n = 0; n < density.length; n++) {
      common += Math.min(density[n], other[n]);
    }
    return Math.min(1, common);
  }

  /** How much of a density is at each point; sums to 1. */
  private static double[] density(double[] weights, double[] kernel) {
    double[] density = new double[weights.length];
    double whole = 0;
    for (int n = 0; n < density.length; n++) {
      int from = Math.max(0, n + 1 - kernel.length);
      int to = Math.min(weights.length, n + kernel.length);
      for (int at = from; at < to; at++) {
        density[n] += weights[at] * kernel[Math.abs(n - at)];
      }
      whole += density[n];
    }
    for (int n = 0; n < density.length; n++) {
      density[n] /= whole;
    }
    return density;
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("feature", feature);
    json.put("withSongs", Decimal.of(withSongs));
    json.put("withPieces", Decimal.of(withPieces));
    return json;
  }
}
