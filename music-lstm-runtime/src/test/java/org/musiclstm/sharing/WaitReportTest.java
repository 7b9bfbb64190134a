package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WaitReportTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> lines = new ArrayList<>();
  private long now = -5 * SECOND;

  @Test
  void whoWaitsIsToldEveryMinuteForHowLong() {
    WaitReport report = new WaitReport(lines::add, () -> now);
    BooleanSupplier question = report.during(() -> now >= 120 * SECOND);

    now += 100 * SECOND;
    assertThat(question.getAsBoolean()).isFalse();
    assertThat(lines).as("nothing is waited for yet").isEmpty();
    assertThat(report.hasWaited()).isFalse();

    now = 0;
    report.begin("Waiting for something.");
    while (!question.getAsBoolean()) {
      now += SECOND / 2;
    }

    assertThat(report.hasWaited()).isTrue();
    assertThat(lines)
        .containsExactly(
            "Waiting for something.",
            "Still waiting, for 1 minute now.",
            "Still waiting, for 2 minutes now.");
  }
}
