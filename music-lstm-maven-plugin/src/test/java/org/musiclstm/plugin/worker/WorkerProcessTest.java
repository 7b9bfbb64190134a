package org.musiclstm.plugin.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.Result.Status;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.TrainingOptions;

@Timeout(120)
class WorkerProcessTest {
  @TempDir Path folder;

  private final List<Event> events = new ArrayList<>();

  @BeforeEach
  @AfterEach
  void thisThreadIsNotInterrupted() {
    Thread.interrupted();
  }

  @Test
  void aWorkerThatIsDoneSaysEverythingInOrder() {
    Result result = run("done");

    assertThat(result).isEqualTo(new Result(Status.DONE, List.of("It is done.")));
    assertThat(events)
        .containsExactly(
            new Event.Message(Event.Level.INFO, "one"),
            new Event.Message(
                Event.Level.DEBUG, "The worker wrote a line that is no event: no event"),
            new Event.Message(Event.Level.WARNING, "two"));
  }

  @Test
  void aWorkerThatRefusesTheInputIsBelieved() {
    assertThat(run("wrong input"))
        .isEqualTo(new Result(Status.INPUT, List.of("The file a.mid is empty; take it away.")));
  }

  @Test
  void aWorkerThatDiesIsBrokenAndItsLastWordsAreHeard() {
    Result result = run("crash");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary())
        .containsExactly(
            "The worker died without a result (exit code 3).",
            "Its log is " + folder.resolve("exchange/worker.log") + ":",
            "  Something is badly wrong.");
  }

  @Test
  void aWorkerThatKnowsWhyItBrokeIsHeard() {
    Result result = run("broken");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary())
        .containsExactly(
            "Loss is no number at iteration 7.",
            "Its log is " + folder.resolve("exchange/worker.log") + ".");
  }

  @Test
  void aResultThatTheExitCodeDeniesIsNotBelieved() {
    Result result = run("lie");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary().get(0))
        .isEqualTo("The worker died without a result (exit code 1).");
  }

  @Test
  void theResultOfAnEarlierRunIsNotTakenForThisOne() {
    run("done");

    assertThat(run("crash").status()).isEqualTo(Status.BROKEN);
  }

  @Test
  void aWorkerOutOfMemorySaysSoAndWhichOptionsHelp() {
    Result result = run("out of memory");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary().get(0))
        .isEqualTo(
            "The worker ran out of memory (exit code 3); give it memory that the machine has with"
                + " jvmArgs, such as -Xmx4g, or lower hiddenUnits, batchSize or windowSteps.");
  }

  @Test
  void aGeneratingWorkerOutOfMemoryIsHelpedByMoreMemoryOnly() {
    Result result =
        new WorkerProcess(FakeWorker.class.getName(), Duration.ofSeconds(20))
            .run(job(generateRequest(), "-Dfake=out of memory"), events::add);

    assertThat(result.summary().get(0))
        .isEqualTo(
            "The worker ran out of memory (exit code 3); give it memory that the machine has with"
                + " jvmArgs, such as -Xmx4g.");
  }

  @Test
  void aHeapThatTheMachineDoesNotHaveIsOutOfMemoryToo() {
    Result result = run("done", "-Xmx100t", "-Xms100t");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary().get(0)).startsWith("The worker ran out of memory (exit code 1); ");
  }

  @Test
  void aWorkerThatTheSystemKillsIsTakenForOneOutOfMemory() {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs kill");

    Result result = run("killed");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary().get(0))
        .startsWith("The worker was killed from outside (exit code 137), which systems do when");
  }

  @Test
  void anArgumentThatNoJvmKnowsIsShownWithWhatTheJvmSaysToIt() {
    Result result = run("done", "-XX:NoSuchOption");

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary())
        .contains("The worker died without a result (exit code 1).")
        .anyMatch(line -> line.contains("NoSuchOption"));
  }

  @Test
  void javaThatIsNotThereIsBroken() {
    WorkerJob job = job(trainRequest(), "-Dfake=done");
    WorkerJdk none = new WorkerJdk(folder.resolve("no/java"), "a test");

    Result result =
        new WorkerProcess(FakeWorker.class.getName(), Duration.ofSeconds(20))
            .run(
                new WorkerJob(
                    job.request(),
                    job.exchangeDirectory(),
                    none,
                    job.classPath(),
                    job.jvmArguments()),
                events::add);

    assertThat(result.status()).isEqualTo(Status.BROKEN);
    assertThat(result.summary().get(0))
        .startsWith("Java could not be started as " + none.java())
        .endsWith("choose another JDK with jdkToolchain.");
  }

  @Test
  void anExchangeFolderThatCannotBeMadeIsForTheUserToMend() throws IOException {
    Files.writeString(folder.resolve("exchange"), "a file where a folder has to be");

    Result result = run("done");

    assertThat(result.status()).isEqualTo(Status.INPUT);
    assertThat(result.summary().get(0))
        .startsWith("The folder " + folder.resolve("exchange") + " cannot be written")
        .endsWith("free it or make it writable.");
  }

  @Test
  void theWorkerGetsTheRequestItsParentAndTheUsersArguments() throws IOException {
    run("say", "-Dsaid=a \"quoted\" C:\\path #1");

    List<String> reported = events.stream().map(event -> ((Event.Message) event).text()).toList();
    assertThat(reported.get(0)).isEqualTo("a \"quoted\" C:\\path #1");
    assertThat(reported.get(1)).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    assertThat(Json.mapper().readValue(reported.get(2), TrainRequest.class))
        .isEqualTo(trainRequest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Übung 1, 50% #2", "\ud83c\udfb5 a+b", "\ud834\udd1e!/;"})
  void foldersOfWhateverNameAreNoHindrance(String name) throws IOException, URISyntaxException {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"))
            .newEncoder()
            .canEncode(name),
        "the platform's charset has to know the name");
    folder = Files.createDirectories(folder.resolve(name));
    Path classes = folder.resolve("classes");
    Path compiled = Path.of(FakeWorker.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(classes.resolve(compiled).getParent());
    Files.copy(testClasses().resolve(compiled), classes.resolve(compiled));
    WorkerJob job = job(trainRequest(), "-Dfake=say", "-Dsaid=" + name);

    Result result =
        new WorkerProcess(FakeWorker.class.getName(), Duration.ofSeconds(20))
            .run(
                new WorkerJob(
                    job.request(),
                    job.exchangeDirectory(),
                    job.jdk(),
                    List.of(classes),
                    job.jvmArguments()),
                events::add);

    assertThat(result.status()).isEqualTo(Status.DONE);
    assertThat(((Event.Message) events.get(0)).text()).isEqualTo(name);
    assertThat(temporaryClassPath()).allSatisfy(file -> assertThat(file).doesNotExist());
  }

  @Test
  void aLinkToAFolderWithAnEmojiIsFollowedAsJavaDoes() throws IOException {
    String name = "\ud83c\udfb5";
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"))
            .newEncoder()
            .canEncode(name),
        "the platform's charset has to know the name");
    Path emoji = Files.createDirectory(folder.resolve(name));
    try {
      folder = Files.createSymbolicLink(folder.resolve("linked"), emoji);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "links are possible here");
    }

    assertThat(run("done").status()).isEqualTo(Status.DONE);
    assertThat(temporaryClassPath()).hasSize(1);
  }

  /** The jar of the class path, if it was elsewhere than in the folder of the worker. */
  private List<Path> temporaryClassPath() throws IOException {
    List<String> arguments = Files.readAllLines(folder.resolve("exchange/java-arguments"));
    String jar = arguments.get(arguments.indexOf("\"-classpath\"") + 1).replace("\"", "");
    return jar.equals("class-path.jar") ? List.of() : List.of(Path.of(jar));
  }

  @Test
  void anInterruptedThreadStopsTheWorkerAndHearsOfTheCheckpoint() {
    Thread thread = Thread.currentThread();

    Result result = run("stops when asked", event -> thread.interrupt());

    assertThat(result)
        .isEqualTo(new Result(Status.INTERRUPTED, List.of("A checkpoint is at iteration 12.")));
    assertThat(Thread.interrupted()).as("interrupted afterwards").isTrue();
    assertThat(workerIsGone()).isTrue();
  }

  @Test
  void aWorkerThatTakesItsTimeToStopIsSpokenOf() {
    Thread thread = Thread.currentThread();

    Result result =
        run(
            "stops late",
            event -> {
              if (event.equals(waiting("write its checkpoint"))) {
                letTheWorkerStop();
              } else {
                thread.interrupt();
              }
            });

    assertThat(result)
        .isEqualTo(new Result(Status.INTERRUPTED, List.of("A checkpoint is at iteration 12.")));
    assertThat(events).hasSize(2).contains(waiting("write its checkpoint"));
    assertThat(Thread.interrupted()).as("interrupted afterwards").isTrue();
  }

  @Test
  void aGeneratingWorkerIsNotSaidToWriteACheckpoint() {
    Thread thread = Thread.currentThread();

    new WorkerProcess(FakeWorker.class.getName(), Duration.ofSeconds(20))
        .run(
            job(generateRequest(), "-Dfake=stops late"),
            event -> {
              events.add(event);
              if (events.size() == 1) {
                thread.interrupt();
              } else {
                letTheWorkerStop();
              }
            });

    assertThat(events).hasSize(2).contains(waiting("end"));
  }

  @Test
  void aWorkerThatDoesNotStopIsKilledAfterTheGrace() {
    Thread thread = Thread.currentThread();

    Result result =
        new WorkerProcess(FakeWorker.class.getName(), Duration.ofMillis(300))
            .run(
                job(trainRequest(), "-Dfake=does not stop"),
                event -> {
                  events.add(event);
                  thread.interrupt();
                });

    assertThat(result.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(result.summary().get(0))
        .startsWith("The build was interrupted, and the worker had not stopped 0 s after it was");
    assertThat(workerIsGone()).isTrue();
  }

  @Test
  void aWorkerThatKnowsNoSignalStopsAtTheFile() {
    Thread thread = Thread.currentThread();

    Result result = run("stops at the file", event -> thread.interrupt());

    assertThat(result)
        .isEqualTo(new Result(Status.INTERRUPTED, List.of("A checkpoint is at iteration 12.")));
    assertThat(Thread.interrupted()).as("interrupted afterwards").isTrue();
    // What the last one was asked, the next one is not.
    assertThat(run("say").status()).isEqualTo(Status.DONE);
    assertThat(folder.resolve("exchange/stop")).doesNotExist();
  }

  @Test
  void aFolderThatWindowsStartsNoProgramInIsSaidToBeTooLong() {
    WorkerJob job = job(trainRequest());
    WorkerJob deep =
        new WorkerJob(
            job.request(),
            folder.resolve("x".repeat(240)).resolve("exchange"),
            job.jdk(),
            job.classPath(),
            job.jvmArguments());
    IOException failure = new IOException("error=267, The directory name is invalid");

    Result tooLong = WorkerProcess.notStarted(deep, failure, true);

    assertThat(tooLong.status()).isEqualTo(Status.INPUT);
    assertThat(tooLong.summary().get(0))
        .startsWith("The path of the folder " + deep.exchangeDirectory() + " has ")
        .endsWith("; move the project to a shorter path, or give the execution a shorter id.");
    assertThat(WorkerProcess.notStarted(deep, failure, false).summary().get(0))
        .startsWith("Java could not be started as ");
    assertThat(WorkerProcess.notStarted(job, failure, true).summary().get(0))
        .startsWith("Java could not be started as ");
  }

  @Test
  void aListenerThatThrowsLeavesNoWorkerBehind() {
    IllegalStateException thrown = new IllegalStateException("listener");

    assertThat(
            catchThrowable(
                () ->
                    run(
                        "stops when asked",
                        event -> {
                          throw thrown;
                        })))
        .isSameAs(thrown);
    assertThat(workerIsGone()).isTrue();
  }

  @Test
  void aMavenThatIsReportedToStopTakesTheWorkerWithItAndSaysWhatBecameOfIt() throws Exception {
    Process maven = startBuild("stops when asked");
    try (var lines = maven.inputReader(UTF_8)) {
      String ready = lines.readLine();
      assertThat(ready).startsWith("ready ");
      ProcessHandle worker = ProcessHandle.of(Long.parseLong(ready.substring(6))).orElseThrow();

      // Unlike the process's own method, this leaves its output open.
      maven.toHandle().destroy();

      assertThat(lines.readLine()).isEqualTo("A checkpoint is at iteration 12.");
      assertThat(maven.waitFor(60, TimeUnit.SECONDS)).isTrue();
      worker.onExit().get(60, TimeUnit.SECONDS);
      assertThat(folder.resolve("exchange/result.json")).content().contains("iteration 12");
    } finally {
      maven.destroyForcibly();
    }
  }

  @Test
  void aMavenThatIsReportedToStopSaysWhatItWaitsFor() throws Exception {
    Process maven = startBuild("stops late");
    try (var lines = maven.inputReader(UTF_8)) {
      assertThat(lines.readLine()).startsWith("ready ");

      // Unlike the process's own method, this leaves its output open.
      maven.toHandle().destroy();

      assertThat(lines.readLine())
          .isEqualTo(((Event.Message) waiting("write its checkpoint")).text());
      letTheWorkerStop();
      assertThat(lines.readLine()).isEqualTo("A checkpoint is at iteration 12.");
      assertThat(maven.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(folder.resolve("exchange/result.json")).content().contains("iteration 12");
    } finally {
      maven.destroyForcibly();
    }
  }

  /** A JVM that does what Maven's does while a worker runs. */
  static final class BuildInAnotherJvm {
    private BuildInAnotherJvm() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws URISyntaxException {
      WorkerProcessTest test = new WorkerProcessTest();
      test.folder = Path.of(arguments[0]);
      test.run(arguments[1], event -> System.out.println(((Event.Message) event).text()));
    }
  }

  private Result run(String fake, String... jvmArguments) {
    return new WorkerProcess(FakeWorker.class.getName(), Duration.ofSeconds(20))
        .run(
            job(
                trainRequest(),
                Stream.concat(Stream.of("-Dfake=" + fake), Stream.of(jvmArguments))
                    .toArray(String[]::new)),
            events::add);
  }

  private Result run(String fake, Consumer<Event> listener) {
    return new WorkerProcess(FakeWorker.class.getName(), Duration.ofSeconds(20))
        .run(
            job(trainRequest(), "-Dfake=" + fake),
            event -> {
              events.add(event);
              listener.accept(event);
            });
  }

  private Process startBuild(String fake) throws IOException {
    return new ProcessBuilder(
            java().toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            BuildInAnotherJvm.class.getName(),
            folder.toString(),
            fake)
        .redirectErrorStream(true)
        .start();
  }

  private static Event waiting(String forWhat) {
    return new Event.Message(
        Event.Level.INFO,
        "The build is stopping; waiting up to 20 s for the worker to " + forWhat + ".");
  }

  private void letTheWorkerStop() {
    try {
      Files.createFile(folder.resolve("exchange/go"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean workerIsGone() {
    String ready = ((Event.Message) events.get(0)).text();
    return ProcessHandle.of(Long.parseLong(ready.substring("ready ".length()))).isEmpty();
  }

  private WorkerJob job(Request request, String... jvmArguments) {
    return new WorkerJob(
        request,
        folder.resolve("exchange"),
        new WorkerJdk(java(), "this test"),
        List.of(testClasses()),
        Stream.concat(Stream.of("-Xmx64m"), Stream.of(jvmArguments)).toList());
  }

  private static Path java() {
    return Path.of(ProcessHandle.current().info().command().orElseThrow());
  }

  private static Path testClasses() {
    try {
      return Path.of(FakeWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private TrainRequest trainRequest() {
    return new TrainRequest(
        new SongSource(
            new SongFolder(folder.resolve("midi"), List.of(), List.of()),
            List.of(),
            false,
            false,
            Encoding.DEFAULT),
        TrainingOptions.DEFAULT,
        List.of(),
        folder.resolve("model.zip"),
        folder.resolve("checkpoints"),
        new TrainRequest.Cache(false, folder.resolve("cache"), 0, true),
        TrainRequest.Limits.NONE,
        "1980-01-01T00:00:00Z",
        2);
  }

  private GenerateRequest generateRequest() {
    return new GenerateRequest(
        folder.resolve("model.zip"),
        List.of(),
        GenerationOptions.DEFAULT,
        folder.resolve("music"),
        folder.resolve("midi.zip"),
        2);
  }
}
