package org.musiclstm.plugin.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.musiclstm.worker.Event;
import org.musiclstm.worker.Json;
import org.musiclstm.worker.Request;
import org.musiclstm.worker.Result;
import org.musiclstm.worker.Result.Status;
import org.musiclstm.worker.TrainRequest;

/**
 * Runs one job in a JVM of its own, from the request to the result.
 *
 * <p>The worker's end is this class's end: whether Maven is stopped, its thread is interrupted or a
 * listener throws, no process is left behind.
 */
public final class WorkerProcess {
  /** The worker's entry point. */
  public static final String MAIN_CLASS = "org.musiclstm.worker.Worker";

  /** How long a worker that is asked to stop may take for its checkpoint, as it allows itself. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** A worker that takes longer to stop is spoken of, lest the build look dead. */
  private static final Duration UNTIL_WAITING_IS_TOLD = Duration.ofSeconds(1);

  /** How long Maven's end waits for what became of the worker to be shown. */
  private static final Duration FOR_LAST_WORDS = Duration.ofSeconds(2);

  /** What the system's "kill -9" looks like as an exit code, on Unix and as it is on others. */
  private static final List<Integer> KILLED = List.of(137, 9);

  /** What a worker leaves that is stopped before it listens for that: Ctrl-C and "kill". */
  private static final List<Integer> ASKED_TO_STOP = List.of(130, 143);

  private final String mainClass;
  private final Duration grace;

  /**
   * Makes a runner.
   *
   * @param mainClass the worker's entry point, which gets the exchange folder as its one argument
   * @param grace how long a worker that is asked to stop may take before it is killed
   */
  public WorkerProcess(String mainClass, Duration grace) {
    this.mainClass = mainClass;
    this.grace = grace;
  }

