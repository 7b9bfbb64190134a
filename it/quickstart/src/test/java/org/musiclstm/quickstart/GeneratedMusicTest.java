package org.musiclstm.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The music of this build is no silence, no drone, no noise and no copy. */
class GeneratedMusicTest {
  private static final int PIECES = 8;

  @Test
  void everyPieceIsMusic() throws IOException {
    assertThat(pieces()).hasSize(PIECES);
    for (Path file : pieces()) {
      Music piece = Music.read(file);
      assertThat(piece.bars()).as("bars of %s", file).isEqualTo(16);
      assertThat(piece.silentBars()).as("silent bars of %s", file).isZero();
      assertThat(piece.longestNoteInBars()).as("longest note of %s", file).isLessThanOrEqualTo(4);
      assertThat(piece.pitchClasses()).as("pitch classes of %s", file).isGreaterThan(5);
      // The tunes lie between 0.93 and 1.
      assertThat(piece.scaleConsistency()).as("scale of %s", file).isGreaterThan(0.9);
    }
  }

  @Test
  void noPieceIsACopyOfATune() throws IOException {
    for (Path file : pieces()) {
      Music piece = Music.read(file);
      for (Path tune : files(Path.of("src/main/midi"))) {
        assertThat(piece.longestRunSharedWith(Music.read(tune)))
            .as("quarters that %s shares with %s", file, tune)
            .isLessThan(16);
      }
    }
  }

  @Test
  void aTuneIsFoundToBeACopyOfItself() throws IOException {
    Music tune = Music.read(Path.of("src/main/midi/ode-to-joy.mid"));

    assertThat(tune.longestRunSharedWith(tune)).isEqualTo(64);
  }

  private static List<Path> pieces() throws IOException {
    return files(Path.of("target/generated-resources/music-lstm"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }
}
