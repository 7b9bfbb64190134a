package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.Result.Status;

class WorkerEndTest {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final int CTRL_C_ON_WINDOWS = 0xC000013A;

  @TempDir Path folder;

  private WorkerEnd end(boolean windows) {
    return new WorkerEnd(
        new DescribeRequest(folder, List.of(), folder),
        folder.resolve("result.json"),
        folder.resolve("worker.log"),
        windows);
  }

  private Result write(Status status) throws IOException {
    Result result = new Result(status, List.of("A sentence of the worker."));
    Files.write(folder.resolve("result.json"), Json.mapper().writeValueAsBytes(result));
    return result;
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"DONE", "INPUT", "INTERRUPTED"})
  void theResultCountsWhateverTheSystemMakesOfTheExitCode(Status status) throws IOException {
    Result result = write(status);

    // Windows gives 1 to a program that another one ends, here after its last work.
    assertThat(end(true).result(1, WorkerEnd.Stop.NONE, GRACE)).isEqualTo(result);
    for (int exitCode : new int[] {1, 9, 130, 137, 143, CTRL_C_ON_WINDOWS}) {
      assertThat(end(true).result(exitCode, WorkerEnd.Stop.ASKED, GRACE)).isEqualTo(result);
      assertThat(end(false).result(exitCode, WorkerEnd.Stop.KILLED, GRACE)).isEqualTo(result);
    }
    assertThat(end(false).result(143, WorkerEnd.Stop.NONE, GRACE)).isEqualTo(result);
  }

  @Test
  void elsewhereAnExitCodeThatDeniesTheResultIsBelieved() throws IOException {
    write(Status.DONE);

    assertThat(end(false).result(1, WorkerEnd.Stop.NONE, GRACE).status()).isEqualTo(Status.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 130, 137, 143, CTRL_C_ON_WINDOWS})
  void whoWasAskedToStopDidNotDieOfTooLittleMemory(int exitCode) {
    for (boolean windows : new boolean[] {true, false}) {
      Result asked = end(windows).result(exitCode, WorkerEnd.Stop.ASKED, GRACE);
      assertThat(asked.status()).isEqualTo(Status.INTERRUPTED);
      assertThat(asked.summary()).hasSize(1);
      assertThat(asked.summary().get(0))
          .startsWith("The build was interrupted, and so was the worker (exit code ")
          .doesNotContain("memory", "killed", "died");

      Result killed = end(windows).result(exitCode, WorkerEnd.Stop.KILLED, GRACE);
      assertThat(killed)
          .isEqualTo(
              new Result(
                  Status.INTERRUPTED,
                  List.of(
                      "The build was interrupted, and the worker had not stopped 60 s after it was"
                          + " asked to, so it was killed; the next build goes on from its last"
                          + " checkpoint if there is one.")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {130, 143, CTRL_C_ON_WINDOWS})
  void aSignalThatReachedTheWorkerFirstIsAnInterruptionToo(int exitCode) {
    assertThat(end(exitCode < 0).result(exitCode, WorkerEnd.Stop.NONE, GRACE).status())
        .isEqualTo(Status.INTERRUPTED);
  }

  @Test
  void aWorkerThatIsEndedOnWindowsIsNotSaidToHaveDied() throws IOException {
    Result ended = end(true).result(1, WorkerEnd.Stop.NONE, GRACE);

    assertThat(ended.status()).isEqualTo(Status.BROKEN);
    assertThat(ended.summary().get(0))
        .startsWith("The worker left no result and said nothing (exit code 1), as a program does")
        .contains("ended from outside, say in the Task Manager");
    // A JVM that cannot begin says why.
    Files.writeString(folder.resolve("worker.log"), "Unrecognized VM option 'x'\n");
    assertThat(end(true).result(1, WorkerEnd.Stop.NONE, GRACE).summary())
        .contains(
            "The worker died without a result (exit code 1).", "  Unrecognized VM option 'x'");
  }

  @Test
  void theLogOfAWorkerIsReadInTheCharsetThatItIsWrittenIn() throws IOException {
    Files.writeString(folder.resolve("worker.log"), "Die Datei Übung 🎵.mid fehlt\n");

    assertThat(end(false).result(3, WorkerEnd.Stop.NONE, GRACE).summary())
        .contains("  Die Datei Übung 🎵.mid fehlt");
    // What a native library prints may be no text in it.
    Files.write(folder.resolve("worker.log"), new byte[] {'a', (byte) 0xFC, 'b', '\n'});
    assertThat(end(false).result(3, WorkerEnd.Stop.NONE, GRACE).summary()).contains("  a\uFFFDb");
  }
}
