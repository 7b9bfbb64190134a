package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstBuildIT {
  private Path project = Path.of("");
  private Build build = new Build(-1, List.of());

  @BeforeAll
  void buildOnce() {
    project = Project.copyWithSongs("single", "first");
    build = Maven.run(project, "install", Maven.USUAL_WORKER).succeeded();
  }

  @Test
  void modelAndMusicLieInTarget() {
    assertThat(project.resolve("target/music-lstm/model.zip")).isRegularFile();
    assertThat(Maven.contents(project.resolve("target/generated-resources/music-lstm")))
        .hasSize(3)
        .allSatisfy(
            (name, bytes) -> {
              assertThat(name).endsWith(".mid");
              assertThat(bytes).startsWith('M', 'T', 'h', 'd');
            });
  }

  @Test
  void theModelIsAZipThatOpens() throws IOException {
    assertThat(entries(project.resolve("target/music-lstm/model.zip")))
        .contains("model.json", "provenance.json", "training-log.csv")
        .anyMatch(name -> name.startsWith("weights/") && name.endsWith(".npy"));
  }

  @Test
  void theMusicIsOnTheClassPath() throws IOException {
    assertThat(entries(project.resolve("target/single-1.0.jar"))).containsAll(pieces());
  }

  @Test
  void modelAndMusicAreInstalledWithTheProject() throws IOException {
    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it/single/1.0");

    assertThat(installed.resolve("single-1.0-model.zip"))
        .hasSameBinaryContentAs(project.resolve("target/music-lstm/model.zip"));
    assertThat(entries(installed.resolve("single-1.0-midi.zip")))
        .containsExactlyElementsOf(pieces());
  }

  @Test
  void theLogSaysWhatIsDoneAndWithWhatFigures() {
    assertThat(build.log())
        .contains(
            "[INFO] Training on the MIDI files in "
                + Path.of("src/main/midi")
                + "; the model goes to "
                + Path.of("target/music-lstm/model.zip"),
            "[INFO] Generating 3 pieces from "
                + Path.of("target/music-lstm/model.zip")
                + " into "
                + Path.of("target/generated-resources/music-lstm"))
        .anyMatch(line -> line.startsWith("[INFO] Best at iteration ") && line.contains("nats"));
  }

  @Test
  void withoutATerminalEveryValidationIsALineOfTheLog() {
    assertThat(build.log())
        .filteredOn(line -> line.contains("/20, loss "))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("[INFO] 10/20, loss ").contains("validation"),
            line -> assertThat(line).startsWith("[INFO] 20/20, loss ").contains("validation"));
  }

  @Test
  void nothingHalfWrittenStays() {
    assertThat(Maven.contents(project.resolve("target")).keySet())
        .noneMatch(name -> name.matches(".*\\.(tmp|part|half)"));
  }

  @Test
  void theSameBytesComeOutInAnotherFolderOfAnotherNumberOfThreadsAndLocale() {
    String name = "Übung mit \ud83c\udfb5 und Leerzeichen";
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"))
            .newEncoder()
            .canEncode(name),
        "the platform's charset has to know the name");
    Path other = Project.copyWithSongs("single", name);

    Maven.run(
            other,
            "package",
            "-Dmusic-lstm.threads=1",
            "-Dmusic-lstm.jvmArgs=-Duser.language=tr -Duser.country=TR"
                + " -Duser.timezone=Asia/Tokyo")
        .succeeded();

    assertThat(other.resolve("target/music-lstm/model.zip"))
        .hasSameBinaryContentAs(project.resolve("target/music-lstm/model.zip"));
    assertThat(other.resolve("target/music-lstm/midi.zip"))
        .hasSameBinaryContentAs(project.resolve("target/music-lstm/midi.zip"));
    Map<String, byte[]> expected =
        Maven.contents(project.resolve("target/generated-resources/music-lstm"));
    assertThat(Maven.contents(other.resolve("target/generated-resources/music-lstm")))
        .hasSameSizeAs(expected)
        .allSatisfy((file, bytes) -> assertThat(bytes).isEqualTo(expected.get(file)));
  }

  private List<String> pieces() {
    return Maven.contents(project.resolve("target/generated-resources/music-lstm"))
        .keySet()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> entries(Path zip) throws IOException {
    assertThat(Files.size(zip)).isPositive();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }
}
