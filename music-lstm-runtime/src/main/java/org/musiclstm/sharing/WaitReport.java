package org.musiclstm.sharing;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells that something is waited for, and about every minute that it still is. */
public final class WaitReport {
  private static final long NANOS_BETWEEN = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> lines;
  private final LongSupplier clock;
  private boolean isWaiting;
  private long begin;
  private long told;

  /**
   * Prepares a report.
   *
   * @param lines gets the lines
   * @param clock the time in nanoseconds
   */
  public WaitReport(Consumer<String> lines, LongSupplier clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /** Waiting begins, as a sentence says. */
  public void begin(String sentence) {
    if (!isWaiting) {
      isWaiting = true;
      begin = clock.getAsLong();
      told = begin;
    }
    lines.accept(sentence);
  }

  /** Whether anything had to be waited for. */
  public boolean hasWaited() {
    return isWaiting;
  }

  /** The same question, which is asked again and again while waiting, with a line now and then. */
  public BooleanSupplier during(BooleanSupplier question) {
    return () -> {
      long now = clock.getAsLong();
      if (isWaiting && now - told >= NANOS_BETWEEN) {
        told = now;
        long minutes = TimeUnit.NANOSECONDS.toMinutes(now - begin);
        lines.accept(
            "Still waiting, for " + minutes + (minutes == 1 ? " minute" : " minutes") + " now.");
      }
      return question.getAsBoolean();
    };
  }
}
