package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.corpus.TensorFiles.Content;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.Style;

class TensorFilesTest {
  @TempDir Path folder;

  private static Song song(String name) {
    return Songs.song(name, Style.DEFAULT, 0, 2, 4, 5);
  }

  private static String name(String song) {
    return TensorFiles.name(song(song), Content.WHOLE);
  }

  @Test
  void aNameSaysWhichSongItIs() {
    assertThat(name("Bach/Air.mid")).matches("Bach_Air-[0-9a-f]{12}\\.npy");
    assertThat(name("Übung Nr. 3.MIDI")).matches("Ubung_Nr_3-[0-9a-f]{12}\\.npy");
    assertThat(TensorFiles.name(song("a.mid"), Content.INPUTS))
        .isEqualTo(name("a.mid").replace(".npy", "-inputs.npy"));
  }

  @Test
  void namesAreSafeAndDifferentOnEveryFileSystem() {
    Set<String> names = new HashSet<>();
    List<String> songs =
        List.of(
            "a.mid",
            "A.mid",
            "a.midi",
            "a.MID",
            "x/a.mid",
            "x_a.mid",
            "x\\a.mid",
            "..mid",
            "../a.mid",
            "con.mid",
            "チェロ.mid",
            "チェ.mid",
            "*?<>|\".mid",
            "long".repeat(60) + ".mid",
            "longer" + "long".repeat(60) + ".mid");
    for (String song : songs) {
      assertThat(name(song)).hasSizeLessThan(120).matches("[A-Za-z0-9_-]+-[0-9a-f]{12}\\.npy");
      names.add(name(song).toLowerCase(Locale.ROOT));
    }

    assertThat(names).hasSameSizeAs(songs);
  }

  @Test
  void targetsAreTheInputsShiftedByOneStep() throws IOException {
    Song song = song("a.mid");
    for (Content content : Content.values()) {
      long bytes = TensorFiles.write(song, content, folder);
      assertThat(folder.resolve(TensorFiles.name(song, content))).hasSize(bytes);
    }

    float[] whole = read(song, Content.WHOLE);
    int features = song.tensor().features();
    assertThat(whole).isEqualTo(song.tensor().toArray());
    assertThat(read(song, Content.INPUTS)).isEqualTo(part(whole, 0, 3 * features));
    assertThat(read(song, Content.TARGETS)).isEqualTo(part(whole, features, 4 * features));
  }

  private float[] read(Song song, Content content) throws IOException {
    return Npy.read(Files.readAllBytes(folder.resolve(TensorFiles.name(song, content))), "file")
        .values();
  }

  private static float[] part(float[] values, int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }

  @Test
  void onlyFilesOfSongsThatAreGoneAreRemoved() throws IOException {
    TensorFiles.write(song("stays.mid"), Content.WHOLE, folder);
    TensorFiles.write(song("goes.mid"), Content.WHOLE, folder);
    TensorFiles.write(song("goes.mid"), Content.TARGETS, folder);
    Files.write(folder.resolve("." + name("killed.mid") + ".part"), new byte[1]);
    Files.write(folder.resolve("mine.npy"), new byte[1]);
    Files.write(folder.resolve("corpus.json"), new byte[1]);

    TensorFiles.removeOthers(folder, Set.of(name("stays.mid")));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(name("stays.mid"), "mine.npy", "corpus.json");
    }
  }
}
