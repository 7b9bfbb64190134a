package org.musiclstm.worker;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;

/**
 * Tells the work to come to an end: when the process is asked to (Ctrl-C, SIGTERM), and when the
 * process that started it is gone.
 */
final class StopSignal implements BooleanSupplier {
  /** System property with the process id of the build. */
  static final String PARENT = "music-lstm.parent";

  private static final long SECONDS_TO_FINISH = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean stop;

  /**
   * Begins to listen.
   *
   * @throws InputException when the property {@value #PARENT} is no process id
   */
  void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "music-lstm-shutdown"));
    String parent = System.getProperty(PARENT, "");
    if (!parent.isEmpty()) {
      watch(parent);
    }
  }

  private void watch(String parent) {
    long id;
    try {
      id = Long.parseLong(parent);
    } catch (NumberFormatException e) {
      throw InputException.option("system property " + PARENT, parent, "a process id");
    }
    // A process id is used again; when a process began tells two of them apart.
    Optional<ProcessHandle> handle = ProcessHandle.of(id);
    Optional<Instant> began = handle.flatMap(process -> process.info().startInstant());
    Thread thread =
        new Thread(
            () -> {
              while (!isDone(1)) {
                if (handle.isEmpty()
                    || !handle.get().isAlive()
                    || !handle.get().info().startInstant().equals(began)) {
                  stop = true;
                  return;
                }
              }
            },
            "music-lstm-parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private boolean isDone(long seconds) {
    try {
      return finished.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Lets the work write its checkpoint before the process goes. */
  private void shutDown() {
    stop = true;
    isDone(SECONDS_TO_FINISH);
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
