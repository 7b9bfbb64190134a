package org.musiclstm.sharing;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.musiclstm.Words;

/**
 * Says that something is waited for, for whom and how long that one still needs, and about every
 * minute that it still is.
 */
public final class WaitReport {
  private static final long NANOS_BETWEEN = TimeUnit.MINUTES.toNanos(1);

  /** How often it is looked whether an estimate has come, before there is one. */
  private static final long NANOS_BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(5);

  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private final Clock clock;
  private Supplier<Holders> holders = () -> Holders.of(Optional.empty());
  private boolean isWaiting;
  private boolean isEstimated;
  private long begin;
  private long reported;
  private long looked;

  /**
   * Prepares a report.
   *
   * @param lines gets the lines
   * @param nanoTime the time in nanoseconds from some moment
   * @param clock the time of day, by which others say when they are done
   */
  public WaitReport(Consumer<String> lines, LongSupplier nanoTime, Clock clock) {
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  /**
   * Waiting begins.
   *
   * @param others who is waited for, whenever it is asked
   * @param sentence makes a sentence of who that is
   */
  public void begin(Supplier<Holders> others, UnaryOperator<String> sentence) {
    long now = nanoTime.getAsLong();
    if (!isWaiting) {
      isWaiting = true;
      begin = now;
    }
    reported = now;
    looked = now;
    holders = others;
    Holders first = others.get();
    isEstimated = first.areEstimated();
    lines.accept(sentence.apply(first.words(clock.instant())));
  }

  /** Whether anything had to be waited for. */
  public boolean hasWaited() {
    return isWaiting;
  }

  /** The same question, which is asked again and again while waiting, with a line now and then. */
  public BooleanSupplier during(BooleanSupplier question) {
    return () -> {
      if (isWaiting) {
        report(nanoTime.getAsLong());
      }
      return question.getAsBoolean();
    };
  }

  private void report(long now) {
    boolean isDue = now - reported >= NANOS_BETWEEN;
    if (!isDue && (isEstimated || now - looked < NANOS_BETWEEN_LOOKS)) {
      return;
    }
    looked = now;
    Holders current = holders.get();
    if (isDue || current.areEstimated()) {
      reported = now;
      isEstimated = current.areEstimated();
      long minutes = TimeUnit.NANOSECONDS.toMinutes(now - begin);
      lines.accept(
          "Still waiting for "
              + current.words(clock.instant())
              + (minutes == 0 ? "" : ", for " + Words.count(minutes, "minute") + " now")
              + ".");
    }
  }
}
