package org.musiclstm.plugin.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.musiclstm.InputException;

/**
 * A folder that has copies of some files and nothing else, which are made only where they differ.
 */
final class ResourceCopy {
  private ResourceCopy() {}

  /**
   * Makes the folder.
   *
   * @param source a file, or a folder with all that is in it; it need not be there
   * @param target the folder that the copies go to
   * @param folder the one that has nothing else, in which the target is
   * @throws InputException when a file cannot be read or written
   */
  static void of(Path source, Path target, Path folder) {
    try {
      Map<Path, Path> wanted = new TreeMap<>();
      boolean isFile = Files.isRegularFile(source);
      for (Path file : isFile ? List.of(source) : filesAndFolders(source)) {
        if (Files.isRegularFile(file)) {
          Path name = isFile ? file.getFileName() : source.relativize(file);
          wanted.put(target.resolve(name), file);
        }
      }
      // A folder after what is in it.
      for (Path old : filesAndFolders(folder)) {
        boolean isWanted = wanted.keySet().stream().anyMatch(copy -> copy.startsWith(old));
        if (!old.equals(folder) && !isWanted) {
          Files.delete(old);
        }
      }
      for (Map.Entry<Path, Path> copy : wanted.entrySet()) {
        copy(copy.getValue(), copy.getKey());
      }
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          "The resources in "
              + folder
              + " cannot be copied from "
              + source
              + ": "
              + e.getMessage()
              + ". Make sure that the folder can be written and the disk has room.",
          e);
    }
  }

  private static void copy(Path file, Path copy) throws IOException {
    if (!Files.isRegularFile(copy) || Files.mismatch(file, copy) >= 0) {
      Files.createDirectories(copy.resolveSibling(""));
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What is in a folder, and the folder, from the inside out; nothing when there is none. */
  private static List<Path> filesAndFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
