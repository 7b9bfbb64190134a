package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
      "-Dmusic-lstm.windowSteps=16",
      "-Dmusic-lstm.validateEvery=10",
      "-Dmusic-lstm.patience=0",
      "-Dmusic-lstm.checkpointEvery=50"
    };
  }

  private static ProcessHandle workerThatTrains(Process maven, Path folder)
      throws IOException, InterruptedException {
    Path events = folder.resolve(EVENTS);
    waitFor(maven, folder, events, "\"progress\"");
    return Hit.worker(maven).orElseThrow(() -> new AssertionError("Maven has no worker"));
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
}
