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
  /** Whether what is written to a file or a folder would replace the music, or be taken for it. */
  boolean isIn(Path output) {
    Path parent = path.getParent();
    return Files.isDirectory(path)
        ? SongReadingMojo.isIn(new SongFolder(path, List.of(), List.of()), output)
        : MusicMojo.isSame(output, path) || (parent != null && MusicMojo.isSame(output, parent));
  }
}
