package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CommandLineIT {
  @Test
  void helpSaysEveryParameter() {
    Build build =
        Maven.run(
                Project.emptyFolder("help"),
                Maven.goal("help"),
                "-Ddetail=true",
                "-Dgoal=train",
                "-DlineLength=200")
            .succeeded();

    assertThat(build.text())
        .contains("music-lstm:train", "hiddenUnits (Default: 1024)")
        .contains("User property: music-lstm.hiddenUnits")
        .contains("Arguments for the JVM that does the work");
  }

  @Test
  void aFolderWithoutAPomIsEnough() throws IOException {
    Path folder = Project.emptyFolder("without-pom");
    Songs.write(folder.resolve("src/main/midi"), 4);

    Maven.run(
            folder,
            Maven.goal("train"),
            Maven.goal("generate"),
            "-Dmusic-lstm.hiddenUnits=16",
            "-Dmusic-lstm.iterations=20",
            "-Dmusic-lstm.validateEvery=10",
            "-Dmusic-lstm.windowSteps=16",
            "-Dmusic-lstm.validationShare=0.25",
            "-Dmusic-lstm.pieces=2",
            "-Dmusic-lstm.bars=2",
            "-Dmusic-lstm.primer=src/main/midi/song-1.mid",
            "-Dmusic-lstm.primerBars=1")
        .succeeded();

    assertThat(folder.resolve("target/music-lstm/model.zip")).isRegularFile();
    assertThat(Maven.contents(folder.resolve("target/generated-resources/music-lstm"))).hasSize(2);
  }

  @Test
  void everyPathCanBeSet() throws IOException {
    Path folder = Project.emptyFolder("all-paths");
    Songs.write(folder.resolve("songs/all"), 3);
    Songs.write(folder.resolve("validation"), 1);
    Files.writeString(folder.resolve("songs/all/broken.mid"), "no song");

    Build build =
        Maven.run(
                folder,
                Maven.goal("train"),
                Maven.goal("generate"),
                "-Dmusic-lstm.midiDirectory=songs",
                "-Dmusic-lstm.excludes=**/broken.*,**/nothing",
                "-Dmusic-lstm.validationDirectory=validation",
                "-Dmusic-lstm.failOnUnreadable=true",
                "-Dmusic-lstm.modelFile=out/my.model",
                "-Dmusic-lstm.outputDirectory=out/music",
                "-Dmusic-lstm.hiddenUnits=16",
                "-Dmusic-lstm.iterations=10",
                "-Dmusic-lstm.validateEvery=5",
                "-Dmusic-lstm.windowSteps=16",
                "-Dmusic-lstm.primer=validation",
                "-Dmusic-lstm.pieces=1",
                "-Dmusic-lstm.bars=1")
            .succeeded();

    assertThat(folder.resolve("out/my.model")).isRegularFile();
    assertThat(Maven.contents(folder.resolve("out/music"))).hasSize(1);
    assertThat(build.text()).doesNotContain("broken.mid");
  }

  @Test
  void debugSaysHowTheWorkerIsStartedWithoutSecrets() {
    Path folder = Project.emptyFolder("debugged");
    Songs.write(folder.resolve("src/main/midi"), 4);

    Build build =
        Maven.run(
                folder,
                "-X",
                Maven.goal("train"),
                "-Dmusic-lstm.hiddenUnits=8",
                "-Dmusic-lstm.iterations=2",
                "-Dmusic-lstm.windowSteps=16",
                "-Dmusic-lstm.jvmArgs=-Dmy.password=hidden -Dmy.name=shown")
            .succeeded();

    assertThat(build.log())
        .filteredOn(line -> line.startsWith("[DEBUG] Command line of the worker: "))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("bin/java", "-Dmy.password=...", "-Dmy.name=shown", "org.musiclstm.worker.Worker")
        .doesNotContain("hidden");
    assertThat(build.log())
        .anyMatch(line -> line.startsWith("[DEBUG] Environment of the worker: "))
        .anyMatch(
            line ->
                line.startsWith("[DEBUG] Other variables in it, without their values: ")
                    && line.contains("PATH"));
  }
}
