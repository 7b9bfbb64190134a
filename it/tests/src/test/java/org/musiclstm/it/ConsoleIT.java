package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the program script has other options elsewhere")
class ConsoleIT {
  private static final String BAR = "\\[[=> ]+\\] +\\d+/20, loss .*";
  private static final String LINE = ".*INFO.*\\d+/20, loss .*";

  @BeforeAll
  static void needsAProgramThatOpensATerminal() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script of util-linux");
  }

  @Test
  void aTerminalHasABarThatFitsIntoItAndNoLinesOfProgress() {
    Path project = Project.copyWithSongs("single", "terminal");

    for (int columns : List.of(80, 50)) {
      Build build =
          Maven.runInTerminal(
                  project, columns, "generate-resources", "-Dmusic-lstm.seed=" + columns)
              .succeeded();

      assertThat(build.log())
          .anyMatch(line -> line.matches(BAR))
          .noneMatch(line -> line.matches(LINE));
      assertThat(build.log())
          .filteredOn(line -> line.matches(BAR))
          .allSatisfy(bar -> assertThat(bar.replaceAll("[ \b]+$", "")).hasSizeLessThan(columns));
    }
  }

  @Test
  void aTerminalHasNoBarInBatchModeAndNothingAtAllInAQuietBuild() {
    Path project = Project.copyWithSongs("single", "terminal-batch");

    assertThat(Maven.runInTerminal(project, 80, "-B", "generate-resources").succeeded().log())
        .noneMatch(line -> line.matches(BAR))
        .anyMatch(line -> line.matches(LINE));
    // Maven resets the terminal's colours all the same.
    assertThat(
            Maven.runInTerminal(project, 80, "-q", "generate-resources", "-Dmusic-lstm.seed=2")
                .succeeded()
                .text())
        .matches("(\\e\\[0?m|\\s)*");
  }

  @Test
  void modulesSideBySideHaveLinesInATerminalToo() {
    Path project = Project.copy("two-modules", "terminal-side-by-side");
    Songs.write(project.resolve("one/src/main/midi"), 6);
    Songs.write(project.resolve("two/src/main/midi"), 6);

    assertThat(Maven.runInTerminal(project, 80, "-T", "2", "generate-resources").succeeded().log())
        .noneMatch(line -> line.matches(BAR))
        .anyMatch(line -> line.matches(LINE) && line.contains("[one]"))
        .anyMatch(line -> line.matches(LINE) && line.contains("[two]"));
  }
}
