package org.musiclstm.plugin.console;

import static org.assertj.core.api.Assertions.assertThat;

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
  void maven4HasAServiceThatTellsWhetherItsLogMayBeInColour(boolean coloured) {
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
