package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.plugin.model.FoundMusic;

class FoundMusicTest {
  @TempDir Path folder;

  @Test
  void whatGoesIntoAFolderOfMusicWouldBeTakenForItButAFileOfAnotherKindWouldNot() {
    FoundMusic music = new FoundMusic(folder);

    assertThat(music.isIn(folder)).isTrue();
    assertThat(music.isIn(folder.resolve("target/reproduced"))).isTrue();
    assertThat(music.isIn(folder.resolveSibling("elsewhere"))).isFalse();
    assertThat(music.has(folder.resolve("target/music-lstm/description.json"))).isFalse();
    assertThat(music.has(folder.resolve("target/piece-001.mid"))).isTrue();
    assertThat(music.has(folder.resolveSibling("piece-001.mid"))).isFalse();
  }

  @Test
  void aPieceAloneIsReplacedByAFileOfItsNameAndByWhatGoesIntoItsFolder() throws IOException {
    Path piece = Files.createFile(folder.resolve("found.mid"));
    FoundMusic music = new FoundMusic(piece);

    assertThat(music.isIn(folder)).isTrue();
    assertThat(music.isIn(folder.resolve("target/reproduced"))).isFalse();
    assertThat(music.has(piece)).isTrue();
    assertThat(music.has(folder.resolve("description.json"))).isFalse();
  }
}
