package org.musiclstm.plugin.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.musiclstm.worker.Event;

/**
 * Shows events to the user. This is the one place that decides how they look: messages are lines of
 * the log; progress is one line that updates in place where a terminal is, and a line of the log
 * now and then elsewhere.
 */
public final class Console implements AutoCloseable {
  /** Longer lines would wrap in a terminal of the usual width, and then pile up. */
  static final int WIDTH = 79;

  static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
  static final Duration BETWEEN_VALIDATIONS = Duration.ofSeconds(5);

  private final Log log;
  private final Optional<PrintStream> terminal;
  private final LongSupplier nanoTime;
  private long lastLine;
  private int shown;

  /**
   * Makes a console.
   *
   * @param log where lines go
   * @param terminal where a line can be updated in place, or none
   * @param nanoTime the time in nanoseconds from some moment
   */
  public Console(Log log, Optional<PrintStream> terminal, LongSupplier nanoTime) {
    this.log = log;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  /** Shows an event. */
  public void show(Event event) {
    if (event instanceof Event.Message message) {
      show(message);
    } else if (event instanceof Event.Progress progress && log.isInfoEnabled()) {
      if (terminal.isPresent()) {
        update(terminal.get(), progress);
      } else if (isDue(progress)) {
        lastLine = nanoTime.getAsLong();
        log.info(text(progress));
      }
    }
  }

  /** Takes the updating line away. */
  @Override
  public void close() {
    clear();
  }

  private void show(Event.Message message) {
    clear();
    switch (message.level()) {
      case DEBUG -> log.debug(message.text());
      case INFO -> log.info(message.text());
      case WARNING -> log.warn(message.text());
    }
  }

  private void update(PrintStream out, Event.Progress progress) {
    String line = text(progress);
    line = line.substring(0, Math.min(line.length(), WIDTH));
    out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    out.flush();
    shown = line.length();
  }

  private void clear() {
    if (shown > 0) {
      terminal.ifPresent(
          out -> {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
          });
      shown = 0;
    }
  }

  private boolean isDue(Event.Progress progress) {
    Duration since = Duration.ofNanos(nanoTime.getAsLong() - lastLine);
    Duration wanted = progress.validated() ? BETWEEN_VALIDATIONS : BETWEEN_LINES;
    return since.compareTo(wanted) >= 0;
  }

  private static String text(Event.Progress progress) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d/%d, loss %.5f",
            progress.iteration(),
            progress.iterations(),
            progress.trainLoss()));
    if (!Double.isNaN(progress.validationLoss())) {
      text.append(
          String.format(
              Locale.ROOT,
              ", validation %.5f (%.3f nats)",
              progress.validationLoss(),
              progress.validationNats()));
    }
    if (Double.isFinite(progress.iterationsPerSecond()) && progress.iterationsPerSecond() > 0) {
      text.append(rate(progress.iterationsPerSecond()));
    }
    if (Double.isFinite(progress.secondsLeft()) && progress.secondsLeft() >= 0) {
      text.append(", ").append(time(progress.secondsLeft())).append(" left");
    }
    return text.toString();
  }

  private static String rate(double iterationsPerSecond) {
    return iterationsPerSecond >= 1
        ? String.format(Locale.ROOT, ", %.1f/s", iterationsPerSecond)
        : String.format(Locale.ROOT, ", %.1f s each", 1 / iterationsPerSecond);
  }

  /** A time as {@code 2h 5m}, {@code 1m 20s} or {@code 7s}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole >= 3600) {
      long minutes = Math.round(seconds / 60);
      return minutes / 60 + "h " + minutes % 60 + "m";
    }
    return whole >= 60 ? whole / 60 + "m " + whole % 60 + "s" : whole + "s";
  }
}