  /**
   * Runs the job and waits for its end. A worker that dies or leaves no result is a {@link
   * Status#BROKEN} one, with what is known of it in the summary. When the thread is interrupted,
   * the worker is stopped, and the thread is still marked as interrupted on return.
   *
   * @param listener gets every event in order, on the calling thread
   * @return what became of the job; its summary is never empty unless all went well
   */
  public Result run(WorkerJob job, Consumer<Event> listener) {
    Exchange exchange = new Exchange(job);
    try {
      exchange.prepare(mainClass);
    } catch (IOException e) {
      return new Result(
          Status.INPUT,
          List.of(
              "The folder "
                  + job.exchangeDirectory()
                  + " cannot be written ("
                  + e
                  + "); free it or make it writable."));
    }
    Process process;
    try {
      process = exchange.start();
    } catch (IOException e) {
      return new Result(
          Status.BROKEN,
          List.of(
              "Java could not be started as "
                  + job.jdk().java()
                  + " ("
                  + e.getMessage()
                  + "); choose another JDK with jdkToolchain."));
    }
    AtomicBoolean mavenStops = new AtomicBoolean();
    CountDownLatch told = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              mavenStops.set(true);
              // The listener belongs to the thread that follows the worker.
              stop(process, () -> {});
              await(told);
            },
            "music-lstm-stop");
    try {
      addHook(hook);
      boolean stopped =
          follow(
              process,
              exchange.events,
              listener,
              mavenStops::get,
              () -> listener.accept(waiting(job.request())));
      Result result = exchange.result(process.exitValue(), stopped);
      if (!removeHook(hook)) {
        // Maven may be gone before it tells how the goal ended.
        lastWords(result).forEach(listener);
      }
      return result;
    } finally {
      if (process.isAlive()) {
        stop(process, () -> {});
      }
      told.countDown();
      removeHook(hook);
    }
  }

  /** How the job is started, in lines for those who look for a fault. Secrets are left out. */
  public List<String> describe(WorkerJob job) {
    List<String> command = new ArrayList<>();
    command.add(job.jdk().java().toString());
    command.addAll(new Exchange(job).jvmArguments(mainClass));
    List<String> lines = new ArrayList<>();
    lines.add("Command line of the worker: " + WorkerEnvironment.withoutSecrets(command));
    lines.add("Folder of the worker: " + job.exchangeDirectory());
    lines.add(
        "Class path of the worker: "
            + job.classPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
    lines.addAll(
        WorkerEnvironment.describe(WorkerEnvironment.of(job.environment(), System.getenv())));
    return lines;
  }

  /**
   * Hands on events until the worker has ended; returns whether it had to be stopped.
   *
   * @param isStopping whether another thread has asked the worker to stop
   * @param tellOfWaiting called once when the worker takes its time to stop
   */
  private boolean follow(
      Process process,
      EventFile events,
      Consumer<Event> listener,
      BooleanSupplier isStopping,
      Runnable tellOfWaiting) {
    try {
      long looksUntilTold = UNTIL_WAITING_IS_TOLD.dividedBy(BETWEEN_LOOKS);
      while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        tell(events, listener);
        if (isStopping.getAsBoolean() && --looksUntilTold == 0) {
          tellOfWaiting.run();
        }
      }
      tell(events, listener);
      return false;
    } catch (InterruptedException e) {
      try {
        stop(process, tellOfWaiting);
        // An interrupted thread could not read the file.
        Thread.interrupted();
        tell(events, listener);
      } finally {
        Thread.currentThread().interrupt();
      }
      return true;
    }
  }

  private static void tell(EventFile events, Consumer<Event> listener) {
    List<Event> read;
    try {
      read = events.readNew();
    } catch (IOException e) {
      read = List.of(new Event.Message(Event.Level.DEBUG, "Events cannot be read: " + e));
    }
    read.forEach(listener);
  }

  private Event waiting(Request request) {
    return new Event.Message(
        Event.Level.INFO,
        "The build is stopping; waiting up to "
            + grace.toSeconds()
            + " s for the worker to "
            + (request instanceof TrainRequest ? "write its checkpoint." : "end."));
  }

  private static List<Event> lastWords(Result result) {
    Event.Level level = result.status() == Status.BROKEN ? Event.Level.WARNING : Event.Level.INFO;
    return result.summary().stream().<Event>map(text -> new Event.Message(level, text)).toList();
  }

  private static void await(CountDownLatch told) {
    try {
      told.await(FOR_LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Process process, Runnable tellOfWaiting) {
    process.destroy();
    // An interrupt must not shorten the time for the checkpoint: it may be why we are here.
    boolean interrupted = Thread.interrupted();
    long begin = System.nanoTime();
    boolean told = false;
    Duration patience = least(UNTIL_WAITING_IS_TOLD, grace);
    while (process.isAlive()) {
      try {
        long left = begin + patience.toNanos() - System.nanoTime();
        if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
          if (told) {
            process.destroyForcibly();
            begin = System.nanoTime();
          } else {
            told = true;
            patience = grace;
            tellOfWaiting.run();
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

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void addHook(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("Maven is shutting down, so nothing is started.", e);
    }
  }

  /** Whether Maven goes on; when it is shutting down, the hook has run or runs. */
  private static boolean removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** The files of one run. */
  private static final class Exchange {
    private final WorkerJob job;
    private final Path directory;
    private final Path arguments;
    private final Path classPath;
    private final Path resultFile;
    private final Path eventsFile;
    private final EventFile events;

    Exchange(WorkerJob job) {
      this.job = job;
      directory = job.exchangeDirectory();
      arguments = directory.resolve("java-arguments");
      classPath = directory.resolve("class-path.jar");
      resultFile = directory.resolve("result.json");
      eventsFile = directory.resolve("events.jsonl");
      events = new EventFile(eventsFile);
    }

    void prepare(String mainClass) throws IOException {
      Files.createDirectories(directory);
      Files.deleteIfExists(resultFile);
      Files.deleteIfExists(eventsFile);
      // A JVM prints options that it takes from the environment.
      PrivateFile.write(job.logFile(), new byte[0]);
      Path half = directory.resolve("request.json.half");
      PrivateFile.write(half, Json.mapper().writeValueAsBytes(job.request()));
      Files.move(
          half,
          directory.resolve("request.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      ClassPathJar.write(classPath, job.classPath());
      ArgumentFile.write(arguments, jvmArguments(mainClass));
    }

    private List<String> jvmArguments(String mainClass) {
      List<String> all = new ArrayList<>();
      // Without the module, which a runtime image may lack, the worker uses its scalar kernel.
      if (job.jdk().hasModule(VECTOR_MODULE)) {
        all.addAll(List.of("--add-modules", VECTOR_MODULE));
      }
      if (System.getProperty("os.name", "").equals("Linux")) {
        // Every time step reads all weights: small pages cost a tenth of the time.
        all.add("-XX:+UseTransparentHugePages");
      }
      // A worker whose threads have died one by one would hang; this ends it at once.
      all.add("-XX:+ExitOnOutOfMemoryError");
      all.add("-Dfile.encoding=UTF-8");
      all.add("-Djava.awt.headless=true");
      all.add("-Dmusic-lstm.parent=" + ProcessHandle.current().pid());
      all.addAll(job.jvmArguments());
      all.addAll(List.of("-classpath", classPath.getFileName().toString(), mainClass, "."));
      return all;
    }

    Process start() throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(job.jdk().java().toString(), "@" + arguments.getFileName())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(job.logFile().toFile());
      WorkerEnvironment.apply(job, builder.environment());
      return builder.start();
    }

    Result result(int exitCode, boolean stopped) {
      Optional<Result> written = readResult();
      if (written.isPresent() && written.get().status().exitCode() == exitCode) {
        Result result = written.get();
        return result.status() == Status.BROKEN
            ? broken(exitCode, String.join(" ", result.summary()))
            : result;
      }
      if (stopped || ASKED_TO_STOP.contains(exitCode)) {
        return new Result(
            Status.INTERRUPTED,
            List.of(
                "The build was interrupted, and so was the worker (exit code "
                    + exitCode
                    + "); the next build goes on from its last checkpoint if there is one."));
      }
      return broken(exitCode, "");
    }

    private Optional<Result> readResult() {
      try {
        return Optional.of(Json.mapper().readValue(Files.readAllBytes(resultFile), Result.class));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    private Result broken(int exitCode, String told) {
      WorkerLog log = WorkerLog.read(job.logFile());
      List<String> summary = new ArrayList<>();
      if (log.outOfMemory()) {
        summary.add("The worker ran out of memory (exit code " + exitCode + "); " + remedy() + ".");
      } else if (KILLED.contains(exitCode)) {
        summary.add(
            "The worker was killed from outside (exit code "
                + exitCode
                + "), which systems do when memory runs out; "
                + remedy()
                + ".");
      } else if (told.isBlank()) {
        summary.add("The worker died without a result (exit code " + exitCode + ").");
      } else {
        summary.add(told);
      }
      summary.add("Its log is " + job.logFile() + (log.lastLines().isEmpty() ? "." : ":"));
      log.lastLines().forEach(line -> summary.add("  " + Secrets.hiddenIn(line)));
      return new Result(Status.BROKEN, summary);
    }

    private String remedy() {
      String more = "give it memory that the machine has with jvmArgs, such as -Xmx4g";
      // What generating needs is the model's size, which no option of generate changes.
      return job.request() instanceof TrainRequest
          ? more + ", or lower hiddenUnits, batchSize or windowLayers"
          : more;
    }
  }
}
