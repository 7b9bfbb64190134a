package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that asks a process to stop")
@Timeout(240)
class InterruptIT {
  private static final String EVENTS = "target/music-lstm/train-default-cli/events.jsonl";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aBuildThatIsStoppedLeavesNoProcessAndTheNextOneGoesOn() throws Exception {
    Path folder = folder("stopped");
    Path log = folder.resolve("build.log");
    Process maven = Maven.start(folder, log, train(1_000_000));
    try {
      ProcessHandle worker = workerThatTrains(maven, folder);

      maven.destroy();

      assertThat(maven.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      maven.destroyForcibly();
    }
    assertThat(folder.resolve("target/music-lstm/model.zip")).doesNotExist();
    assertThat(Maven.contents(folder.resolve("target/music-lstm/checkpoints")).keySet())
        .anyMatch(name -> name.endsWith(".zip"));
    assertThat(folder.resolve("target/music-lstm/train-default-cli/result.json"))
        .content()
        .contains("INTERRUPTED", "iteration");
    // Maven may have sent a last sequence for the terminal by then.
    assertThat(Files.readAllLines(log))
        .anyMatch(
            line ->
                line.matches(
                    ".*\\[INFO] Training was interrupted after iteration \\d+; the next build goes on"
                        + " from there\\."));

    Process next = Maven.start(folder, log, train(1_000_000));
    try {
      waitFor(next, folder, log, "checkpoint at iteration");
    } finally {
      next.destroy();
    }
    assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aWorkerWhoseMavenIsKilledStopsByItself() throws Exception {
    Path folder = folder("killed");
    Process maven = Maven.start(folder, folder.resolve("build.log"), train(1_000_000));
    ProcessHandle worker;
    try {
      worker = workerThatTrains(maven, folder);
    } finally {
      maven.destroyForcibly();
    }
    try {
      worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      worker.destroyForcibly();
    }
    assertThat(Maven.contents(folder.resolve("target/music-lstm/checkpoints")).keySet())
        .anyMatch(name -> name.endsWith(".zip"));
  }

  /** Some seconds of training, so that it is not over before it is hit. */
  private static final int ITERATIONS = 6000;

  /** What befalls a build, as the name of a signal and whom it hits. */
  private enum Fault {
    CTRL_C("INT", false),
    TERMINATED("TERM", false),
    MAVEN_KILLED("KILL", false),
    WORKER_KILLED("KILL", true);

    private final String signal;
    private final boolean hitsWorker;

    Fault(String signal, boolean hitsWorker) {
      this.signal = signal;
      this.hitsWorker = hitsWorker;
    }
  }

  @Test
  void whateverEndsBuildsAtWhateverMomentTheModelIsTheSame() throws Exception {
    // Other moments in every run: the seed is told so that they can be repeated.
    long seed = Long.getLong("it.faults", System.nanoTime());
    Random random = new Random(seed);
    Path undisturbed = folder("faults-undisturbed");
    Maven.run(undisturbed, train(ITERATIONS)).succeeded();
    for (Fault fault : Fault.values()) {
      Path folder = folder("faults");
      String[] arguments = trainWithCache(folder, ITERATIONS);
      Process maven = Maven.start(folder, folder.resolve("build.log"), arguments);
      ProcessHandle worker;
      try {
        worker = workerThatTrains(maven, folder);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        long hit = fault.hitsWorker ? worker.pid() : maven.pid();
        new ProcessBuilder("kill", "-" + fault.signal, Long.toString(hit)).start().waitFor();
        assertThat(maven.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } finally {
        maven.destroyForcibly();
      }
      worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Maven.run(folder, arguments).succeeded();

      assertThat(folder.resolve("target/music-lstm/model.zip"))
          .as(fault + ", seed " + seed)
          .hasSameBinaryContentAs(undisturbed.resolve("target/music-lstm/model.zip"));
    }
  }

  private static String[] trainWithCache(Path folder, int iterations) {
    Project.emptyFolder("faults-cache");
    return Stream.concat(
            Stream.of(train(iterations)),
            Stream.of("-Dmusic-lstm.cacheDirectory=" + folder.resolveSibling("faults-cache")))
        .toArray(String[]::new);
  }

  private static Path folder(String name) {
    Path folder = Project.emptyFolder(name);
    Songs.write(folder.resolve("src/main/midi"), 4);
    return folder;
  }

  private static String[] train(int iterations) {
    return new String[] {
      Maven.goal("train"),
      Maven.USUAL_WORKER,
      "-Dmusic-lstm.hiddenUnits=16",
      "-Dmusic-lstm.iterations=" + iterations,
      "-Dmusic-lstm.windowLayers=16",
      "-Dmusic-lstm.validateEvery=10",
      "-Dmusic-lstm.patience=0",
      "-Dmusic-lstm.checkpointEvery=50"
    };
  }

  private static ProcessHandle workerThatTrains(Process maven, Path folder)
      throws IOException, InterruptedException {
    Path events = folder.resolve(EVENTS);
    waitFor(maven, folder, events, "\"progress\"");
    return maven
        .descendants()
        .filter(process -> process.info().arguments().map(InterruptIT::isWorker).orElse(false))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Maven has no worker"));
  }

  private static void waitFor(Process maven, Path folder, Path file, String text)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file) || !Files.readString(file).contains(text)) {
      assertThat(maven.isAlive()).as(Files.readString(folder.resolve("build.log"))).isTrue();
      assertThat(System.nanoTime()).as("time until " + file + " has " + text).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static boolean isWorker(String... arguments) {
    return arguments.length > 0 && arguments[0].equals("@java-arguments");
  }
}
