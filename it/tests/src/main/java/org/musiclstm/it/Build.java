package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * How a build ended.
 *
 * @param exitCode Maven's exit code
 * @param log everything it printed
 */
record Build(int exitCode, List<String> log) {
  private static final String USERS_FAULT = "org.apache.maven.plugin.MojoFailureException";
  private static final String OUR_FAULT = "org.apache.maven.plugin.MojoExecutionException";

  /** The log as one text. */
  String text() {
    return String.join("\n", log);
  }

  /** Asserts that all went well. */
  Build succeeded() {
    assertThat(exitCode).as(text()).isZero();
    return this;
  }

  /** Asserts that the build ended for something the user can mend, said in these words. */
  Build failedForTheUser(String... words) {
    return failed(USERS_FAULT, OUR_FAULT, words);
  }

  /** Asserts that the build ended because something broke, said in these words. */
  Build broke(String... words) {
    return failed(OUR_FAULT, USERS_FAULT, words);
  }

  private Build failed(String kind, String otherKind, String... words) {
    assertThat(exitCode).as(text()).isNotZero();
    assertThat(text()).contains("Caused by: " + kind).doesNotContain("Caused by: " + otherKind);
    String sentence =
        log.stream()
            .filter(line -> line.startsWith("[ERROR] Failed to execute goal"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(text()));
    assertThat(sentence).contains(words);
    return this;
  }
}
