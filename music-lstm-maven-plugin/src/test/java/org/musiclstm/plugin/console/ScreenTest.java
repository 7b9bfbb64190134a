package org.musiclstm.plugin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(terminal, true, UTF_8);
  private int columns = 80;
  private final Screen screen = new Screen(out, () -> columns, false);

  @Test
  void aLineReplacesTheOneBeforeWhateverTheirLengths() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      String line = "x".repeat(1 + random.nextInt(screen.width()));

      screen.show(line);

      assertThat(shown()).containsExactly(line);
    }
  }

  @Test
  void aTerminalThatShowsThatCtrlCWasPressedNeitherWrapsNorKeepsIt() {
    for (String next : List.of("short", "y".repeat(screen.width()))) {
      screen.show("x".repeat(screen.width()));
      out.print("^C");
      screen.show(next);
      assertThat(shown()).containsExactly(next);

      out.print("^C");
      screen.clear();
      assertThat(shown()).containsExactly("");
    }
  }

  @Test
  void theCursorStandsAtTheEndOfTheLine() {
    screen.show("a long line");
    screen.show("short");
    out.print("!");

    assertThat(shown()).containsExactly("short!");
  }

  @Test
  void whereNothingIsShownNothingIsPrintedToTakeItAway() {
    screen.clear();
    assertThat(terminal.size()).isZero();

    screen.show("a");
    screen.clear();
    int size = terminal.size();
    screen.clear();
    assertThat(terminal.size()).isEqualTo(size);
  }

  @Test
  void theWidthFollowsTheTerminalAndIsNeverNegative() {
    assertThat(screen.width()).isBetween(70, 79);

    columns = 200;
    assertThat(screen.width()).isBetween(190, 199);

    columns = 1;
    assertThat(screen.width()).isZero();
  }

  private List<String> shown() {
    return Shown.by(terminal.toString(UTF_8), columns);
  }
}
