package org.musiclstm.plugin.console;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.musiclstm.exchange.Event;

/**
 * Shows events to the user. This is the one place that decides how they look: messages are lines of
 * the log; progress is a bar that is written over where a terminal is, and elsewhere a line of the
 * log at every validation and every half minute. Where the log does not want information there is
 * no progress at all.
 */
public final class Console implements AutoCloseable {
  static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final Log log;
  private final Optional<Screen> screen;
  private final LongSupplier nanoTime;
  private long lastLine;

  /**
   * Makes a console.
   *
   * @param log where lines go
   * @param screen where a line can be written over, or none
   * @param nanoTime the time in nanoseconds from some moment
   */
  public Console(Log log, Optional<Screen> screen, LongSupplier nanoTime) {
    this.log = log;
    this.screen = screen;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  /** Shows an event. */
  public void show(Event event) {
    if (event instanceof Event.Message message) {
      show(message);
    } else if (event instanceof Event.Progress progress && log.isInfoEnabled()) {
      screen.ifPresentOrElse(
          here -> here.show(ProgressText.bar(progress, here.width(), here.hasBlocks())),
          () -> showInLog(progress));
    }
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    screen.ifPresent(Screen::clear);
  }

  private void show(Event.Message message) {
    screen.ifPresent(Screen::clear);
    switch (message.level()) {
      case DEBUG -> log.debug(message.text());
      case INFO -> log.info(message.text());
      case WARNING -> log.warn(message.text());
    }
  }

  private void showInLog(Event.Progress progress) {
    long now = nanoTime.getAsLong();
    if (progress.validated() || now - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = now;
      log.info(ProgressText.line(progress));
    }
  }
}
