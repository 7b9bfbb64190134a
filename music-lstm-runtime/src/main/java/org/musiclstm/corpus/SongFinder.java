package org.musiclstm.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.musiclstm.InputException;
import org.musiclstm.Stop;

/** Finds the files of a folder that may hold songs. Links are followed, loops are not. */
public final class SongFinder {
  private static final String ANY_FOLDERS = "**/";
  private static final int MOST_ANY_FOLDERS = 8;

  private SongFinder() {}

  /**
   * Finds files.
   *
   * @param option the option that names the folder, for messages, such as {@code midiDirectory}
   * @return the files in order of name, whatever the order of the file system
   * @throws InputException when the folder is none, cannot be read or has no file that matches
   */
  public static List<SongFile> find(SongFolder folder, String option) {
    Path directory = folder.directory();
    if (!Files.exists(directory)) {
      throw new InputException(
          "The folder "
              + directory
              + " does not exist; put MIDI files there or set "
              + option
              + ".");
    }
    List<SongFile> files = look(folder, option);
    if (files.isEmpty()) {
      throw new InputException(none(folder) + "; put MIDI files there or set " + option + ".");
    }
    return files;
  }

  private static String none(SongFolder folder) {
    boolean excludesDefault = folder.excludes().equals(SongFolder.DEFAULT_EXCLUDES);
    if (folder.includes().equals(SongFolder.DEFAULT_INCLUDES) && excludesDefault) {
      return "There are no MIDI files (*.mid, *.midi) in the folder " + folder.directory();
    }
    String excluded =
        excludesDefault ? "" : " and none of the excluded " + String.join(", ", folder.excludes());
    return "No file in the folder "
        + folder.directory()
        + " matches "
        + String.join(", ", folder.includes())
        + excluded;
  }

  /**
   * Looks which files there are, be it that there are none.
   *
   * @param option the option that names the folder, for messages, such as {@code midiDirectory}
   * @return the files in order of name, whatever the order of the file system; none where no folder
   *     is, or none of its files matches
   * @throws InputException when it is no folder, cannot be read or a pattern is none
   */
  public static List<SongFile> look(SongFolder folder, String option) {
    Path directory = folder.directory();
    if (!Files.exists(directory)) {
      return List.of();
    }
    if (!Files.isDirectory(directory)) {
      throw new InputException(
          directory + " is no folder; put MIDI files into a folder and set " + option + " to it.");
    }
    List<PathMatcher> includes = matchers(directory, "includes", folder.includes());
    List<PathMatcher> excludes = matchers(directory, "excludes", folder.excludes());
    List<SongFile> files = new ArrayList<>();
    for (Path path : walk(directory, option)) {
      Stop.check();
      Path relative = directory.relativize(path);
      String name = name(directory, path);
      if (matches(includes, relative, name) && !matches(excludes, relative, name)) {
        files.add(new SongFile(name, path));
      }
    }
    files.sort(
        Comparator.comparing(SongFile::name)
            .thenComparing(file -> directory.relativize(file.path()).toString()));
    return files;
  }

  /**
   * Whether a file would be taken for a song if it were there.
   *
   * @param file an absolute path
   * @throws InputException when a pattern is none
   */
  public static boolean takes(SongFolder folder, Path file) {
    Path directory = folder.directory();
    if (!file.startsWith(directory)) {
      return false;
    }
    Path relative = directory.relativize(file);
    String name = relative.toString();
    return matches(matchers(directory, "includes", folder.includes()), relative, name)
        && !matches(matchers(directory, "excludes", folder.excludes()), relative, name);
  }

  private static List<Path> walk(Path directory, String option) {
    List<Path> paths = new ArrayList<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Stop.check();
            paths.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (failure instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE;
            }
            throw unreadable(file, option, failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            if (failure != null) {
              throw unreadable(folder, option, failure);
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths;
  }

  private static InputException unreadable(Path path, String option, IOException failure) {
    return new InputException(
        path
            + " cannot be read ("
            + failure.getClass().getSimpleName()
            + "); give access to it or set "
            + option
            + ".",
        failure);
  }

  /**
   * The name by way of a URI, which keeps the bytes that a name has on disk: as a text, a path
   * under a locale without UTF-8 loses every letter that is not ASCII.
   */
  private static String name(Path directory, Path path) {
    URI relative = directory.toUri().relativize(path.toUri());
    return Normalizer.normalize(relative.getPath(), Normalizer.Form.NFC);
  }

  private static boolean matches(List<PathMatcher> matchers, Path relative, String name) {
    List<Path> spellings = new ArrayList<>(List.of(relative));
    if (!relative.toString().equals(name)) {
      try {
        spellings.add(relative.getFileSystem().getPath(name));
      } catch (InvalidPathException e) {
        // Under this locale the name cannot be spelt in NFC: the spelling of the disk remains.
        spellings.add(relative);
      }
    }
    return matchers.stream().anyMatch(matcher -> spellings.stream().anyMatch(matcher::matches));
  }

  private static List<PathMatcher> matchers(Path directory, String option, List<String> patterns) {
    List<PathMatcher> matchers = new ArrayList<>();
    for (String pattern : patterns) {
      for (String variant : variants(option, pattern)) {
        try {
          matchers.add(directory.getFileSystem().getPathMatcher("glob:" + variant));
        } catch (PatternSyntaxException e) {
          throw InputException.option(
              option, pattern, "a glob pattern (" + e.getDescription() + ")");
        }
      }
    }
    return matchers;
  }

  /** To Java's globs, any folders are at least one: these are the patterns with and without. */
  private static Set<String> variants(String option, String pattern) {
    String simple = Normalizer.normalize(pattern, Normalizer.Form.NFC);
    while (simple.contains(ANY_FOLDERS + ANY_FOLDERS)) {
      simple = simple.replace(ANY_FOLDERS + ANY_FOLDERS, ANY_FOLDERS);
    }
    Set<String> variants = new LinkedHashSet<>(Set.of(simple));
    int found = 0;
    for (int at = simple.lastIndexOf(ANY_FOLDERS);
        at >= 0;
        at = simple.lastIndexOf(ANY_FOLDERS, at - 1)) {
      if (at > 0 && simple.charAt(at - 1) != '/') {
        continue;
      }
      if (++found > MOST_ANY_FOLDERS) {
        throw InputException.option(
            option, pattern, "a pattern with at most " + MOST_ANY_FOLDERS + " times **/");
      }
      // From the back, so that what lies before is the same in all variants.
      for (String variant : List.copyOf(variants)) {
        variants.add(variant.substring(0, at) + variant.substring(at + ANY_FOLDERS.length()));
      }
    }
    return variants;
  }
}
