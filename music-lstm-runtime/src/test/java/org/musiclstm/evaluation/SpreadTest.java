package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void percentilesLieBetweenSortedValues() {
    Spread spread = Spread.of(DoubleStream.of(4, 1, 3, 2)).orElseThrow();

    // numpy.percentile([4, 1, 3, 2], [5, 50, 95])
    assertThat(spread.low()).isCloseTo(1.15, within(1e-12));
    assertThat(spread.median()).isEqualTo(2.5);
    assertThat(spread.high()).isCloseTo(3.85, within(1e-12));
    assertThat(spread.least()).isEqualTo(1);
    assertThat(spread.greatest()).isEqualTo(4);
  }

  @Test
  void ofAHundredAndOneValuesTheSixthIsThe5thPercentile() {
    assertThat(Spread.of(IntStream.rangeClosed(0, 100).asDoubleStream()))
        .hasValueSatisfying(
            spread -> {
              assertThat(spread.low()).isCloseTo(5, within(1e-12));
              assertThat(spread.high()).isCloseTo(95, within(1e-12));
            });
  }

  @Test
  void oneValueIsItsOwnSpread() {
    assertThat(Spread.of(DoubleStream.of(7))).contains(new Spread(7, 7, 7, 7, 7));
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    assertThat(Spread.of(DoubleStream.of(Double.NaN, 7))).contains(new Spread(7, 7, 7, 7, 7));
    assertThat(Spread.of(DoubleStream.of(Double.NaN))).isEmpty();
  }
}
