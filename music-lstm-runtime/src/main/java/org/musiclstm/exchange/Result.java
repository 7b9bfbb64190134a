package org.musiclstm.exchange;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;

/**
 * How the worker ended, as it stands in {@code result.json}.
 *
 * @param status what became of the request
 * @param summary the last lines of the log, figures in them, or the sentence that says what was
 *     wrong
 * @param unfinished what is left to do though the request is done, so that the next build goes on;
 *     empty when nothing is
 */
public record Result(Status status, List<String> summary, String unfinished) {
  /** A result that leaves nothing to do. */
  public Result(Status status, List<String> summary) {
    this(status, summary, "");
  }

  /** What became of a request; the worker's exit code says the same. */
  public enum Status {
    /** All is there. */
    DONE(0),
    /** The user can mend it. */
    INPUT(2),
    /** The tool or the machine broke. */
    BROKEN(3),
    /** Stopped from outside, with a checkpoint where there is one. */
    INTERRUPTED(130);

    private final int exitCode;

    Status(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of the worker. */
    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * Does work that may be asked to stop.
   *
   * @param stop whether it is asked
   * @param stopped what to say when it was, a sentence
   */
  public static Result unlessStopped(BooleanSupplier stop, String stopped, Supplier<Result> work) {
    try {
      return Stop.heeding(stop, work);
    } catch (StoppedException e) {
      return new Result(Status.INTERRUPTED, List.of(stopped));
    }
  }

  /** Copies the list. */
  public Result {
    summary = List.copyOf(summary);
  }
}
