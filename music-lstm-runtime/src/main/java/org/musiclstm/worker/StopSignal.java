package org.musiclstm.worker;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;
import org.musiclstm.exchange.StopFile;

/**
 * Says the work to come to an end: when there is a {@link StopFile}, when the process is asked to
 * by a signal (Ctrl-C, SIGTERM), and when the process that started it is gone.
 */
final class StopSignal implements BooleanSupplier {
  /** System property with the process id of the build. */
  static final String PARENT = "music-lstm.parent";

  /** Longer than the build waits, which can say that it has ended what did not end. */
  private static final long SECONDS_TO_FINISH = 70;

  private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

  /** To look for a process takes longer than to look for a file. */
  private static final int LOOKS_BETWEEN_LOOKS_FOR_THE_PARENT = 5;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean stop;

  /**
   * Begins to listen.
   *
   * @param exchange the exchange directory
   * @throws InputException when the property {@value #PARENT} is no process id
   */
  void listen(Path exchange) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "music-lstm-shutdown"));
    } catch (IllegalStateException e) {
      // The signal came before anybody listened: the process is on its way out.
      stop = true;
    }
    String parent = System.getProperty(PARENT, "");
    BooleanSupplier isAlone = parent.isEmpty() ? () -> false : watch(parent);
    Thread thread = new Thread(() -> look(exchange, isAlone), "music-lstm-stop-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether a process is gone. */
  private static BooleanSupplier watch(String parent) {
    long id;
    try {
      id = Long.parseLong(parent);
    } catch (NumberFormatException e) {
      throw InputException.option("system property " + PARENT, parent, "a process id");
    }
    // A process id is used again; when a process began distinguishes two of them .
    Optional<ProcessHandle> handle = ProcessHandle.of(id);
    Optional<Instant> began = handle.flatMap(process -> process.info().startInstant());
    return () ->
        handle.isEmpty()
            || !handle.get().isAlive()
            || !handle.get().info().startInstant().equals(began);
  }

  private void look(Path exchange, BooleanSupplier isAlone) {
    for (int look = 0; !stop && !isDone(MILLISECONDS_BETWEEN_LOOKS); look++) {
      if (StopFile.isIn(exchange)
          || (look % LOOKS_BETWEEN_LOOKS_FOR_THE_PARENT == 0 && isAlone.getAsBoolean())) {
        stop = true;
      }
    }
  }

  private boolean isDone(long milliseconds) {
    try {
      return finished.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Lets the work write its checkpoint before the process goes. */
  private void shutDown() {
    stop = true;
    if (!isDone(TimeUnit.SECONDS.toMillis(SECONDS_TO_FINISH))) {
      System.err.println(
          "The work had not ended "
              + SECONDS_TO_FINISH
              + " s after the process was asked to stop, so it is broken off.");
    }
  }

  /** The work is over, so that nothing has to be waited for. */
  void finish() {
    finished.countDown();
  }

  @Override
  public boolean getAsBoolean() {
    return stop;
  }
}
