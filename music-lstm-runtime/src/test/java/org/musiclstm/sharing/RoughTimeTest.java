package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoughTimeTest {
  @ParameterizedTest
  @CsvSource({
    "0.96, less than a second",
    "1, 1.0 second",
    "9.4, 9.4 seconds",
    "9.6, 10 seconds",
    "99.4, 99 seconds",
    "125, 2.1 minutes",
    "1500, 25 minutes",
    "6000, 1.7 hours",
    "360000, 4.2 days"
  })
  void aTimeHasTwoDigits(double seconds, String text) {
    assertThat(RoughTime.text(seconds)).isEqualTo(text);
  }
}
