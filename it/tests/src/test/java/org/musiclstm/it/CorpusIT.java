package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorpusIT {
  private static final String REPORT = "target/music-lstm/corpus.json";
  private static final String TENSORS = "target/music-lstm/tensors";

  private static Path folder(String name, int songs) throws IOException {
    Path folder = Project.emptyFolder(name);
    Songs.write(folder.resolve("src/main/midi"), songs);
    return folder;
  }

  @Test
  void aCorpusIsLookedAtWithoutAPomAndWithoutTraining() throws IOException {
    Path folder = folder("inspected", 5);
    Path midi = folder.resolve("src/main/midi");
    Files.writeString(midi.resolve("broken.mid"), "no song");
    Files.copy(midi.resolve("song-2.mid"), midi.resolve("the-same.mid"));

    Build build =
        Maven.run(folder, Maven.goal("inspect-corpus"), "-Dmusic-lstm.hiddenUnits=32").succeeded();

    assertThat(build.log())
        .anyMatch(line -> line.startsWith("[INFO] song          parts  notes"))
        .anyMatch(line -> line.startsWith("[INFO] song-1.mid        2     80"))
        .contains(
            "[WARNING] much the same as another: 1 of 6 songs:",
            "[WARNING]   the-same.mid is the same file as song-2.mid",
            "[WARNING] left out 1 of 7 files:")
        .anyMatch(line -> line.startsWith("[INFO] Training on these songs: 5 for training, 1 "))
        .anyMatch(line -> line.startsWith("[INFO] 2,000 iterations take "))
        .anyMatch(line -> line.startsWith("[INFO] 6 songs of 7 files, with "));
    assertThat(folder.resolve(REPORT)).content().contains("\"name\" : \"song-5.mid\"");
    assertThat(folder.resolve("target/music-lstm/model.zip")).doesNotExist();
  }

  @Test
  void aFolderAsUsersHaveItIsReadAsFarAsItHoldsSongsAndTheRestIsNamed() throws IOException {
    Path folder = folder("as-users-have-it", 3);
    Path midi = folder.resolve("src/main/midi");
    Files.move(midi.resolve("song-3.mid"), midi.resolve("song-3.KAR"));
    for (String name : List.of(".AppleDouble/song-1.mid", "._song-1.mid", "CVS/song-1.mid")) {
      Files.createDirectories(midi.resolve(name).getParent());
      Files.copy(midi.resolve("song-1.mid"), midi.resolve(name));
    }
    Files.writeString(
        midi.resolve("pointer.mid"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    Files.writeString(midi.resolve("tune.musicxml"), "<score-partwise>");
    Files.writeString(midi.resolve("left-out.mp3"), "ID3");

    Build build =
        Maven.run(
                folder,
                Maven.goal("inspect-corpus"),
                "-Dmusic-lstm.hiddenUnits=8",
                "-Dmusic-lstm.excludes=*.mp3")
            .succeeded();

    assertThat(build.log())
        .contains(
            "[WARNING] left out 1 of 4 files:",
            "[WARNING]   pointer.mid: it is a Git LFS pointer in place of the song; fetch the songs"
                + " with git lfs pull",
            "[WARNING] look like music, but are not read: 1 file:")
        .anyMatch(
            line ->
                line.startsWith("[WARNING]   tune.musicxml: it is a MusicXML score; export it as"))
        .contains("[INFO] not read, since hidden: .AppleDouble/, ._song-1.mid, CVS/")
        .anyMatch(line -> line.startsWith("[INFO] 3 songs of 4 files, with "))
        .noneMatch(line -> line.contains("left-out.mp3: "));
  }

  @Test
  void everyLookSaysTheTableAnew() throws IOException {
    Path folder = folder("inspected-twice", 3);
    String[] arguments = {Maven.goal("inspect-corpus"), "-Dmusic-lstm.hiddenUnits=8"};
    Maven.run(folder, arguments).succeeded();
    byte[] report = Files.readAllBytes(folder.resolve(REPORT));

    Build build = Maven.run(folder, arguments).succeeded();

    assertThat(build.log()).anyMatch(line -> line.startsWith("[INFO] song-3.mid "));
    assertThat(folder.resolve(REPORT)).hasBinaryContent(report);
  }

  @Test
  void aCorpusThatIsNotAsWantedFailsTheBuild() throws IOException {
    Path folder = folder("refused", 3);
    Path midi = folder.resolve("src/main/midi");
    Files.copy(midi.resolve("song-1.mid"), midi.resolve("again.mid"));

    Maven.run(
            folder,
            Maven.goal("inspect-corpus"),
            "-Dmusic-lstm.hiddenUnits=8",
            "-Dmusic-lstm.failOnDuplicate")
        .failedForTheUser("Of 4 songs, 1 is much the same as another", "failOnDuplicate");
    Files.delete(midi.resolve("again.mid"));
    Files.writeString(midi.resolve("broken.mid"), "no song");
    Maven.run(
            folder,
            Maven.goal("inspect-corpus"),
            "-Dmusic-lstm.hiddenUnits=8",
            "-Dmusic-lstm.failOnDuplicate",
            "-Dmusic-lstm.failOnUnreadable")
        .failedForTheUser("1 cannot be used (broken.mid: ", "failOnUnreadable");
    assertThat(folder.resolve(REPORT)).content().contains("broken.mid");
    Maven.run(folder, Maven.goal("inspect-corpus"), "-Dmusic-lstm.resemblance=0.4")
        .failedForTheUser("The option resemblance is 0.4, but has to be from 0.5 to 1.");
  }

  @Test
  void tensorsAreWrittenOnceAndFollowTheSongs() throws IOException {
    Path folder = folder("encoded", 3);
    Path midi = folder.resolve("src/main/midi");
    Files.createDirectories(midi.resolve("deep"));
    Files.write(midi.resolve("deep/song-1.mid"), Songs.song(7, 2));

    Build first = Maven.run(folder, Maven.goal("encode")).succeeded();

    Map<String, byte[]> tensors = Maven.contents(folder.resolve(TENSORS));
    assertThat(first.log()).anyMatch(line -> line.startsWith("[INFO] Tensors: 4 songs in "));
    assertThat(tensors.keySet())
        .hasSize(5)
        .contains("corpus.json")
        .anyMatch(name -> name.matches("song-1-[0-9a-f]{12}\\.npy"))
        .anyMatch(name -> name.matches("deep_song-1-[0-9a-f]{12}\\.npy"));

    Build second = Maven.run(folder, Maven.goal("encode")).succeeded();

    assertThat(second.log())
        .contains("[INFO] Up to date: the tensors in " + Path.of(TENSORS))
        .noneMatch(line -> line.contains("Tensors: "));

    Files.delete(midi.resolve("song-3.mid"));
    Build third = Maven.run(folder, Maven.goal("encode"), "-Dmusic-lstm.pairs").succeeded();

    assertThat(third.text()).contains("1 MIDI file removed: song-3.mid", "pairs false");
    Map<String, byte[]> pairs = Maven.contents(folder.resolve(TENSORS));
    assertThat(pairs).hasSize(10);
    assertThat(pairs.keySet()).noneMatch(name -> name.startsWith("song-3"));
    tensors.forEach(
        (name, bytes) -> {
          if (pairs.containsKey(name) && !name.equals("corpus.json")) {
            assertThat(pairs.get(name)).isEqualTo(bytes);
          }
        });
  }

  @Test
  void bothGoalsBelongIntoABuildBesideTheOthers() throws IOException {
    Path project = Project.copyWithSongs("single", "with-corpus");
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "<goal>train</goal>",
                "<goal>inspect-corpus</goal><goal>encode</goal><goal>train</goal>"));

    Build build = Maven.run(project, "package").succeeded();

    assertThat(project.resolve(REPORT)).exists();
    assertThat(project.resolve(TENSORS).resolve("corpus.json")).exists();
    assertThat(project.resolve("target/music-lstm/model.zip")).exists();
    assertThat(build.text().indexOf("Looking at the MIDI files"))
        .isLessThan(build.text().indexOf("Encoding the MIDI files"))
        .isPositive();
  }

  @Test
  void tensorsGoBesideSongsThatAreNotTakenForThem() throws IOException {
    Path folder = folder("beside", 2);
    String everywhere = "-Dmusic-lstm.midiDirectory=.";

    Maven.run(folder, Maven.goal("encode"), everywhere).succeeded();
    Files.writeString(folder.resolve(TENSORS).resolve("notes.txt"), "of somebody else");
    Build second = Maven.run(folder, Maven.goal("encode"), everywhere).succeeded();

    assertThat(second.log()).contains("[INFO] Up to date: the tensors in " + Path.of(TENSORS));
    Maven.run(folder, Maven.goal("encode"), everywhere, "-Dmusic-lstm.includes=**/*")
        .failedForTheUser("tensorDirectory", "outside of the songs in ., which it would add to");
  }

  @Test
  void aRangeThatMovesNothingIsReportedAndOneThatIsNoneIsRefused() throws IOException {
    Path folder = folder("ranges", 2);

    Build build =
        Maven.run(folder, Maven.goal("inspect-corpus"), "-Dmusic-lstm.transposeRange=-2..2")
            .succeeded();

    assertThat(build.log())
        .contains(
            "[WARNING] The option transposeRange is -2..2, but does nothing without"
                + " transpose=augment.");
    Maven.run(folder, Maven.goal("inspect-corpus"), "-Dmusic-lstm.transposeRange=some")
        .failedForTheUser("The option transposeRange is some", "-5..6");
  }
}
