package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds docs/build-cache.md to the Maven Build Cache extension. */
class BuildCacheIT {
  private static final String TRAINS = "[INFO] Training on the MIDI files in ";
  private static final String GENERATES = "[INFO] Generating ";
  private static final String MISSES = "Local build was not found by checksum ";

  private final String store =
      "-Dmaven.build.cache.location=" + Project.emptyFolder("build-cache-store");

  @Test
  void onlyWhatIsUnchangedIsTakenFromTheCacheAndThenAllOfIt() throws IOException {
    Path project = Project.copyWithSongs("build-cache", "build-cache");
    Project.rename(project, "build-cache", "build-cached");

    Build first = run(project, "package").succeeded();

    assertThat(first.log())
        .anyMatch(line -> line.contains(MISSES))
        .anyMatch(line -> line.startsWith(TRAINS))
        .anyMatch(line -> line.startsWith(GENERATES));
    Map<String, byte[]> music =
        Maven.contents(project.resolve("target/generated-resources/music-lstm"));
    byte[] model = Files.readAllBytes(project.resolve("target/music-lstm/model.zip"));
    byte[] midi = Files.readAllBytes(project.resolve("target/music-lstm/midi.zip"));
    Path expected = Files.createDirectories(project.resolve("src/main/music"));
    for (Map.Entry<String, byte[]> piece : music.entrySet()) {
      Files.write(expected.resolve(piece.getKey()), piece.getValue());
    }

    Build second = run(project, "clean", "install").succeeded();

    assertThat(second.log())
        .anyMatch(line -> line.endsWith("Skipping plugin execution (cached): music-lstm:train"))
        .anyMatch(line -> line.endsWith("Skipping plugin execution (cached): music-lstm:generate"))
        .anyMatch(line -> line.startsWith("[INFO] The music in "))
        .noneMatch(line -> line.startsWith(TRAINS) || line.startsWith(GENERATES));
    assertThat(project.resolve("target/music-lstm/model.zip")).hasBinaryContent(model);
    assertThat(Maven.contents(project.resolve("target/generated-resources/music-lstm")))
        .hasSameSizeAs(music)
        .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(music.get(name)));
    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it/build-cached/1.0");
    assertThat(installed.resolve("build-cached-1.0-model.zip")).hasBinaryContent(model);
    assertThat(installed.resolve("build-cached-1.0-midi.zip")).hasBinaryContent(midi);

    Files.write(expected.resolve("piece-001.mid"), Songs.song(1, 1));
    Build third = run(project, "clean", "verify").failedForTheUser("The music in ");

    assertThat(third.log()).noneMatch(line -> line.startsWith(TRAINS));

    Build fourth = run(project, "clean", "package", "-Dmusic-lstm.pieces=1").succeeded();

    assertThat(fourth.log())
        .anyMatch(line -> line.contains("Parameter: pieces, expected: 3, actual: 1"))
        .anyMatch(line -> line.startsWith(GENERATES));
    assertThat(Maven.contents(project.resolve("target/generated-resources/music-lstm"))).hasSize(1);

    Files.write(project.resolve("src/main/midi/song-1.mid"), Songs.song(77, 8));
    Build fifth = run(project, "clean", "package").succeeded();

    assertThat(fifth.log())
        .anyMatch(line -> line.contains(MISSES))
        .anyMatch(line -> line.startsWith(TRAINS));
    assertThat(Files.readAllBytes(project.resolve("target/music-lstm/model.zip")))
        .isNotEqualTo(model);
  }

  @Test
  void theDocumentShowsWhatIsTestedHere() throws IOException {
    Path project = Path.of(Maven.property("it.projects"), "build-cache/.mvn");
    String extension = Files.readString(project.resolve("extensions.xml"));

    assertThat(extension).contains("<version>" + Maven.property("it.build-cache") + "</version>");
    assertThat(Files.readString(Path.of(Maven.property("it.documents"), "build-cache.md")))
        .contains(extension)
        .contains(Files.readString(project.resolve("maven-build-cache-config.xml")));
  }

  private Build run(Path project, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = store;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Maven.run(Installation.unpacked(Maven.property("it.maven-3.9")), project, all);
  }
}
