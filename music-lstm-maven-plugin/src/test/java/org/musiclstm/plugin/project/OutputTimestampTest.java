package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimestampTest {
  private final List<String> warnings = new ArrayList<>();

  private Instant parse(@Nullable String text) {
    return OutputTimestamp.parse(text, warnings::add);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "2019-10-05T20:37:42+06:00, 2019-10-05T14:37:42Z",
    "2026-01-01T00:00:00.987Z, 2026-01-01T00:00:00Z",
    "1570300662, 2019-10-05T18:37:42Z",
    "10, 1970-01-01T00:00:10Z"
  })
  void aTimeIsTakenInUtcAndInWholeSeconds(String text, String time) {
    assertThat(parse(text)).isEqualTo(Instant.parse(time));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "0", "${project.build.outputTimestamp}"})
  void whatIsNotSetOrSwitchedOffIsTheFixedTimeWithoutAWord(String text) {
    assertThat(parse(text)).isEqualTo("1980-01-01T00:00:00Z");
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-01", "-5", "${timestamp}", "yesterday"})
  void whatIsNoTimeIsWarnedOf(String text) {
    assertThat(parse(text)).isEqualTo("1980-01-01T00:00:00Z");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("The outputTimestamp " + text + " is no time, so the model says 1980-01-01");
  }

  @Test
  void nothingIsTheFixedTime() {
    assertThat(parse(null)).isEqualTo("1980-01-01T00:00:00Z");
    assertThat(warnings).isEmpty();
  }
}
