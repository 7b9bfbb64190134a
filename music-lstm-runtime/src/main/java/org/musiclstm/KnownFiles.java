package org.musiclstm;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Removes files of known names from folders where others may put something too: what is a link is
 * not followed, and what has another name stays.
 */
public final class KnownFiles {
  private KnownFiles() {}

  /**
   * Removes files, and links, of known names from a folder.
   *
   * @param folder nothing happens when it is not there
   * @return what was removed
   * @throws IOException when it is a link, no folder, or something cannot be removed
   */
  public static List<Path> removeFrom(Path folder, Predicate<String> known) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    Path parent = whole.resolveSibling("");
    try (DirectoryStream<Path> above = Files.newDirectoryStream(parent)) {
      // Between a look at a folder and what is done in it, it could become a link to another one.
      if (above instanceof SecureDirectoryStream<Path> secure) {
        try (SecureDirectoryStream<Path> in =
            secure.newDirectoryStream(whole.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
          return removeFrom(whole, in, known);
        }
      }
      if (!Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS)) {
        if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
          throw new NotDirectoryException(whole.toString());
        }
        return List.of();
      }
      return removeByPath(whole, known);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static List<Path> removeFrom(
      Path folder, SecureDirectoryStream<Path> in, Predicate<String> known) throws IOException {
    List<Path> removed = new ArrayList<>();
    for (Path file : in) {
      Path name = file.getFileName();
      if (known.test(name.toString()) && remove(in, name)) {
        removed.add(folder.resolve(name));
      }
    }
    return removed;
  }

  /** Removes a file, unless it is a folder, or another process has removed it. */
  private static boolean remove(SecureDirectoryStream<Path> in, Path name) throws IOException {
    try {
      if (in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes()
          .isDirectory()) {
        return false;
      }
      in.deleteFile(name);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static List<Path> removeByPath(Path folder, Predicate<String> known) throws IOException {
    List<Path> removed = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (known.test(file.getFileName().toString())
            && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
            && Files.deleteIfExists(file)) {
          removed.add(file);
        }
      }
    }
    return removed;
  }

  /**
   * Removes files of known names and then the folder, if nothing else is in it.
   *
   * @throws IOException when it is a link, no folder, or something cannot be removed
   */
  public static void removeWithFolder(Path folder, Predicate<String> known) throws IOException {
    removeFrom(folder, known);
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // The rest is somebody else's.
    }
  }
}
