package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.PieceOrigins;
import org.musiclstm.generation.Primer;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.EngineName;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;

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

  private static Map<String, byte[]> pieces(long seed, int... numbers) {
    MusicModel model =
        SmallModels.random(RandomSongs.ENCODING, new Style(400_000, 3, 4, 70, 11), 5, 1);
    List<Piece> pieces = new ArrayList<>();
    for (int number : numbers) {
      NoteTensor tensor = RandomSongs.tensors(number, RandomSongs.ENCODING, 12).get(0);
      pieces.add(
          new Piece(
              number, seed, Primer.silence(RandomSongs.ENCODING), tensor, 0, new Piece.Cuts(0, 0)));
    }
    return PieceFiles.encode(
        pieces, model.style(), PieceOrigins.of(model, GenerationOptions.DEFAULT, EngineName.JVM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "unix", "macOS"})
  void piecesAndTheirArchiveReplaceThoseOfBefore(String system) throws IOException {
    try (FileSystem disk = disk(system)) {
      Path music = disk.getPath("target", "music").toAbsolutePath();
      Path archive = disk.getPath("target", "midi.zip").toAbsolutePath();
      PieceFiles.write(pieces(1, 1, 2, 3), PieceName.DEFAULT, music, archive);

      Map<String, byte[]> two = pieces(2, 1, 2);
      PieceFiles.write(two, PieceName.DEFAULT, music, archive);

      try (Stream<Path> files = Files.list(music)) {
        assertThat(files.map(file -> file.getFileName().toString()).sorted())
            .containsExactly("piece-001.mid", "piece-002.mid");
      }
      assertThat(Files.readAllBytes(music.resolve("piece-001.mid")))
          .isEqualTo(two.get("piece-001.mid"));
      try (Stream<Path> files = Files.list(music.resolveSibling(""))) {
        assertThat(files.map(file -> file.getFileName().toString()).sorted())
            .containsExactly("midi.zip", "music");
      }
    }
  }
}
