package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WaitReportTest {
  private static final long SECOND = 1_000_000_000L;

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private long now = -5 * SECOND;

  @Test
  void whoWaitsReadsForWhomAndForHowLong() {
    Holder other = new Holder(12, Optional.empty());
    Holders[] holders = {Holders.of(Optional.of(other))};
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    WaitReport report = new WaitReport(lines::add, () -> now, clock);
    BooleanSupplier question = report.during(() -> now >= 120 * SECOND);

    now += 100 * SECOND;
    assertThat(question.getAsBoolean()).isFalse();
    assertThat(lines).as("nothing is waited for yet").isEmpty();
    assertThat(report.hasWaited()).isFalse();

    now = 0;
    report.begin(() -> holders[0], who -> "Waiting for the machine, in use by " + who + ".");
    while (!question.getAsBoolean()) {
      now += SECOND / 2;
      if (now == 20 * SECOND) {
        holders[0] = Holders.of(Optional.of(other.until(NOON.plusSeconds(90))));
      }
      if (now == 100 * SECOND) {
        holders[0] =
            new Holders(List.of(new Holder(13, Optional.empty()), other, other.until(NOON)));
      }
    }

    assertThat(report.hasWaited()).isTrue();
    assertThat(lines)
        .containsExactly(
            "Waiting for the machine, in use by process 12.",
            "Still waiting for process 12 (up to about 90 seconds more).",
            "Still waiting for process 12 (up to about 90 seconds more), for 1 minute now.");
    now += 30 * SECOND;
    assertThat(question.getAsBoolean()).isTrue();
    assertThat(lines)
        .hasSize(4)
        .last()
        .isEqualTo(
            "Still waiting for process 12 (less than a second more), process 13, for 2 minutes now.");
  }
}
