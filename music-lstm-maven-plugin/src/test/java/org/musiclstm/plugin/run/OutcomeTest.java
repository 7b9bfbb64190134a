package org.musiclstm.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.Result.Status;
import org.musiclstm.plugin.RecordingLog;

class OutcomeTest {
  private final RecordingLog log = new RecordingLog(false);

  @Test
  void whatIsDoneIsSaid() throws Exception {
    Outcome.report(new Result(Status.DONE, List.of("one", "two")), log);

    assertThat(log.lines()).containsExactly("info one", "info two");
  }

  @Test
  void whatTheUserCanMendIsAFailure() {
    assertThatThrownBy(() -> Outcome.report(new Result(Status.INPUT, List.of("Mend it.")), log))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("Mend it.");
  }

  @Test
  void whatBrokeIsAnError() {
    assertThatThrownBy(
            () -> Outcome.report(new Result(Status.BROKEN, List.of("It broke.", "Log.")), log))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("It broke.\nLog.");
  }

  @Test
  void eachSentenceIsOneLineOfWhichEverythingIsToBeSeen() throws Exception {
    List<String> odd = List.of("song\n[ERROR] \u001b[2J.mid", "ü 曲");
    Outcome.report(new Result(Status.DONE, odd), log);
    assertThat(log.lines()).containsExactly("info song\\n[ERROR] \\u001b[2J.mid", "info ü 曲");

    for (Status status : List.of(Status.INPUT, Status.BROKEN, Status.INTERRUPTED)) {
      assertThatThrownBy(() -> Outcome.report(new Result(status, odd), log))
          .hasMessage("song\\n[ERROR] \\u001b[2J.mid\nü 曲");
    }
  }

  @Test
  void anInterruptedBuildIsAnErrorThatNamesTheCheckpoint() {
    assertThatThrownBy(
            () ->
                Outcome.report(
                    new Result(Status.INTERRUPTED, List.of("Checkpoint at iteration 12.")), log))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("Checkpoint at iteration 12.");
  }
}
