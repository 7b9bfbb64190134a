package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlapTest {
  /** Pieces of which the groove consistency alone says something. */
  private static List<MusicMetrics> pieces(double... grooves) {
    List<MusicMetrics> pieces = new ArrayList<>();
    Stretch none = new Stretch(0, Place.of(Pieces.steps("nothing", 4), 0));
    for (double groove : grooves) {
      pieces.add(
          new MusicMetrics(
              1, 1, 0, 1, 1, 1, 0, 1, 0, 0, groove, none, none, 0, List.of(), List.of(), List.of(),
              List.of()));
    }
    return pieces;
  }

  private static double[] normal(Random random, int count, double mean, double deviation) {
    return random.doubles(count).map(any -> mean + deviation * random.nextGaussian()).toArray();
  }

  private static Overlap groove(List<MusicMetrics> pieces, List<MusicMetrics> songs) {
    return Overlap.of(pieces, songs).stream()
        .filter(overlap -> overlap.feature().equals("grooveConsistency"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void piecesLikeTheSongsOverlapAndOthersDoNot() {
    Random random = new Random(1);
    List<MusicMetrics> songs = pieces(normal(random, 100, 10, 1));

    Overlap same = groove(pieces(normal(random, 100, 10, 1)), songs);
    Overlap elsewhere = groove(pieces(normal(random, 100, 20, 1)), songs);
    Overlap alike = groove(pieces(normal(random, 100, 10, 0.01)), songs);

    assertThat(same.withSongs()).isGreaterThan(0.9);
    assertThat(same.withPieces()).isGreaterThan(0.9);
    assertThat(elsewhere.withSongs()).isLessThan(0.01);
    assertThat(alike.withPieces()).isLessThan(0.3);
    assertThat(alike.withSongs()).isGreaterThan(0.5);
  }

  @Test
  void theAreaIsThatUnderBothDensities() {
    Random random = new Random(2);
    for (int n = 0; n < 20; n++) {
      double[] pieces = normal(random, 2 + random.nextInt(20), 0, 1);
      double[] songs = normal(random, 2 + random.nextInt(20), random.nextDouble(), 2);
      List<Double> among = new ArrayList<>();
      List<Double> between = new ArrayList<>();
      for (int i = 0; i < songs.length; i++) {
        for (int j = 0; j < i; j++) {
          among.add(Math.abs(songs[i] - songs[j]));
        }
        for (double piece : pieces) {
          between.add(Math.abs(piece - songs[i]));
        }
      }
      double width = Math.max(width(among), width(between));
      double area = 0;
      double step = 0.01;
      for (double x = -30; x < 30; x += step) {
        area += step * Math.min(density(among, width, x), density(between, width, x));
      }

      assertThat(groove(pieces(pieces), pieces(songs)).withSongs()).isCloseTo(area, within(0.01));
    }
  }

  private static double width(List<Double> distances) {
    double mean = distances.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = distances.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return distances.size() < 2
        ? 0
        : Math.sqrt(squares / (distances.size() - 1)) * Math.pow(distances.size(), -0.2);
  }

  /** By the definition, distance by distance. */
  private static double density(List<Double> distances, double width, double x) {
    return distances.stream()
            .mapToDouble(d -> Math.exp(-0.5 * (x - d) * (x - d) / (width * width)))
            .sum()
        / (distances.size() * width * Math.sqrt(2 * Math.PI));
  }

  @Test
  void equalPiecesAndSongsOverlapWhollyAndOnePieceNotAtAll() {
    assertThat(groove(pieces(5, 5, 5), pieces(5, 5)))
        .isEqualTo(new Overlap("grooveConsistency", 1, 1));
    assertThat(Overlap.of(pieces(5), pieces(5, 5))).isEmpty();
    assertThat(Overlap.of(pieces(5, Double.NaN), pieces(5, 5)))
        .extracting(Overlap::feature)
        .doesNotContain("grooveConsistency")
        .contains("polyphony");
  }

  @Test
  void manySongsAreThinnedOutEvenly() {
    Random random = new Random(3);
    List<MusicMetrics> songs = pieces(normal(random, 3000, 10, 1));
    List<MusicMetrics> others = pieces(normal(random, 20, 10, 1));

    assertThat(groove(others, songs).withSongs())
        .isCloseTo(groove(others, songs.subList(0, 500)).withSongs(), within(0.05));
  }

  @Test
  void distributionsAreComparedWhole() {
    List<MusicMetrics> songs = Pieces.tunes("song", 12, 8).stream().map(MusicMetrics::of).toList();
    List<MusicMetrics> pieces =
        Pieces.tunes("piece", 12, 8).stream().map(MusicMetrics::of).toList();

    List<Overlap> overlaps = Overlap.of(pieces, songs);

    assertThat(overlaps)
        .hasSize(Measure.values().length + Distribution.values().length)
        .allSatisfy(overlap -> assertThat(overlap.withSongs()).isBetween(0.7, 1.0));
  }
}
