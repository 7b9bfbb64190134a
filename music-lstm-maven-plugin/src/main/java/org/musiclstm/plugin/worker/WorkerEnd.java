package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.Result.Status;
import org.musiclstm.exchange.TrainRequest;

/**
 * What became of a worker that has ended, reported by the result that it left and by what was done
 * to it; its exit code says least, since systems give the same to programs that they end
 * themselves.
 *
 * @param request what it was asked to do
 * @param resultFile where it leaves its result
 * @param logFile what its JVM printed
 * @param windows whether the system is Windows
 */
record WorkerEnd(Request request, Path resultFile, Path logFile, boolean windows) {
  /** What the system's "kill -9" looks like as an exit code, on Unix and as it is on others. */
  private static final List<Integer> KILLED = List.of(137, 9);

  /**
   * What a worker leaves that is stopped before it listens for that: Ctrl-C and "kill", and Ctrl-C
   * on Windows.
   */
  private static final List<Integer> ASKED_TO_STOP = List.of(130, 143, 0xC000013A);

  /** What Windows gives to a program that another one ends, and a JVM that could not begin. */
  private static final int ENDED_BY_ANOTHER = 1;

  /** How it ended. */
  enum Stop {
    /** By itself. */
    NONE,
    /** It was asked to. */
    ASKED,
    /** It was asked to, did not in time, and was killed. */
    KILLED
  }

  /**
   * What became of the job.
   *
   * @param stop what was done to end the worker
   * @param grace how long it was waited for before it was killed
   */
  Result result(int exitCode, Stop stop, Duration grace) {
    Optional<Result> written = readResult();
    if (written.isPresent() && fits(written.get().status(), exitCode, stop)) {
      Result result = written.get();
      return result.status() == Status.BROKEN
          ? broken(exitCode, String.join(" ", result.summary()))
          : result;
    }
    if (stop == Stop.KILLED) {
      return new Result(
          Status.INTERRUPTED,
          List.of(
              "The build was interrupted, and the worker had not stopped "
                  + grace.toSeconds()
                  + " s after it was asked to, so it was killed; the next build goes on from its last"
                  + " checkpoint if there is one."));
    }
    if (stop == Stop.ASKED || ASKED_TO_STOP.contains(exitCode)) {
      return new Result(
          Status.INTERRUPTED,
          List.of(
              "The build was interrupted, and so was the worker (exit code "
                  + exitCode
                  + "); the next build goes on from its last checkpoint if there is one."));
    }
    return broken(exitCode, "");
  }

  /** Whether a worker with such a result may have ended so: it writes its result last of all. */
  private boolean fits(Status status, int exitCode, Stop stop) {
    return status.exitCode() == exitCode
        || stop != Stop.NONE
        || KILLED.contains(exitCode)
        || ASKED_TO_STOP.contains(exitCode)
        || (windows && exitCode == ENDED_BY_ANOTHER);
  }

  private Optional<Result> readResult() {
    try {
      return Optional.of(Json.mapper().readValue(Files.readAllBytes(resultFile), Result.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Result broken(int exitCode, String reported) {
    WorkerLog log = WorkerLog.read(logFile);
    List<String> summary = new ArrayList<>();
    if (log.outOfMemory()) {
      summary.add("The worker ran out of memory (exit code " + exitCode + "); " + remedy() + ".");
    } else if (!reported.isBlank()) {
      summary.add(reported);
    } else if (KILLED.contains(exitCode)) {
      summary.add(
          "The worker was killed from outside (exit code "
              + exitCode
              + "), which systems do when memory runs out; "
              + remedy()
              + ".");
    } else if (windows && exitCode == ENDED_BY_ANOTHER && log.lastLines().isEmpty()) {
      summary.add(
          "The worker left no result and said nothing (exit code 1), as a program does on Windows"
              + " that is ended from outside, say in the Task Manager; run the build again, which"
              + " goes on from the last checkpoint if there is one.");
    } else {
      summary.add("The worker died without a result (exit code " + exitCode + ").");
    }
    summary.add("Its log is " + logFile + (log.lastLines().isEmpty() ? "." : ":"));
    log.lastLines().forEach(line -> summary.add("  " + Secrets.hiddenIn(line)));
    return new Result(Status.BROKEN, summary);
  }

  private String remedy() {
    String more = "give it memory that the machine has with jvmArgs, such as -Xmx4g";
    // What generating needs is the model's size, which no option of generate changes.
    return request instanceof TrainRequest
        ? more + ", or lower hiddenUnits, batchSize or windowSteps"
        : more;
  }
}
