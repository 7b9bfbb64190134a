package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimestampTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "2019-10-05T20:37:42+06:00, 2019-10-05T14:37:42Z",
    "2026-01-01T00:00:00.987Z, 2026-01-01T00:00:00Z",
    "1570300662, 2019-10-05T18:37:42Z",
    "10, 1970-01-01T00:00:10Z"
  })
  void aTimeIsTakenInUtcAndInWholeSeconds(String text, String time) {
    assertThat(OutputTimestamp.parse(text)).isEqualTo(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "${project.build.outputTimestamp}", "2026-01-01", "-5"})
  void anythingElseIsTheFixedTime(String text) {
    assertThat(OutputTimestamp.parse(text)).isEqualTo("1980-01-01T00:00:00Z");
  }

  @Test
  void nothingIsTheFixedTime() {
    assertThat(OutputTimestamp.parse(null)).isEqualTo("1980-01-01T00:00:00Z");
  }
}
