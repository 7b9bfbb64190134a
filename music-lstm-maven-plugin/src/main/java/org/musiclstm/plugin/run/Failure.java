package org.musiclstm.plugin.run;

import org.apache.maven.plugin.MojoFailureException;
import org.musiclstm.InputException;
import org.musiclstm.Visible;

/** What a user can mend, as Maven shows it: with all that stands in it to be seen. */
public final class Failure {
  private Failure() {}

  /** The end of a build. */
  public static MojoFailureException of(InputException refusal) {
    return of(String.valueOf(refusal.getMessage()), refusal);
  }

  /** The end of a build. */
  public static MojoFailureException of(String sentence, Exception cause) {
    // Maven shows the messages of causes too.
    return new MojoFailureException(Visible.text(sentence), Visible.exception(cause));
  }
}
