package org.musiclstm.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where songs are.
 *
 * @param directory the folder that is searched with all folders in it
 * @param includes glob patterns, relative to the folder with {@code /} between names, of which a
 *     file has to match one; {@code **}{@code /} also stands for no folder at all, and a backslash
 *     is a {@code /}, on every system, unless a bracket or a brace follows
 * @param excludes glob patterns of which a file may match none
 */
public record SongFolder(Path directory, List<String> includes, List<String> excludes) {
  /** Those of Windows, but not one before a bracket or a brace, which is then an ordinary one. */
  private static final Pattern BACKSLASHES = Pattern.compile("\\\\+(?![\\[\\]{}])");

  /** Files that end in {@code .mid} or {@code .midi}, in capitals or not. */
  public static final List<String> DEFAULT_INCLUDES =
      List.of("**/*.[mM][iI][dD]", "**/*.[mM][iI][dD][iI]");

  /** Hidden files, such as the companions that macOS puts beside files. */
  public static final List<String> DEFAULT_EXCLUDES = List.of("**/.*");

  /** Takes the default patterns where none are given. */
  public SongFolder {
    includes = includes.isEmpty() ? DEFAULT_INCLUDES : portable(includes);
    excludes = excludes.isEmpty() ? DEFAULT_EXCLUDES : portable(excludes);
  }

  private static List<String> portable(List<String> patterns) {
    return patterns.stream().map(pattern -> BACKSLASHES.matcher(pattern).replaceAll("/")).toList();
  }

  /** Folders for a message: their paths, with commas between them. */
  public static String paths(List<SongFolder> folders) {
    return folders.stream()
        .map(folder -> folder.directory().toString())
        .collect(Collectors.joining(", "));
  }
}
