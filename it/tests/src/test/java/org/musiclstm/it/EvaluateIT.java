package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EvaluateIT {
  /** Learns enough to be better than chance. */
  private static final String[] VERIFY = {
    "verify", "-Dmusic-lstm.iterations=150", "-Dmusic-lstm.learningRate=0.02"
  };

  private static final String MUSIC = "target/generated-resources/music-lstm";
  private static final String MODEL = "target/music-lstm/model.zip";
  private static final String EVALUATION = "target/music-lstm/evaluation.json";
  private static final String CHECK = "target/music-lstm/check.json";
  private static final String JUNIT = "target/music-lstm/TEST-music-lstm.xml";

  @Test
  void aBuildSaysHowGoodItsMusicIsAndFailsWhenItIsNot() throws IOException {
    Path project = Project.copy("single", "checked");
    Path songs = Songs.write(project.resolve("src/main/midi"), 12);
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "<goal>generate</goal>",
                "<goal>generate</goal>\n<goal>evaluate</goal>\n<goal>check</goal>"));

    Build first = Maven.run(project, VERIFY).succeeded();

    assertThat(first.log())
        .anyMatch(line -> line.matches("\\[INFO] model +\\d+\\.\\d+ .*"))
        .anyMatch(line -> line.matches("\\[INFO] per-note Markov +\\d+\\.\\d+ .*"))
        .anyMatch(line -> line.startsWith("[INFO] 3 pieces  "))
        .anyMatch(line -> line.matches("\\[INFO] nllPerStep: \\d+\\.\\d+ nats \\(4 songs, .*"))
        .anyMatch(line -> line.startsWith("[INFO] Checked: 3 pieces"));
    assertThat(project.resolve(EVALUATION))
        .content()
        .containsPattern("(?m)^  \"nllPerStep\" : \\d+\\.\\d+,$");
    assertThat(project.resolve(CHECK)).content().contains("\"failures\" : 0,");
    assertThat(project.resolve(JUNIT))
        .content()
        .contains("<testsuite name=\"music-lstm single\"", "name=\"piece-003.mid\"");

    Path music = project.resolve(MUSIC);
    Files.write(music.resolve("drone.mid"), Songs.drone(8));
    Files.write(music.resolve("silence.mid"), Songs.silence(8));
    for (int number = 1; number <= 12; number++) {
      Files.copy(
          songs.resolve("song-" + number + ".mid"), music.resolve("copy-" + number + ".mid"));
    }
    Build second =
        Maven.run(project, VERIFY)
            .failedForTheUser(
                "does not pass: copy-1",
                "drone.mid (drone)",
                "silence.mid (silence)",
                "raise copiedBeats, copiedShare; to keep the others too, set failOnViolation to false");

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.log())
        .anyMatch(line -> line.startsWith("[INFO] Up to date: 3 pieces"))
        .anyMatch(
            line -> line.startsWith("[ERROR] silence.mid, silence: There is not a single note."));
    assertThat(project.resolve(JUNIT)).content().contains("<failure type=\"silence\"");

    Maven.run(
            project, "verify", "-Dmusic-lstm.iterations=100", "-Dmusic-lstm.failOnViolation=false")
        .succeeded();
  }

  @Test
  void aModelIsEvaluatedInAnyFolder() throws IOException {
    Path trained = Project.emptyFolder("evaluated-model");
    Songs.write(trained.resolve("src/main/midi"), 4);
    Maven.run(
            trained,
            Maven.goal("train"),
            "-Dmusic-lstm.hiddenUnits=16",
            "-Dmusic-lstm.iterations=20",
            "-Dmusic-lstm.validateEvery=10",
            "-Dmusic-lstm.windowSteps=16",
            "-Dmusic-lstm.validationShare=0")
        .succeeded();
    Path folder = Project.emptyFolder("evaluated");
    Files.createDirectories(folder.resolve("test-songs"));
    Files.write(folder.resolve("test-songs/new.mid"), Songs.song(55, 4));

    String model = "-Dmusic-lstm.modelFile=" + trained.resolve(MODEL);
    Build build =
        Maven.run(
                folder,
                Maven.goal("evaluate"),
                model,
                "-Dmusic-lstm.evaluationDirectory=test-songs",
                "-Dmusic-lstm.evaluationFile=out/figures.json")
            .succeeded();

    assertThat(build.log())
        .anyMatch(line -> line.matches("\\[INFO] nllPerStep: .* nats \\(1 song, 64 steps\\)"))
        .anyMatch(line -> line.startsWith("[WARNING] None of the 4 songs that the model "));
    assertThat(folder.resolve("out/figures.json")).content().contains("\"nllPerStep\" : ");

    Maven.run(folder, Maven.goal("evaluate"), model)
        .failedForTheUser("without validation songs", "Set evaluationDirectory");
    Maven.run(folder, Maven.goal("check"), model)
        .failedForTheUser("There is no music in ", "run the goal generate before this one");
  }
}
