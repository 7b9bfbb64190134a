package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProvenanceIT {
  private static final String MODEL = "target/music-lstm/model.zip";
  private static final String REPRODUCED = "target/music-lstm/reproduced.zip";

  @Test
  void aModelSaysWhereItCameFromAndIsMadeAgainFromThatAndItsSongs() throws IOException {
    Path trained = Project.emptyFolder("provenance-trained");
    Path songs = Songs.write(trained.resolve("src/main/midi"), 4);
    Maven.run(
            trained,
            Maven.goal("train"),
            "-Dproject.build.outputTimestamp=2026-02-03T04:05:06Z",
            "-Dmusic-lstm.hiddenUnits=16",
            "-Dmusic-lstm.nadeUnits=4",
            "-Dmusic-lstm.iterations=12",
            "-Dmusic-lstm.validationShare=0.25",
            "-Dmusic-lstm.windowSteps=16")
        .succeeded();
    // Another project, whose own options do not matter.
    Path folder = Project.emptyFolder("provenance");
    Path moved = Files.createDirectories(folder.resolve("music"));
    for (int number = 1; number <= 4; number++) {
      Files.copy(songs.resolve("song-" + number + ".mid"), moved.resolve(number + ".mid"));
    }
    Files.write(moved.resolve("other.mid"), Songs.song(9, 4));
    Path model = Files.copy(trained.resolve(MODEL), folder.resolve("model.zip"));
    byte[] bytes = Files.readAllBytes(model);
    String[] where = {"-Dmusic-lstm.modelFile=model.zip", "-Dmusic-lstm.midiDirectory=music"};

    Build described = Maven.run(folder, Maven.goal("describe"), where[0], where[1]).succeeded();

    assertThat(described.log())
        .anyMatch(line -> line.matches("\\[INFO] Fingerprint [0-9a-f]{64}"))
        .anyMatch(line -> line.matches("\\[INFO]   made by .*, dated 2026-02-03T04:05:06Z, .*"))
        .anyMatch(line -> line.matches("\\[INFO]   song-3.mid +[0-9a-f]{12} .*"))
        .anyMatch(line -> line.startsWith("[INFO] Which machine trained it is not reported"))
        .anyMatch(line -> line.matches("\\[INFO] All 4 songs are in .*"));
    assertThat(folder.resolve("target/music-lstm/description.json"))
        .content()
        .contains("\"name\" : \"song-3.mid\"", "\"hiddenUnits\" : \"16\"");

    Build reproduced =
        Maven.run(folder, Maven.goal("reproduce"), where[0], where[1], "-Dmusic-lstm.seed=7")
            .succeeded();

    assertThat(reproduced.log())
        .contains("[INFO] 1 file is none of the model's songs, and left out.")
        .anyMatch(line -> line.startsWith("[INFO] Reproduced: the model that was trained again"));
    assertThat(folder.resolve(REPRODUCED)).hasBinaryContent(bytes);

    Maven.run(
            trained,
            Maven.goal("generate"),
            "-Dmusic-lstm.pieces=2",
            "-Dmusic-lstm.bars=2",
            "-Dmusic-lstm.temperature=1.1",
            "-Dmusic-lstm.primer=validation")
        .succeeded();
    Path piece =
        Files.copy(
            trained.resolve("target/generated-resources/music-lstm/piece-002.mid"),
            folder.resolve("found.mid"));

    Build origin =
        Maven.run(folder, Maven.goal("describe"), where[0], "-Dmusic-lstm.piece=found.mid")
            .succeeded();

    assertThat(origin.text()).contains("temperature = 1.1", "piece = 2", "primer = song-");
    Maven.run(folder, Maven.goal("describe"), where[0], "-Dmusic-lstm.piece=.").succeeded();
    Build music =
        Maven.run(
                folder, Maven.goal("reproduce"), where[0], where[1], "-Dmusic-lstm.piece=found.mid")
            .succeeded();

    assertThat(music.log())
        .anyMatch(line -> line.startsWith("[INFO] Reproduced: found.mid has the same bytes"));
    assertThat(folder.resolve("target/music-lstm/reproduced/found.mid"))
        .hasSameBinaryContentAs(piece);
    Build without =
        Maven.run(folder, Maven.goal("reproduce"), where[0], "-Dmusic-lstm.piece=found.mid")
            .failedForTheUser("Not reproduced: the piece was not made again with the same bytes.");
    assertThat(without.log())
        .anyMatch(
            line ->
                line.startsWith("[ERROR] found.mid goes on from the song song-")
                    && line.contains("Set midiDirectory"));

    Files.write(moved.resolve("song-1.mid"), Songs.song(10, 4));
    Files.delete(moved.resolve("1.mid"));
    Files.delete(moved.resolve("2.mid"));
    Maven.run(folder, Maven.goal("reproduce"), where[0], where[1])
        .failedForTheUser(
            "of its 4 songs, 2 are not in ",
            "song-1.mid, which has another content now; song-2.mid, of which no file has");
    assertThat(folder.resolve(REPRODUCED)).hasBinaryContent(bytes);
    Build refused =
        Maven.run(folder, Maven.goal("reproduce"), where[0], "-Dmusic-lstm.midiDirectory=none")
            .failedForTheUser("none does not exist; put MIDI files there or set midiDirectory.");
    // What the engine may need would be downloaded after this line.
    assertThat(refused.text()).doesNotContain("Training model.zip again");
    assertThat(model).hasBinaryContent(bytes);
  }
}
