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
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.LongPath;
import org.musiclstm.Stop;

/** Finds the files of a folder that may hold songs. Links are followed, loops are not. */
public final class SongFinder {
  private static final String ANY_FOLDERS = "**/";
  private static final int MOST_ANY_FOLDERS = 8;

  /** A name that stands for all that may be in a folder. */
  private static final String ANY = "any";

  private SongFinder() {}

  /**
   * What a folder holds.
   *
   * @param songs the files that may hold songs
   * @param others files, and folders that a program shows as a file, that no pattern includes or
   *     excludes
   * @param hidden hidden files of MIDI, and hidden folders, in which nothing was looked at
   */
  record Found(List<SongFile> songs, List<SongFile> others, List<String> hidden) {}

  /**
   * Finds files.
   *
   * @param option the option that names the folder, for messages, such as {@code midiDirectory}
   * @return the files in order of name, whatever the order of the file system
   * @throws InputException when the folder is none, cannot be read or has no file that matches
   */
  public static List<SongFile> find(SongFolder folder, String option) {
    return found(folder, option).songs();
  }

  /**
   * Finds files, and what else there is.
   *
   * @throws InputException as {@link #find} does
   */
  static Found found(SongFolder folder, String option) {
    Path directory = folder.directory();
    if (!Files.exists(directory)) {
      throw missing(directory, option);
    }
    Found found = search(folder, option);
    if (found.songs().isEmpty()) {
      throw new InputException(
          none(folder)
              + NotRead.of(found).instead()
              + "; put MIDI files there or set "
              + option
              + ".");
    }
    return found;
  }

  private static InputException missing(Path directory, String option) {
    return new InputException(
        LongPath.reason(directory)
                .map(
                    reason ->
                        "The folder "
                            + directory
                            + " cannot exist: "
                            + reason
                            + ", and set "
                            + option)
                .orElse(
                    "The folder "
                        + directory
                        + " does not exist; put MIDI files there or set "
                        + option)
            + ".");
  }

  private static String none(SongFolder folder) {
    String excluded = String.join(", ", folder.excludes());
    if (folder.includes().equals(SongFolder.DEFAULT_INCLUDES)) {
      return SongFolder.MIDI_ENDINGS.stream()
              .map(ending -> "*." + ending)
              .collect(Collectors.joining(", ", "There are no MIDI files (", ") in the folder "))
          + folder.directory()
          + (excluded.isEmpty() ? "" : " but for the excluded " + excluded);
    }
    return "No file in the folder "
        + folder.directory()
        + " matches "
        + String.join(", ", folder.includes())
        + (excluded.isEmpty() ? "" : " and none of the excluded " + excluded);
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
    return Files.exists(folder.directory()) ? search(folder, option).songs() : List.of();
  }

  private static Found search(SongFolder folder, String option) {
    Path directory = folder.directory();
    if (!Files.isDirectory(directory)) {
      throw new InputException(
          directory + " is no folder; put MIDI files into a folder and set " + option + " to it.");
    }
    Search search =
        new Search(
            directory,
            option,
            matchers(directory, "includes", folder.includes()),
            matchers(directory, "excludes", folder.excludes()));
    try {
      Files.walkFileTree(
          directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, search);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Comparator<SongFile> order =
        Comparator.comparing(SongFile::name)
            .thenComparing(file -> directory.relativize(file.path()).toString());
    search.songs.sort(order);
    search.others.sort(order);
    search.hidden.sort(Comparator.naturalOrder());
    return new Found(search.songs, search.others, search.hidden);
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
    return !UsualExcludes.hasFile(relative)
        && matches(matchers(directory, "includes", folder.includes()), relative, name)
        && !matches(matchers(directory, "excludes", folder.excludes()), relative, name);
  }

  /** Goes through the folders. */
  private static final class Search extends SimpleFileVisitor<Path> {
    private final Path directory;
    private final String option;
    private final List<PathMatcher> includes;
    private final List<PathMatcher> excludes;
    private final List<SongFile> songs = new ArrayList<>();
    private final List<SongFile> others = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();

    Search(Path directory, String option, List<PathMatcher> includes, List<PathMatcher> excludes) {
      this.directory = directory;
      this.option = option;
      this.includes = includes;
      this.excludes = excludes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      Stop.check();
      if (isHidden(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (!folder.equals(directory) && OtherMusic.isFile(folder.getFileName().toString())) {
        add(folder);
      }
      return FileVisitResult.CONTINUE;
    }

    /** Whether a folder is left out with all that is in it, which is then noted. */
    private boolean isHidden(Path folder) {
      boolean isHidden =
          !folder.equals(directory) && UsualExcludes.hasFolder(folder.getFileName().toString());
      if (isHidden) {
        hidden.add(name(directory, folder) + "/");
      }
      return isHidden;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Stop.check();
      if (!UsualExcludes.hasFile(directory.relativize(file))) {
        add(file);
      } else if (SongFolder.MIDI_ENDINGS.contains(SongFolder.ending(file.toString()))) {
        hidden.add(name(directory, file));
      }
      return FileVisitResult.CONTINUE;
    }

    private void add(Path file) {
      Path relative = directory.relativize(file);
      String name = name(directory, file);
      if (!matches(excludes, relative, name)) {
        boolean isSong = !Files.isDirectory(file) && matches(includes, relative, name);
        (isSong ? songs : others).add(new SongFile(name, file));
      }
    }

    /** Whether the user leaves out a file, or all that is in a folder. */
    private boolean isExcluded(Path file) {
      Path relative = directory.relativize(file);
      String name = name(directory, file);
      return matches(excludes, relative, name)
          || matches(excludes, relative.resolve(ANY), name + "/" + ANY);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (failure instanceof FileSystemLoopException || isHidden(file) || isExcluded(file)) {
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
  }

  private static InputException unreadable(Path path, String option, IOException failure) {
    String remedy =
        LongPath.reason(path, failure)
            .map(reason -> ": " + reason)
            .orElse(
                " ("
                    + failure.getClass().getSimpleName()
                    + "); give access to it, exclude it or set "
                    + option);
    return new InputException(path + " cannot be read" + remedy + ".", failure);
  }

  /**
   * The name by way of a URI, which keeps the bytes that a name has on disk: as a text, a path
   * under a locale without UTF-8 loses every letter that is not ASCII.
   */
  private static String name(Path directory, Path path) {
    URI relative = directory.toUri().relativize(path.toUri());
    String name = relative.getPath();
    // That of a folder ends in a slash.
    int end = name.endsWith("/") ? name.length() - 1 : name.length();
    return Normalizer.normalize(name.substring(0, end), Normalizer.Form.NFC);
  }

  /** The name of a file without its folders, the same under every locale. */
  public static String name(Path file) {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? file.toString() : name(parent, absolute);
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
