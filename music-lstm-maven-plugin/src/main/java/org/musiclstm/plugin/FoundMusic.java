package org.musiclstm.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;

/**
 * Generated music that somebody has found, or checked in.
 *
 * @param path a piece, or a folder of pieces with all folders in it
 */
record FoundMusic(Path path) {
  /** Whether what is written to a folder would replace the music, or be taken for it. */
  boolean isIn(Path output) {
    Path parent = path.getParent();
    return Files.isDirectory(path)
        ? SongReadingMojo.isIn(folder(), output)
        : MusicMojo.isSame(output, path) || (parent != null && MusicMojo.isSame(output, parent));
  }

  /** Whether a file is a piece, or would be taken for one if it were there. */
  boolean has(Path file) {
    return Files.isDirectory(path)
        ? SongReadingMojo.takes(folder(), file)
        : MusicMojo.isSame(file, path);
  }

  private SongFolder folder() {
    return new SongFolder(path, List.of(), List.of());
  }
}
