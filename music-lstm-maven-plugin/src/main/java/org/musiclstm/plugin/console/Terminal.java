package org.musiclstm.plugin.console;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/** Finds out whether someone watches the build in a terminal where a line can be updated. */
public final class Terminal {
  private Terminal() {}

  /** Standard output when it is such a terminal and this build alone writes to it. */
  public static Optional<PrintStream> of(MavenSession session) {
    boolean wanted =
        session.getRequest().isInteractiveMode()
            // Modules that are built at the same time would write over each other's line.
            && session.getRequest().getDegreeOfConcurrency() <= 1
            && !"never".equals(session.getUserProperties().getProperty("style.color"));
    return wanted && canUpdate(System.getenv()) && isTerminal()
        ? Optional.of(System.out)
        : Optional.empty();
  }

  /** Whether the environment is that of a terminal that goes back to the start of a line. */
  static boolean canUpdate(Map<String, String> environment) {
    return !environment.containsKey("CI")
        && !environment.containsKey("NO_COLOR")
        && !"dumb".equals(environment.get("TERM"));
  }

  // From Java 22 on there may be a console without a terminal, and a method that tells.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
