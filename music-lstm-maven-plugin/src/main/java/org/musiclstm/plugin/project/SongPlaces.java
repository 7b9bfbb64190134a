package org.musiclstm.plugin.project;

import java.io.IOException;
import java.nio.file.Path;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;

/** What lies in folders of songs, whatever links lead there. */
public final class SongPlaces {
  private SongPlaces() {}

  /**
   * Whether a file is a song of a folder, or would be if it were there, whatever links lead to
   * either. Links in the folder itself are not followed.
   */
  public static boolean takes(SongFolder folder, Path file) {
    return SongFinder.takes(folder, file)
        || SongFinder.takes(
            new SongFolder(real(folder.directory()), folder.includes(), folder.excludes()),
            real(file));
  }

  /** Whether a file is, or would be, in a folder of songs, whatever links lead to either. */
  public static boolean isIn(SongFolder folder, Path file) {
    return file.startsWith(folder.directory()) || real(file).startsWith(real(folder.directory()));
  }

  /** The name of a file or folder without links, as far as it is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }
}
