package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerifyIT {
  private static final String EXPECTED = Path.of("src/main/music").toString();
  private static final String MADE = Path.of("target/generated-resources/music-lstm").toString();

  @Test
  void musicThatIsCheckedInIsHeldToWhatTheBuildMakes() throws IOException {
    Path project = Project.copyWithSongs("single", "verified");
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace("<goal>generate</goal>", "<goal>generate</goal>\n<goal>verify</goal>")
            .replace(
                "</executions>",
                """
                </executions>
                <configuration>
                  <expectedDirectory>src/main/music</expectedDirectory>
                </configuration>
                """));

    Build first =
        Maven.run(project, "verify")
            .failedForTheUser("The music in " + MADE + " is not that in " + EXPECTED);

    assertThat(first.log())
        .contains("[ERROR] piece-001.mid was generated, but is not checked in.")
        .anyMatch(
            line ->
                line.startsWith(
                    "[ERROR] To accept the new music, copy the MIDI files from "
                        + MADE
                        + " to "
                        + EXPECTED
                        + ", and commit "
                        + EXPECTED
                        + "."));

    Path expected = Files.createDirectories(project.resolve(EXPECTED));
    for (String name : new String[] {"piece-001.mid", "piece-002.mid", "piece-003.mid"}) {
      Files.copy(project.resolve(MADE).resolve(name), expected.resolve(name));
    }
    Build second = Maven.run(project, "verify").succeeded();

    assertThat(second.log())
        .contains("[INFO] The music in " + MADE + " is that in " + EXPECTED + " (3 pieces).");

    // The same files against the model, without the music that the build has made.
    Build again =
        Maven.run(project, Maven.goal("verify"), "-Dmusic-lstm.against=model").succeeded();

    assertThat(again.log())
        .anyMatch(
            line ->
                line.startsWith(
                    "[INFO] Reproduced: all 3 pieces have the same bytes when they are made again"
                        + " from model.zip."));
    for (String name : new String[] {"piece-001.mid", "piece-002.mid", "piece-003.mid"}) {
      assertThat(project.resolve("target/music-lstm/reproduced").resolve(name))
          .hasSameBinaryContentAs(expected.resolve(name));
    }

    byte[] piece = Files.readAllBytes(expected.resolve("piece-002.mid"));
    Files.write(expected.resolve("piece-002.mid"), Songs.song(1, 1));
    Build differing =
        Maven.run(project, Maven.goal("verify"), "-Dmusic-lstm.against=model")
            .failedForTheUser(
                "Not reproduced: 2 of 3 pieces have the same bytes when they are made again.");

    assertThat(differing.log())
        .anyMatch(
            line -> line.startsWith("[ERROR] piece-002.mid does not say where it came from: "));
    Files.write(expected.resolve("piece-002.mid"), piece);

    Files.write(project.resolve("src/main/midi/song-1.mid"), Songs.song(77, 8));
    Files.delete(expected.resolve("piece-002.mid"));
    Files.write(expected.resolve("other.mid"), Songs.song(1, 1));
    Build third = Maven.run(project, "verify").failedForTheUser("The music in " + MADE);

    assertThat(third.log())
        .anyMatch(
            line -> line.matches("\\[ERROR] piece-001\\.mid differs: model .{12} instead of .*"))
        .contains(
            "[ERROR] other.mid is checked in, but was not generated.",
            "[ERROR] piece-002.mid was generated, but is not checked in.")
        .anyMatch(line -> line.contains("delete other.mid from " + EXPECTED));
  }

  @Test
  void theFolderOfTheMusicThatIsCheckedInHasToBeReported() {
    Path project = Project.copyWithSongs("single", "nothing-expected");

    Maven.run(project, Maven.goal("verify")).failedForTheUser("set expectedDirectory");
  }

  @Test
  void withoutGeneratedMusicTheGoalGenerateIsAskedFor() {
    Path project = Project.copyWithSongs("single", "nothing-generated");

    Maven.run(project, Maven.goal("verify"), "-Dmusic-lstm.expectedDirectory=src/main/music")
        .failedForTheUser("There is no music in " + MADE, "run the goal generate before");
  }
}
