package org.musiclstm.plugin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/**
 * Finds out whether someone watches the build in a terminal where a line can be updated.
 *
 * @param alone whether this build asks its user, and no other module is built at the same time that
 *     would write into the line
 * @param coloured whether Maven's log may be in colour, which it may not be in a file or a batch
 * @param terminal whether the process reads from and writes to a terminal
 * @param environment the environment variables
 */
public record Terminal(
    boolean alone, boolean coloured, boolean terminal, Map<String, String> environment) {
  private static final int USUAL_COLUMNS = 80;

  /** Copies the map. */
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** The terminal, when a line can be updated in it, the log is in it too and nothing else is. */
  // From Java 22 on there may be a console without a terminal, and a method that says.
  @SuppressWarnings("SystemConsoleNull")
  public static Optional<Screen> of(MavenSession session) {
    java.io.Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    ClassLoader maven = MavenSession.class.getClassLoader();
    Terminal found =
        new Terminal(
            session.getRequest().isInteractiveMode() && !NamedLog.modulesSideBySide(session),
            coloured(session, maven),
            isTerminal(console),
            System.getenv());
    if (!found.canUpdate()) {
      return Optional.empty();
    }
    return Optional.of(
        new Screen(
            output(console.charset()),
            () -> found.columns(measuredColumns(maven)),
            found.hasBlocks(console.charset())));
  }

  /** Whether a line can be updated. */
  boolean canUpdate() {
    return alone
        && coloured
        && terminal
        && !environment.containsKey("CI")
        && !environment.containsKey("NO_COLOR")
        && !"dumb".equals(environment.get("TERM"));
  }

  /**
   * How wide the terminal is, from what is known of it.
   *
   * @param measured what the terminal itself says, 0 when it says nothing
   */
  int columns(int measured) {
    if (measured > 0) {
      return measured;
    }
    try {
      int reported = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return reported > 0 ? reported : USUAL_COLUMNS;
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }

  /**
   * Whether the terminal shows parts of a block. Of the charsets that have them, those of East Asia
   * make them two columns wide, and the console of Linux has no such letters though it has the
   * charset.
   */
  boolean hasBlocks(Charset charset) {
    return charset.equals(UTF_8) && !"linux".equals(environment.get("TERM"));
  }

  /**
   * What the process writes to. System.out is what Maven has made of it: with {@code -l} a file,
   * and in Maven 4 a log in which every update would be a line.
   */
  private static PrintStream output(Charset charset) {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
  }

  /**
   * Whether Maven's log may be in colour. Maven says no plugin that its log goes to a file, but
   * takes the colours away then. Maven 4 has a service to ask, and Maven 3 keeps it in Jansi; both
   * are reached by name, as no class of theirs is in all the versions that the plugin runs in.
   *
   * @param maven loads Maven's own classes
   * @return false as well when neither can be asked
   */
  static boolean coloured(Object session, ClassLoader maven) {
    try {
      return colouredInMaven4(session, maven);
    } catch (ReflectiveOperationException notMaven4) {
      try {
        Class<?> ansi = maven.loadClass("org.fusesource.jansi.Ansi");
        return (boolean) ansi.getMethod("isEnabled").invoke(null);
      } catch (ReflectiveOperationException | LinkageError e) {
        return false;
      }
    }
  }

  private static boolean colouredInMaven4(Object session, ClassLoader maven)
      throws ReflectiveOperationException {
    Class<?> services = maven.loadClass("org.apache.maven.api.Session");
    Class<?> messages = maven.loadClass("org.apache.maven.api.services.MessageBuilderFactory");
    Object ofMaven4 = session.getClass().getMethod("getSession").invoke(session);
    Object factory = services.getMethod("getService", Class.class).invoke(ofMaven4, messages);
    return (boolean) messages.getMethod("isColorEnabled").invoke(factory);
  }

  /**
   * How wide the terminal is at the moment, asked of the libraries that Maven has loaded for itself
   * and keeps its colours with.
   *
   * @param maven loads Maven's own classes
   * @return 0 when neither can be asked or they do not know
   */
  static int measuredColumns(ClassLoader maven) {
    try {
      Class<?> terminals = maven.loadClass("org.apache.maven.jline.MessageUtils");
      Class<?> terminal = maven.loadClass("org.jline.terminal.Terminal");
      Object ofMaven4 = terminals.getMethod("getTerminal").invoke(null);
      return (int) terminal.getMethod("getWidth").invoke(ofMaven4);
    } catch (ReflectiveOperationException notMaven4) {
      try {
        Class<?> jansi = maven.loadClass("org.fusesource.jansi.AnsiConsole");
        return (int) jansi.getMethod("getTerminalWidth").invoke(null);
      } catch (ReflectiveOperationException | LinkageError e) {
        return 0;
      }
    }
  }

  private static boolean isTerminal(java.io.Console console) {
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
