package org.musiclstm.plugin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  @Test
  void aLineIsUpdatedWhereAllSpeaksForIt() {
    assertThat(new Terminal(true, true, true, XTERM).canUpdate()).isTrue();
  }

  @Test
  void aBatchOrABuildOfManyModulesAtOnceHasNoLine() {
    assertThat(new Terminal(false, true, true, XTERM).canUpdate()).isFalse();
  }

  @Test
  void aLogInAFileHasNoLineThoughThereIsATerminal() {
    assertThat(new Terminal(true, false, true, XTERM).canUpdate()).isFalse();
  }

  @Test
  void aPipeHasNoLineThoughColoursAreForced() {
    assertThat(new Terminal(true, true, false, XTERM).canUpdate()).isFalse();
  }

  @Test
  void aTerminalThatCannotGoBackOrIsNotToBeColouredHasNoLine() {
    for (Map<String, String> environment :
        List.of(
            Map.of("TERM", "dumb"),
            Map.of("TERM", "xterm", "CI", "true"),
            Map.of("TERM", "xterm", "NO_COLOR", "1"))) {
      assertThat(new Terminal(true, true, true, environment).canUpdate())
          .as("%s", environment)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void maven3KeepsInJansiWhetherItsLogMayBeInColour(boolean coloured) {
    Jansi.enabled = coloured;
    ClassLoader maven3 = new Classes(Map.of("org.fusesource.jansi.Ansi", Jansi.class));

    assertThat(Terminal.coloured(new Object(), maven3)).isEqualTo(coloured);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void maven4HasAServiceThatSaysWhetherItsLogMayBeInColour(boolean coloured) {
    // Maven 4 has Jansi as well, but keeps nothing there.
    Jansi.enabled = !coloured;
    ClassLoader maven4 =
        new Classes(
            Map.of(
                "org.fusesource.jansi.Ansi",
                Jansi.class,
                "org.apache.maven.api.Session",
                Services.class,
                "org.apache.maven.api.services.MessageBuilderFactory",
                Messages.class));

    assertThat(Terminal.coloured(new SessionOfMaven4(coloured), maven4)).isEqualTo(coloured);
  }

  @Test
  void aMavenThatCannotBeAskedIsTakenForOneWithoutColours() {
    assertThat(Terminal.coloured(new Object(), new Classes(Map.of()))).isFalse();
  }

  @Test
  void theWidthIsWhatTheTerminalSaysElseWhatTheEnvironmentSaysElseTheUsual() {
    Terminal reported = new Terminal(true, true, true, Map.of("COLUMNS", "132"));

    assertThat(reported.columns(61)).isEqualTo(61);
    assertThat(reported.columns(0)).isEqualTo(132);
    for (String nonsense : List.of("", "0", "-5", "wide", "99999999999")) {
      assertThat(new Terminal(true, true, true, Map.of("COLUMNS", nonsense)).columns(0))
          .as(nonsense)
          .isEqualTo(80);
    }
    assertThat(new Terminal(true, true, true, XTERM).columns(-1)).isEqualTo(80);
  }

  @Test
  void bothMavensKnowHowWideTheTerminalIs() {
    ClassLoader maven3 =
        new Classes(Map.of("org.fusesource.jansi.AnsiConsole", JansiConsole.class));
    ClassLoader maven4 =
        new Classes(
            Map.of(
                "org.fusesource.jansi.AnsiConsole",
                JansiConsole.class,
                "org.apache.maven.jline.MessageUtils",
                JlineOfMaven4.class,
                "org.jline.terminal.Terminal",
                JlineTerminal.class));

    assertThat(Terminal.measuredColumns(maven3)).isEqualTo(93);
    assertThat(Terminal.measuredColumns(maven4)).isEqualTo(94);
    assertThat(Terminal.measuredColumns(new Classes(Map.of()))).isZero();
  }

  @Test
  void blocksAreForTerminalsThatHaveThemOneColumnWide() {
    Terminal xterm = new Terminal(true, true, true, XTERM);

    assertThat(xterm.hasBlocks(StandardCharsets.UTF_8)).isTrue();
    assertThat(xterm.hasBlocks(StandardCharsets.US_ASCII)).isFalse();
    assertThat(xterm.hasBlocks(Charset.forName("GBK"))).isFalse();
    assertThat(
            new Terminal(true, true, true, Map.of("TERM", "linux"))
                .hasBlocks(StandardCharsets.UTF_8))
        .isFalse();
  }

  /** What Jansi has of a terminal's width. */
  static final class JansiConsole {
    private JansiConsole() {}

    public static int getTerminalWidth() {
      return 93;
    }
  }

  /** Where Maven 4 keeps its terminal. */
  static final class JlineOfMaven4 {
    private JlineOfMaven4() {}

    public static JlineTerminal getTerminal() {
      return () -> 94;
    }
  }

  /** JLine's terminal. */
  interface JlineTerminal {
    int getWidth();
  }

  /** What Jansi has of Maven 3's colours. */
  static final class Jansi {
    private static boolean enabled;

    private Jansi() {}

    public static boolean isEnabled() {
      return enabled;
    }
  }

  /** Maven 4's service of messages. */
  interface Messages {
    boolean isColorEnabled();
  }

  /** Maven 4's session, which has its services. */
  interface Services {
    Object getService(Class<?> type);
  }

  /** The session that plugins of Maven 3 get from Maven 4. */
  static final class SessionOfMaven4 {
    private final boolean coloured;

    SessionOfMaven4(boolean coloured) {
      this.coloured = coloured;
    }

    public Services getSession() {
      return type -> {
        assertThat(type).isEqualTo(Messages.class);
        Messages messages = () -> coloured;
        return messages;
      };
    }
  }

  /** Maven's classes, as far as there are any. */
  private static final class Classes extends ClassLoader {
    private final Map<String, Class<?>> known;

    Classes(Map<String, Class<?>> known) {
      this.known = known;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      Class<?> found = known.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return found;
    }
  }
}
