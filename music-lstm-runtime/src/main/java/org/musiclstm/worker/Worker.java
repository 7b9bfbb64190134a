package org.musiclstm.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.InputException;
import org.musiclstm.StoppedException;
import org.musiclstm.Visible;
import org.musiclstm.WholeFile;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.job.Jobs;
import org.musiclstm.job.Tools;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.KernelChoice;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;

/**
 * The program that the plugin starts in a JVM of its own. Its one argument is the exchange
 * directory, from which it reads {@code request.json} and into which it writes {@code events.jsonl}
 * while it works and {@code result.json} at the end. Its exit code is that of the result's status.
 */
public final class Worker {
  /** On a disk that fills up meanwhile, as many bytes are kept for the result. */
  private static final int ROOM_FOR_RESULT = 1 << 14;

  private final Path exchange;
  private final StopSignal stop;

  private Worker(Path exchange, StopSignal stop) {
    this.exchange = exchange;
    this.stop = stop;
  }

  /** Carries out the request in the exchange directory, the one argument. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("The worker takes one argument: the exchange directory.");
      System.exit(Result.Status.INPUT.exitCode());
    }
    StopSignal stop = new StopSignal();
    Result.Status status = Result.Status.BROKEN;
    try {
      status = new Worker(Path.of(arguments[0]).toAbsolutePath().normalize(), stop).run().status();
    } catch (RuntimeException e) {
      System.err.println(Visible.text("The worker cannot write to " + arguments[0] + ": " + e));
    }
    if (stop.getAsBoolean()) {
      // The process may be on its way out already: exit would wait for it, and it for the work,
      // and the exit code would be that of the signal.
      Runtime.getRuntime().halt(status.exitCode());
    }
    stop.finish();
    System.exit(status.exitCode());
  }

  private Result run() {
    Path room = exchange.resolve("result.room");
    keep(room);
    Result result;
    try (EventLog events = new EventLog(exchange.resolve("events.jsonl"))) {
      result = work(events);
    } catch (StoppedException e) {
      result = new Result(Result.Status.INTERRUPTED, List.of("The work was interrupted."));
    } catch (InputException e) {
      result = new Result(Result.Status.INPUT, List.of(String.valueOf(e.getMessage())));
    } catch (IOException | RuntimeException | Error e) {
      Visible.exception(e).printStackTrace();
      result = new Result(Result.Status.BROKEN, List.of("The worker broke: " + e));
    }
    Result ended = result;
    release(room);
    WholeFile.write(
        exchange.resolve("result.json"),
        out -> out.write(Json.mapper().writeValueAsString(ended).getBytes(StandardCharsets.UTF_8)));
    return result;
  }

  private static void keep(Path room) {
    try {
      Files.write(room, new byte[ROOM_FOR_RESULT]);
    } catch (IOException e) {
      // Whether there is enough is found out at the end.
    }
  }

  private static void release(Path room) {
    try {
      Files.deleteIfExists(room);
    } catch (IOException e) {
      // The next worker takes it.
    }
  }

  private Result work(EventLog events) throws IOException {
    stop.listen(exchange);
    Request request = Jobs.read(exchange.resolve("request.json"));
    KernelChoice choice = Kernels.choose();
    Kernel kernel = choice.kernel();
    try (Workers workers = new Workers(request.threads())) {
      events.debug(
          "Java "
              + Runtime.version()
              + ", "
              + kernel.description()
              + ", threads: "
              + workers.size());
      if (request.runsKernel()) {
        choice.remark().ifPresent(events::info);
      }
      return Jobs.run(request, new Tools(kernel, workers, events, stop, System::nanoTime));
    }
  }
}
