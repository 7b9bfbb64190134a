package org.musiclstm.plugin.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.musiclstm.exchange.StopFile;

/**
 * Brings a worker to its end: asks it to stop, in a way that every system has, waits for its
 * checkpoint, and kills it only when that takes too long.
 */
final class WorkerStop {
  /** A worker that takes longer to stop is spoken of, lest the build look dead. */
  static final Duration UNTIL_WAITING_IS_TOLD = Duration.ofSeconds(1);

  private final Process process;
  private final Path exchange;
  private final Duration grace;
  private volatile boolean asked;
  private volatile boolean killed;

  /**
   * Makes what can stop a worker.
   *
   * @param exchange the worker's folder
   * @param grace how long it may take from when it is asked until it is killed
   */
  WorkerStop(Process process, Path exchange, Duration grace) {
    this.process = process;
    this.exchange = exchange;
    this.grace = grace;
  }

  /** Whether the worker was asked to stop. */
  boolean wasAsked() {
    return asked;
  }

  /** Whether it was killed because it did not stop in time. */
  boolean hasKilled() {
    return killed;
  }

  /**
   * Stops the worker, and returns when it is gone.
   *
   * @param sayOfWaiting called once when it takes its time
   */
  void stop(Runnable sayOfWaiting) {
    ask();
    // An interrupt must not shorten the time for the checkpoint: it may be why we are here.
    boolean interrupted = Thread.interrupted();
    long begin = System.nanoTime();
    boolean reported = false;
    Duration patience = least(UNTIL_WAITING_IS_TOLD, grace);
    while (process.isAlive()) {
      try {
        long left = begin + patience.toNanos() - System.nanoTime();
        if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
          if (reported) {
            kill();
            begin = System.nanoTime();
          } else {
            reported = true;
            patience = grace;
            sayOfWaiting.run();
          }
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    asked = true;
    boolean isSeen = StopFile.put(exchange);
    if (process.supportsNormalTermination()) {
      process.destroy();
    } else if (!isSeen) {
      // Nothing else that it could notice.
      kill();
    }
  }

  private void kill() {
    killed = true;
    process.destroyForcibly();
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
