package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Where music and models are on the class path of their project, and what they are called. */
class ClassPathIT {
  private static final Path MUSIC = Path.of("target/generated-resources/music-lstm");

  @Test
  void musicAndModelLieWhereTheOptionsSayAndNowhereElse() throws IOException {
    Path project = Project.copyWithSongs("single", "class-path");
    Path resources = Files.createDirectories(project.resolve("src/main/resources"));
    Files.write(resources.resolve("piece-001.mid"), Songs.song(1, 1));
    Files.write(resources.resolve("calm-9.mid"), Songs.song(2, 1));

    Maven.run(
            project,
            "package",
            Maven.goal("check"),
            "-Dmusic-lstm.embedModel=true",
            "-Dmusic-lstm.modelResourcePrefix=com/example/model",
            "-Dmusic-lstm.resourcePrefix=com/example/music/",
            "-Dmusic-lstm.pieceName=calm-%d")
        .succeeded();

    assertThat(Maven.contents(project.resolve("target/classes")).keySet())
        .containsExactly(
            "calm-9.mid",
            "com/example/model/model.zip",
            "com/example/music/calm-1.mid",
            "com/example/music/calm-2.mid",
            "com/example/music/calm-3.mid",
            "piece-001.mid");
    try (ZipFile zip = new ZipFile(project.resolve("target/music-lstm/midi.zip").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("calm-1.mid", "calm-2.mid", "calm-3.mid");
    }
    assertThat(project.resolve("target/music-lstm/check.json")).content().contains("calm-3.mid");

    // Another folder makes nothing anew.
    Build moved =
        Maven.run(
                project,
                "process-resources",
                "-Dmusic-lstm.resourcePrefix=other",
                "-Dmusic-lstm.pieceName=calm-%d")
            .succeeded();

    assertThat(moved.log()).contains("[INFO] Up to date: 3 pieces in " + MUSIC);
    assertThat(Maven.contents(project.resolve("target/classes")).keySet())
        .containsExactly(
            "calm-9.mid",
            "other/calm-1.mid",
            "other/calm-2.mid",
            "other/calm-3.mid",
            "piece-001.mid");

    Files.write(project.resolve(MUSIC).resolve("liked.mid"), Songs.song(3, 1));
    Maven.run(project, "process-resources", "-Dmusic-lstm.pieces=2").succeeded();

    assertThat(Maven.contents(project.resolve(MUSIC)).keySet())
        .containsExactly("liked.mid", "piece-001.mid", "piece-002.mid");
    assertThat(Maven.contents(project.resolve("target/classes")).keySet())
        .containsExactly("calm-9.mid", "liked.mid", "piece-001.mid", "piece-002.mid");
  }
}
