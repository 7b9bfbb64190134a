package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.PieceFiles;

/** What is written and found on disks of Windows and of others, in memory. */
class WindowsDiskTest {
  private static FileSystem disk(String system) {
    return Jimfs.newFileSystem(
        switch (system) {
          case "windows" -> Configuration.windows();
          case "macOS" -> Configuration.osX();
          default -> Configuration.unix();
        });
  }

  private static List<String> found(Path songs, List<String> includes, List<String> excludes) {
    return SongFinder.look(new SongFolder(songs, includes, excludes), "midiDirectory").stream()
        .map(SongFile::name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "unix", "macOS"})
  void aBackslashInAPatternIsASlash(String system) throws IOException {
    try (FileSystem disk = disk(system)) {
      Path songs = disk.getPath("songs").toAbsolutePath();
      for (String name : List.of("a.mid", "old/b.mid", "old/deep/c.mid", "new/d.mid")) {
        Path file = songs.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "a song");
      }

      for (String folders : List.of("old\\**", "old/**", "old\\\\**", "old\\**\\*.mid")) {
        assertThat(found(songs, List.of(), List.of(folders)))
            .as(folders)
            .containsExactly("a.mid", "new/d.mid");
        assertThat(found(songs, List.of(folders), List.of()))
            .as(folders)
            .containsExactly("old/b.mid", "old/deep/c.mid");
      }
      assertThat(found(songs, List.of("**\\*.mid"), List.of("new\\*.mid"))).hasSize(3);
      assertThat(found(songs, List.of("**\\d.mid"), List.of())).containsExactly("new/d.mid");
      SongFolder folder = new SongFolder(songs, List.of("old\\*.mid"), List.of());
      assertThat(SongFinder.takes(folder, songs.resolve("old").resolve("b.mid"))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "macOS"})
  void aBackslashBeforeABracketMakesItAnOrdinaryOne(String system) throws IOException {
    try (FileSystem disk = disk(system)) {
      Path songs = Files.createDirectories(disk.getPath("songs").toAbsolutePath());
      Files.writeString(songs.resolve("[a].mid"), "a song");
      Files.writeString(songs.resolve("a.mid"), "a song");

      assertThat(found(songs, List.of("\\[a\\].mid"), List.of())).containsExactly("[a].mid");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "unix", "macOS"})
  void piecesAndTheirArchiveReplaceThoseOfBefore(String system) throws IOException {
    try (FileSystem disk = disk(system)) {
      Path music = disk.getPath("target", "music").toAbsolutePath();
      Path archive = disk.getPath("target", "midi.zip").toAbsolutePath();
      byte[] one = "one".getBytes(StandardCharsets.UTF_8);
      byte[] two = "two".getBytes(StandardCharsets.UTF_8);
      PieceFiles.write(
          Map.of("piece-001.mid", one, "piece-002.mid", one, "piece-003.mid", one), music, archive);

      PieceFiles.write(Map.of("piece-001.mid", two, "piece-002.mid", two), music, archive);

      try (Stream<Path> files = Files.list(music)) {
        assertThat(files.map(file -> file.getFileName().toString()).sorted())
            .containsExactly("piece-001.mid", "piece-002.mid");
      }
      assertThat(music.resolve("piece-001.mid")).hasBinaryContent(two);
      try (Stream<Path> files = Files.list(music.resolveSibling(""))) {
        assertThat(files.map(file -> file.getFileName().toString()).sorted())
            .containsExactly("midi.zip", "music");
      }
    }
  }
}
