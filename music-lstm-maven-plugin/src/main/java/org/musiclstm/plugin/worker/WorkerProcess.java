package org.musiclstm.plugin.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.LongPath;
import org.musiclstm.OpenFiles;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.Result.Status;
import org.musiclstm.exchange.StopFile;
import org.musiclstm.exchange.TrainRequest;

/**
 * Runs one job in a JVM of its own, from the request to the result.
 *
 * <p>The worker's end is this class's end: whether Maven is stopped, its thread is interrupted or a
 * listener throws, no process is left behind.
 */
public final class WorkerProcess {
  /** The worker's entry point. */
  public static final String MAIN_CLASS = "org.musiclstm.worker.Worker";

  /** How long a worker that is asked to stop may take for its checkpoint. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** Of 260 characters that a path has at most, those of the end of a line and of a folder. */
  private static final int LONGEST_FOLDER = 247;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** How long Maven's end waits for what became of the worker to be shown. */
  private static final Duration FOR_LAST_WORDS = Duration.ofSeconds(2);

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
    } catch (InputException e) {
      return new Result(Status.INPUT, List.of(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return new Result(
          Status.INPUT,
          List.of(
              "The folder "
                  + job.exchangeDirectory()
                  + " cannot be written"
                  + LongPath.reason(job.exchangeDirectory().resolve(Exchange.REQUEST), e)
                      .map(reason -> ": " + reason + ".")
                      .orElse(" (" + e + "); free it or make it writable.")));
    }
    Process process;
    try {
      process = exchange.start();
    } catch (IOException e) {
      exchange.clear();
      return notStarted(job, e, isWindows());
    }
    WorkerStop stop = new WorkerStop(process, job.exchangeDirectory(), grace);
    CountDownLatch reported = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              // The listener belongs to the thread that follows the worker.
              stop.stop(() -> {});
              await(reported);
            },
            "music-lstm-stop");
    try {
      addHook(hook);
      follow(
          process, exchange.events, listener, stop, () -> listener.accept(waiting(job.request())));
      Result result = exchange.end().result(process.exitValue(), how(stop), grace);
      if (!removeHook(hook)) {
        // Maven may be gone before it says how the goal ended.
        lastWords(result).forEach(listener);
      }
      return result;
    } finally {
      if (process.isAlive()) {
        stop.stop(() -> {});
      }
      exchange.clear();
      reported.countDown();
      removeHook(hook);
    }
  }

  /** Why Java could not be started, as far as that can be known. */
  static Result notStarted(WorkerJob job, IOException e, boolean windows) {
    int length = job.exchangeDirectory().toString().length();
    if (windows && length > LONGEST_FOLDER) {
      return new Result(
          Status.INPUT,
          List.of(
              "The path of the folder "
                  + job.exchangeDirectory()
                  + " has "
                  + length
                  + " characters, but Windows starts programs only in folders of at most "
                  + LONGEST_FOLDER
                  + "; move the project to a shorter path, or give the execution a shorter id."));
    }
    return new Result(
        Status.BROKEN,
        List.of(
            "Java could not be started as "
                + job.jdk().java()
                + " ("
                + e.getMessage()
                + "); choose another JDK with jdkToolchain."));
  }

  /** How the job is started, in lines for those who look for a fault. Secrets are left out. */
  public List<String> describe(WorkerJob job) {
    List<String> command = new ArrayList<>();
    command.add(job.jdk().java().toString());
    command.addAll(
        new Exchange(job).jvmArguments(mainClass, ClassPathJar.shown(job.exchangeDirectory())));
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

  private static WorkerEnd.Stop how(WorkerStop stop) {
    if (stop.hasKilled()) {
      return WorkerEnd.Stop.KILLED;
    }
    return stop.wasAsked() ? WorkerEnd.Stop.ASKED : WorkerEnd.Stop.NONE;
  }

  /**
   * Hands on events until the worker has ended, and ends it when the thread is interrupted.
   *
   * @param stop may have been asked for by another thread
   * @param sayOfWaiting called once when the worker takes its time to stop
   */
  private static void follow(
      Process process,
      EventFile events,
      Consumer<Event> listener,
      WorkerStop stop,
      Runnable sayOfWaiting) {
    try {
      long looksUntilReported = WorkerStop.UNTIL_WAITING_IS_TOLD.dividedBy(BETWEEN_LOOKS);
      while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        say(events, listener);
        if (stop.wasAsked() && --looksUntilReported == 0) {
          sayOfWaiting.run();
        }
      }
      say(events, listener);
    } catch (InterruptedException e) {
      try {
        stop.stop(sayOfWaiting);
        // An interrupted thread could not read the file.
        Thread.interrupted();
        say(events, listener);
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void say(EventFile events, Consumer<Event> listener) {
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

  private static void await(CountDownLatch reported) {
    try {
      reported.await(FOR_LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    static final String REQUEST = "request.json.half";

    private final WorkerJob job;
    private final Path directory;
    private final Path arguments;
    private final Path resultFile;
    private final Path eventsFile;
    private final EventFile events;
    private Optional<ClassPathJar> classPath = Optional.empty();

    Exchange(WorkerJob job) {
      this.job = job;
      directory = job.exchangeDirectory();
      arguments = directory.resolve("java-arguments");
      resultFile = directory.resolve("result.json");
      eventsFile = directory.resolve("events.jsonl");
      events = new EventFile(eventsFile);
    }

    void prepare(String mainClass) throws IOException {
      Files.createDirectories(directory);
      StopFile.remove(directory);
      for (Path old : List.of(resultFile, eventsFile, job.logFile())) {
        OpenFiles.remove(old);
      }
      // A JVM prints options that it takes from the environment.
      PrivateFile.write(job.logFile(), new byte[0]);
      Path half = directory.resolve(REQUEST);
      PrivateFile.write(half, Json.mapper().writeValueAsBytes(job.request()));
      OpenFiles.move(half, directory.resolve("request.json"));
      ClassPathJar jar = ClassPathJar.write(directory, job.classPath());
      classPath = Optional.of(jar);
      ArgumentFile.write(arguments, jvmArguments(mainClass, jar.argument()));
    }

    /** Removes what no longer serves when the worker has ended. */
    void clear() {
      classPath.ifPresent(ClassPathJar::remove);
    }

    private List<String> jvmArguments(String mainClass, String classPathJar) {
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
      // From Java 18 on these are those of the system, whatever the one above says.
      all.add("-Dstdout.encoding=UTF-8");
      all.add("-Dstderr.encoding=UTF-8");
      all.add("-Djava.awt.headless=true");
      all.add("-Dmusic-lstm.parent=" + ProcessHandle.current().pid());
      all.addAll(job.jvmArguments());
      all.addAll(List.of("-classpath", classPathJar, mainClass, "."));
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

    WorkerEnd end() {
      return new WorkerEnd(job.request(), resultFile, job.logFile(), isWindows());
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}
