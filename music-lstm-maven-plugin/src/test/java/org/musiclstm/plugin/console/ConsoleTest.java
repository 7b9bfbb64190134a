package org.musiclstm.plugin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.musiclstm.plugin.RecordingLog;
import org.musiclstm.worker.Event;

class ConsoleTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final RecordingLog log = new RecordingLog(false);
  private long now = Duration.ofDays(1).toNanos();

  @Test
  void messagesGoToTheLogAtTheirLevel() {
    Console console = inBatchMode(log);

    console.show(new Event.Message(Event.Level.DEBUG, "a"));
    console.show(new Event.Message(Event.Level.INFO, "b"));
    console.show(new Event.Message(Event.Level.WARNING, "c"));

    assertThat(log.lines()).containsExactly("debug a", "info b", "warn c");
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    Console console = inTerminal(log);

    console.show(new Event.Progress(20, 2000, 0.03125, 0.0291, 9.1234, true, 3.21, 616.8));
    console.show(new Event.Progress(2000, 2000, 0.03, Double.NaN, Double.NaN, false, 3, 0));

    String first = "20/2000, loss 0.03125, validation 0.02910 (9.123 nats), 3.2/s, 10m 17s left";
    String second = "2000/2000, loss 0.03000, 3.0/s, 0s left";
    assertThat(screen.toString(UTF_8))
        .isEqualTo("\r" + first + "\r" + second + " ".repeat(first.length() - second.length()));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aMessageTakesTheUpdatingLineAwayFirst() {
    Console console = inTerminal(log);
    Event.Progress progress = new Event.Progress(1, 9, 0.5, Double.NaN, Double.NaN, false, 0, -1);

    console.show(progress);
    console.show(new Event.Message(Event.Level.WARNING, "late"));
    console.show(new Event.Message(Event.Level.WARNING, "later"));

    assertThat(screen.toString(UTF_8)).isEqualTo("\r1/9, loss 0.50000\r" + " ".repeat(17) + "\r");
    assertThat(log.lines()).containsExactly("warn late", "warn later");
  }

  @Test
  void theUpdatingLineIsGoneInTheEnd() {
    try (Console console = inTerminal(log)) {
      console.show(new Event.Progress(1, 9, 0.5, Double.NaN, Double.NaN, false, 0, -1));
    }

    assertThat(screen.toString(UTF_8)).endsWith("\r" + " ".repeat(17) + "\r");
  }

  @Test
  void noLineIsWiderThanATerminal() {
    Console console = inTerminal(log);

    console.show(new Event.Progress(9999999, 9999999, 12345.6, 12345.6, 12345.6, true, 0.01, 1e7));

    assertThat(Arrays.stream(screen.toString(UTF_8).split("\r")).mapToInt(String::length).max())
        .hasValue(Console.WIDTH);
  }

  @Test
  void inBatchModeThereIsALineEveryHalfMinute() {
    Console console = inBatchMode(log);

    for (int second = 1; second <= 65; second++) {
      now += Duration.ofSeconds(1).toNanos();
      console.show(
          new Event.Progress(second, 100, 0.5, Double.NaN, Double.NaN, false, 1, 100 - second));
    }

    assertThat(log.lines())
        .containsExactly(
            "info 30/100, loss 0.50000, 1.0/s, 1m 10s left",
            "info 60/100, loss 0.50000, 1.0/s, 40s left");
    assertThat(screen.size()).isZero();
  }

  @Test
  void inBatchModeValidationsAreLinesUnlessTheyComeFast() {
    Console console = inBatchMode(log);

    for (int second = 1; second <= 13; second++) {
      now += Duration.ofSeconds(1).toNanos();
      console.show(new Event.Progress(second, 100, 0.5, 0.25, 8, true, 0.25, 7500));
    }

    assertThat(log.lines())
        .containsExactly(
            "info 5/100, loss 0.50000, validation 0.25000 (8.000 nats), 4.0 s each, 2h 5m left",
            "info 10/100, loss 0.50000, validation 0.25000 (8.000 nats), 4.0 s each, 2h 5m left");
  }

  @Test
  void aQuietBuildShowsNothingButWarnings() {
    RecordingLog quiet = new RecordingLog(true);
    Console console = inTerminal(quiet);

    console.show(new Event.Message(Event.Level.INFO, "a"));
    console.show(new Event.Progress(1, 9, 0.5, Double.NaN, Double.NaN, true, 0, -1));
    console.show(new Event.Message(Event.Level.WARNING, "b"));

    assertThat(quiet.lines()).containsExactly("warn b");
    assertThat(screen.size()).isZero();
  }

  @Test
  void figuresHaveADecimalPointInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      inTerminal(log).show(new Event.Progress(1, 9, 0.5, 0.25, 1.5, true, 1.5, 1));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(screen.toString(UTF_8))
        .isEqualTo("\r1/9, loss 0.50000, validation 0.25000 (1.500 nats), 1.5/s, 1s left");
  }

  @Test
  void timesHaveTwoUnitsAtMost() {
    assertThat(Console.time(0.4)).isEqualTo("0s");
    assertThat(Console.time(59.6)).isEqualTo("1m 0s");
    assertThat(Console.time(80)).isEqualTo("1m 20s");
    assertThat(Console.time(3599.9)).isEqualTo("1h 0m");
    assertThat(Console.time(7170)).isEqualTo("2h 0m");
  }

  private Console inTerminal(RecordingLog to) {
    return new Console(to, Optional.of(new PrintStream(screen, true, UTF_8)), () -> now);
  }

  private Console inBatchMode(RecordingLog to) {
    return new Console(to, Optional.empty(), () -> now);
  }
}
