package org.musiclstm.plugin.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.plugin.project.ProjectPaths;
import org.musiclstm.plugin.project.SongPlaces;

/**
 * Generated music that somebody has found, or checked in.
 *
 * @param path a piece, or a folder of pieces with all folders in it
 */
public record FoundMusic(Path path) {
  /** Whether what is written to a folder would replace the music, or be taken for it. */
  public boolean isIn(Path output) {
    Path parent = path.getParent();
    return Files.isDirectory(path)
        ? SongPlaces.isIn(folder(), output)
        : ProjectPaths.isSame(output, path)
            || (parent != null && ProjectPaths.isSame(output, parent));
  }

  /** Whether a file is a piece, or would be taken for one if it were there. */
  public boolean has(Path file) {
    return Files.isDirectory(path)
        ? SongPlaces.takes(folder(), file)
        : ProjectPaths.isSame(file, path);
  }

  private SongFolder folder() {
    return new SongFolder(path, List.of(), List.of());
  }
}
