package org.musiclstm.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;

class FailureTest {
  @Test
  void whatMavenShowsOfAFailureAndItsCausesIsToBeSeen() {
    MojoFailureException failure =
        Failure.of(
            new InputException(
                "The file a\n[ERROR] b cannot be read.", new IOException("a\n[ERROR] b\u001b[2J")));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));

    assertThat(failure).hasMessage("The file a\\n[ERROR] b cannot be read.");
    assertThat(failure.getCause()).hasMessage(failure.getMessage());
    assertThat(trace.toString())
        .contains("Caused by: org.musiclstm.InputException: The file a\\n[ERROR] b")
        .contains("Caused by: java.io.IOException: a\\n[ERROR] b\\u001b[2J")
        .doesNotContain("\u001b", "\n[ERROR]");
  }

  @Test
  void anyOtherFailureKeepsItsCause() {
    InputException refusal = new InputException("Mend it.");

    assertThat(Failure.of(refusal)).hasMessage("Mend it.").hasCause(refusal);
  }
}
