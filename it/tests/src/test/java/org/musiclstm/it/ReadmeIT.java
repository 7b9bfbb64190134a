package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What users copy from the README, built as they would with the oldest Maven that is promised. */
class ReadmeIT {
  private static final String[] SMALL = {
    "-Dmusic-lstm.hiddenUnits=8",
    "-Dmusic-lstm.iterations=2",
    "-Dmusic-lstm.windowSteps=16",
    "-Dmusic-lstm.validationShare=0.25",
    "-Dmusic-lstm.pieces=1",
    "-Dmusic-lstm.bars=1",
    "-Dmusic-lstm.embedModel=true"
  };

  @Test
  void itsPomBuildsItsProgram() throws IOException {
    // The plugins are those that Maven takes where a POM names no versions.
    assumeFalse(Maven.isOffline(), "needs the network, as this build is offline");
    String pom = example("xml", "<project ");
    String dependency = example("xml", "<dependency>");
    String program = example("java", "import org.musiclstm.generation.Composer;");
    Path project = Project.emptyFolder("readme");
    Songs.write(project.resolve("src/main/midi"), 4);
    Files.writeString(
        project.resolve("pom.xml"),
        pom.replace(
            "  <build>", "  <dependencies>\n" + dependency + "  </dependencies>\n  <build>"));
    Path sources = Files.createDirectories(project.resolve("src/main/java"));
    Files.writeString(sources.resolve("Game.java"), program);
    Files.writeString(sources.resolve("Modern.java"), "record Modern(int level) {}\n");

    String[] arguments = new String[SMALL.length + 1];
    arguments[0] = "package";
    System.arraycopy(SMALL, 0, arguments, 1, SMALL.length);
    Maven.run(project, arguments).succeeded();

    assertThat(Maven.contents(project.resolve("target/classes")).keySet())
        .contains("Game.class", "music-lstm/model.zip", "piece-001.mid");
  }

  /** The one example in a language that begins with some text. */
  private static String example(String language, String begin) throws IOException {
    Path readme = Path.of(Maven.property("it.documents"), "..", "README.md");
    List<String> examples =
        Pattern.compile("(?s)```" + language + "\n(.*?)```")
            .matcher(Files.readString(readme))
            .results()
            .map((MatchResult result) -> result.group(1))
            .filter(text -> text.startsWith(begin))
            .toList();
    assertThat(examples).as(begin).hasSize(1);
    return examples.get(0);
  }
}
