package org.musiclstm.kernel;

import java.util.function.LongSupplier;

/**
 * Finds the faster of two ways to do the same, on a virtual machine that may begin slowly and get
 * faster while it runs: both work by turns until the time is up, and what counts is the shortest
 * turn of each.
 */
final class Race {
  private final LongSupplier nanoTime;
  private final long nanoseconds;

  /**
   * Prepares a race.
   *
   * @param nanoTime a clock
   * @param nanoseconds how long it takes
   */
  Race(LongSupplier nanoTime, long nanoseconds) {
    this.nanoTime = nanoTime;
    this.nanoseconds = nanoseconds;
  }

  /** Whether the first is faster than the second. What cannot be distinguished is not. */
  boolean isFaster(Runnable first, Runnable second) {
    long begin = nanoTime.getAsLong();
    long shortest = Long.MAX_VALUE;
    long shortestOfSecond = Long.MAX_VALUE;
    do {
      shortest = Math.min(shortest, time(first));
      shortestOfSecond = Math.min(shortestOfSecond, time(second));
    } while (nanoTime.getAsLong() - begin < nanoseconds);
    return shortest < shortestOfSecond;
  }

  private long time(Runnable way) {
    long begin = nanoTime.getAsLong();
    way.run();
    return nanoTime.getAsLong() - begin;
  }
}
