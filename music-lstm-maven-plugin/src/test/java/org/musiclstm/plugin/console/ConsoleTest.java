package org.musiclstm.plugin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.musiclstm.exchange.Event;
import org.musiclstm.plugin.RecordingLog;

class ConsoleTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
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
  void aTerminalHasABarThatIsWrittenOver() {
    Console console = inTerminal(log);

    console.show(validated(20, 0.4));
    console.show(updated(2000, 0));

    assertThat(visible()).containsExactly(ProgressText.bar(updated(2000, 0), 77, false));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aMessageTakesTheBarAwayFirstAndTheNextProgressBringsItBack() {
    Console console = inTerminal(log);

    console.show(updated(1, 0));
    console.show(new Event.Message(Event.Level.WARNING, "late"));
    assertThat(visible()).containsExactly("");
    console.show(new Event.Message(Event.Level.WARNING, "later"));
    console.show(updated(2, 0));

    assertThat(visible()).containsExactly(ProgressText.bar(updated(2, 0), 77, false));
    assertThat(log.lines()).containsExactly("warn late", "warn later");
  }

  @Test
  void theBarIsGoneInTheEnd() {
    try (Console console = inTerminal(log)) {
      console.show(updated(1, 0));
    }

    assertThat(visible()).containsExactly("");
  }

  @Test
  void inBatchModeThereIsALineEveryHalfMinute() {
    Console console = inBatchMode(log);

    for (int second = 1; second <= 65; second++) {
      now += Duration.ofSeconds(1).toNanos();
      console.show(updated(second, 1));
    }

    assertThat(log.lines())
        .containsExactly(
            "info " + ProgressText.line(updated(30, 1)),
            "info " + ProgressText.line(updated(60, 1)));
    assertThat(terminal.size()).isZero();
  }

  @Test
  void inBatchModeEveryValidationIsALineAndHalfAMinuteIsCountedFromIt() {
    Console console = inBatchMode(log);

    console.show(validated(1, 1));
    console.show(validated(2, 1));
    for (int second = 3; second <= 50; second++) {
      now += Duration.ofSeconds(1).toNanos();
      console.show(second == 20 ? validated(20, 1) : updated(second, 1));
    }

    assertThat(log.lines())
        .containsExactly(
            "info " + ProgressText.line(validated(1, 1)),
            "info " + ProgressText.line(validated(2, 1)),
            "info " + ProgressText.line(validated(20, 1)),
            "info " + ProgressText.line(updated(50, 1)));
  }

  @Test
  void aQuietBuildShowsNothingButWarnings() {
    RecordingLog quiet = new RecordingLog(true);

    for (Console console : new Console[] {inTerminal(quiet), inBatchMode(quiet)}) {
      console.show(new Event.Message(Event.Level.INFO, "a"));
      console.show(validated(1, 1));
      now += Duration.ofMinutes(1).toNanos();
      console.show(updated(2, 1));
      console.show(new Event.Message(Event.Level.WARNING, "b"));
      console.close();
    }

    assertThat(quiet.lines()).containsExactly("warn b", "warn b");
    assertThat(terminal.size()).isZero();
  }

  private static Event.Progress updated(int iteration, double rate) {
    return new Event.Progress(
        iteration, 2000, 0.5, Double.NaN, Double.NaN, false, false, rate, -1, false);
  }

  private static Event.Progress validated(int iteration, double rate) {
    return new Event.Progress(iteration, 2000, 0.5, 0.25, 8, true, false, rate, 100, false);
  }

  private List<String> visible() {
    return Shown.by(terminal.toString(UTF_8));
  }

  private Console inTerminal(RecordingLog to) {
    PrintStream out = new PrintStream(terminal, true, UTF_8);
    return new Console(to, Optional.of(new Screen(out, () -> 80, false)), () -> now);
  }

  private Console inBatchMode(RecordingLog to) {
    return new Console(to, Optional.empty(), () -> now);
  }
}
