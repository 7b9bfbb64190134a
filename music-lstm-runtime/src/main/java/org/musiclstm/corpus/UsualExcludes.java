package org.musiclstm.corpus;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is never among the songs, whatever patterns say: hidden files and folders, and what version
 * control, editors and systems leave beside files, as Maven excludes it from sources.
 */
final class UsualExcludes {
  private static final Set<String> FOLDERS =
      Set.of(
          "CVS",
          "RCS",
          "SCCS",
          "BitKeeper",
          "ChangeSet",
          "_darcs",
          "__MACOSX",
          "__pycache__",
          "@eaDir",
          "@Recycle",
          "#recycle",
          "$RECYCLE.BIN",
          "$Recycle.Bin",
          "RECYCLER",
          "System Volume Information",
          "lost+found");

  private UsualExcludes() {}

  /**
   * Whether a file is left out.
   *
   * @param relative its path from the folder of songs on: what that folder is in does not count
   */
  static boolean hasFile(Path relative) {
    Path folder = relative.getParent();
    if (folder != null) {
      for (Path name : folder) {
        if (hasFolder(name.toString())) {
          return true;
        }
      }
    }
    String name = relative.getFileName().toString();
    return name.startsWith(".")
        || name.endsWith("~")
        || isBetween(name, '#')
        || isBetween(name, '%');
  }

  /** Whether all that is in a folder of this name is left out. */
  static boolean hasFolder(String name) {
    return name.startsWith(".") || FOLDERS.contains(name);
  }

  private static boolean isBetween(String name, char mark) {
    return name.length() > 1 && name.charAt(0) == mark && name.charAt(name.length() - 1) == mark;
  }
}
