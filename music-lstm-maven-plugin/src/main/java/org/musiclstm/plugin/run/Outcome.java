package org.musiclstm.plugin.run;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.musiclstm.Visible;
import org.musiclstm.exchange.Result;

/** What the worker's result means for the build. */
final class Outcome {
  private Outcome() {}

  /**
   * Says what was done, or ends the build.
   *
   * @throws MojoFailureException when the user can mend what was wrong
   * @throws MojoExecutionException when the tool or the machine broke, or the build was interrupted
   */
  static void report(Result result, Log log) throws MojoFailureException, MojoExecutionException {
    List<String> summary = result.summary().stream().map(Visible::text).toList();
    switch (result.status()) {
      case DONE -> summary.forEach(log::info);
      case INPUT -> throw new MojoFailureException(String.join("\n", summary));
      case BROKEN, INTERRUPTED -> throw new MojoExecutionException(String.join("\n", summary));
    }
  }
}
