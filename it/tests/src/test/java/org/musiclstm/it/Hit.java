package org.musiclstm.it;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Signals to a build that runs: to Maven, or to the worker that it has started. */
final class Hit {
  private static final long SECONDS_TO_END = 600;
  private static final long MILLIS_BETWEEN_LOOKS = 20;

  private Hit() {}

  /** The worker of a build, once there is one. */
  static Optional<ProcessHandle> worker(Process maven) {
    return maven.descendants().filter(Hit::isWorker).findFirst();
  }

  /** The worker of a build as soon as there is one; none when the build ends before. */
  static Optional<ProcessHandle> awaitWorker(Process maven) throws InterruptedException {
    Optional<ProcessHandle> worker = worker(maven);
    while (worker.isEmpty() && !maven.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
      worker = worker(maven);
    }
    return worker;
  }

  private static boolean isWorker(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(
            command -> command.contains("@java-arguments") || command.contains("music-lstm.parent"))
        .isPresent();
  }

  /** Sends a signal, which comes too late where the process has ended. */
  static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Has a process stand still for a while, as a laptop that is closed does. */
  static void pause(ProcessHandle process, long milliseconds)
      throws IOException, InterruptedException {
    send("STOP", process);
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } finally {
      send("CONT", process);
    }
  }

  /** Waits for the end of a build and of its worker; neither may stay. */
  static void awaitEnd(Process maven, Optional<ProcessHandle> worker) throws Exception {
    Assertions.assertTrue(maven.waitFor(SECONDS_TO_END, TimeUnit.SECONDS), "Maven is still there");
    if (worker.isPresent()) {
      worker.get().onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
    }
  }

  /** Waits for the end of a build, which uses a disk that has to go then, whatever became of it. */
  static void awaitEndOrKill(Process maven) throws InterruptedException {
    boolean hasEnded = maven.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    if (!hasEnded) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly().waitFor();
    }
    Assertions.assertTrue(hasEnded, "Maven was still there");
  }
}
