package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionsIT {
  @Test
  void skipDoesNothingWhereNothingIsThereAndKeepsWhatIs() throws IOException {
    Path project = Project.copyWithSongs("single", "skipped");
    Project.rename(project, "single", "skipped");

    Maven.run(project, "install", "-Dmusic-lstm.skip").succeeded();

    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it/skipped/1.0");
    assertThat(project.resolve("target/music-lstm")).doesNotExist();
    assertThat(installed.resolve("skipped-1.0.jar")).exists();
    assertThat(installed.resolve("skipped-1.0-model.zip")).doesNotExist();

    Path music = project.resolve("target/generated-resources/music-lstm");
    Files.createDirectories(music);
    Files.write(music.resolve("piece.mid"), Songs.song(1, 1));
    Files.createDirectories(project.resolve("target/music-lstm"));
    Files.write(project.resolve("target/music-lstm/model.zip"), new byte[] {1, 2, 3});

    Maven.run(project, "install", "-Dmusic-lstm.skip").succeeded();

    assertThat(installed.resolve("skipped-1.0-model.zip")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(project.resolve("target/classes/piece.mid")).exists();
  }

  @Test
  void whatIsNotToBeAttachedIsNot() throws IOException {
    Path project = Project.copyWithSongs("single", "unattached");
    Project.rename(project, "single", "unattached");

    Maven.run(project, "install", "-Dmusic-lstm.attach=false").succeeded();

    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it/unattached/1.0");
    assertThat(project.resolve("target/music-lstm/model.zip")).exists();
    assertThat(installed.resolve("unattached-1.0.jar")).exists();
    assertThat(installed.resolve("unattached-1.0-model.zip")).doesNotExist();
    assertThat(installed.resolve("unattached-1.0-midi.zip")).doesNotExist();
  }

  @Test
  void anExecutionThatReplacesTheMusicOfAnotherIsWarnedOf() throws IOException {
    Path project = Project.copyWithSongs("single", "replaced");
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "</executions>",
                """
                  <execution>
                    <id>second</id>
                    <goals>
                      <goal>generate</goal>
                    </goals>
                    <configuration>
                      <midiClassifier>second</midiClassifier>
                    </configuration>
                  </execution>
                </executions>
                """));

    Build build = Maven.run(project, "generate-resources").succeeded();

    assertThat(build.log())
        .filteredOn(line -> line.startsWith("[WARNING]") && line.contains("replaces"))
        .containsExactly(
            "[WARNING] [second] Execution second replaces what execution default has written to "
                + Path.of("target/generated-resources/music-lstm")
                + " in this build; to keep both, set outputDirectory in one of them.");

    String second = "<midiClassifier>second</midiClassifier>";
    String apart = second + "<outputDirectory>target/second</outputDirectory>";
    Files.writeString(pom, Files.readString(pom).replace(second, apart));
    Build hiding = Maven.run(project, "generate-resources").succeeded();

    assertThat(hiding.log())
        .filteredOn(line -> line.startsWith("[WARNING]") && line.contains("Execution"))
        .containsExactly(
            "[WARNING] [second] Execution second puts piece-001.mid on the class path, where"
                + " execution default has put its own in this build, and only one of them is"
                + " found; to keep both, set resourcePrefix or pieceName in one of them.");

    String named = apart + "<pieceName>second-%03d</pieceName>";
    Files.writeString(pom, Files.readString(pom).replace(apart, named));
    assertThat(Maven.run(project, "generate-resources").succeeded().log())
        .noneMatch(line -> line.startsWith("[WARNING]") && line.contains("Execution"));
  }

  @Test
  void modulesAreBuiltSideBySide() {
    Path project = Project.copy("two-modules", "side-by-side");
    Songs.write(project.resolve("one/src/main/midi"), 6);
    Songs.write(project.resolve("two/src/main/midi"), 6);

    Build build = Maven.run(project, "-T", "2", "package").succeeded();

    assertThat(build.text()).doesNotContain("not thread-safe");
    for (String module : List.of("one", "two")) {
      assertThat(build.log())
          .filteredOn(line -> line.startsWith("[INFO] [" + module + "] "))
          .anyMatch(line -> line.contains("] Training on the MIDI files in "))
          .anyMatch(line -> line.contains("] Training on 4 songs, validating on 2; "))
          .anyMatch(line -> line.contains("] 10/20, loss "))
          .anyMatch(line -> line.contains("] 20/20, loss "))
          .anyMatch(line -> line.contains("] Trained 20 iterations."))
          .anyMatch(line -> line.contains("] Music: 3 pieces in "));
    }
    assertThat(build.text()).doesNotContain("[INFO] 20/20, ", "[INFO] Trained ", "[INFO] Music: ");
    assertThat(project.resolve("one/target/music-lstm/model.zip"))
        .hasSameBinaryContentAs(project.resolve("two/target/music-lstm/model.zip"));
    assertThat(project.resolve("one/target/music-lstm/midi.zip"))
        .hasSameBinaryContentAs(project.resolve("two/target/music-lstm/midi.zip"));
  }

  @Test
  void fewerPiecesLeaveNoOldOnesInTheJarAndAMisspeltOptionIsPointedOut() throws IOException {
    Path project = Project.copyWithSongs("single", "fewer");

    Maven.run(project, "package").succeeded();
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replaceFirst("<executions>", "<configuration><engin>dl4j</engin></configuration>$0")
            .replaceFirst("</properties>", "  <music-lstm.bar>2</music-lstm.bar>\n  $0"));
    Build build =
        Maven.run(project, "package", "-Dmusic-lstm.pieces=1", "-Dmusic-lstm.hiddenUnit=8")
            .succeeded();

    try (Stream<Path> classes = Files.list(project.resolve("target/classes"))) {
      assertThat(classes.map(file -> file.getFileName().toString()))
          .containsExactly("piece-001.mid");
    }
    assertThat(build.log())
        .containsOnlyOnce(
            "[WARNING] There is no option music-lstm.hiddenUnit, so it does nothing; did you mean"
                + " music-lstm.hiddenUnits?",
            "[WARNING] There is no option music-lstm.bar, which is among the properties of the POM, so"
                + " it does nothing; did you mean music-lstm.bars?")
        // From 3.9 on, Maven says that itself.
        .anyMatch(
            line -> line.matches(".*WARNING.* (option engin, |Parameter 'engin' is unknown ).*"));
  }

  @Test
  void musicDoesNotGoAmongTheSongs() throws IOException {
    Path project = Project.copyWithSongs("single", "among-songs");

    Maven.run(project, "package", "-Dmusic-lstm.outputDirectory=src/main/midi/new")
        .failedForTheUser("outputDirectory", "outside of the songs in");
  }
}
