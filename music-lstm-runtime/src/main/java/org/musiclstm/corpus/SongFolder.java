package org.musiclstm.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where songs are. Whatever the patterns say, hidden files and folders are no songs, and neither is
 * what version control, editors and systems leave beside files.
 *
 * @param directory the folder that is searched with all folders in it
 * @param includes glob patterns, relative to the folder with {@code /} between names, of which a
 *     file has to match one; {@code **}{@code /} also stands for no folder at all, and a backslash
 *     is a {@code /}, on every system, unless a bracket or a brace follows
 * @param excludes glob patterns of which a file may match none
 */
public record SongFolder(Path directory, List<String> includes, List<String> excludes) {
  /** How the names of MIDI files end, in small letters. */
  public static final List<String> MIDI_ENDINGS = List.of("mid", "midi", "kar", "rmi", "smf");

  /** Those of Windows, but not one before a bracket or a brace, which is then an ordinary one. */
  private static final Pattern BACKSLASHES = Pattern.compile("\\\\+(?![\\[\\]{}])");

  /** Files that end so, in capitals or not. */
  public static final List<String> DEFAULT_INCLUDES =
      MIDI_ENDINGS.stream().map(SongFolder::pattern).toList();

  /** Takes the default patterns where none are given. */
  public SongFolder {
    includes = includes.isEmpty() ? DEFAULT_INCLUDES : portable(includes);
    excludes = portable(excludes);
  }

  private static List<String> portable(List<String> patterns) {
    return patterns.stream().map(pattern -> BACKSLASHES.matcher(pattern).replaceAll("/")).toList();
  }

  private static String pattern(String ending) {
    return ending
        .chars()
        .mapToObj(letter -> "[" + (char) letter + (char) (letter - 'a' + 'A') + "]")
        .collect(Collectors.joining("", "**/*.", ""));
  }

  /** What stands after the last dot of a name, in small letters. */
  static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Folders for a message: their paths, with commas between them. */
  public static String paths(List<SongFolder> folders) {
    return folders.stream()
        .map(folder -> folder.directory().toString())
        .collect(Collectors.joining(", "));
  }
}
