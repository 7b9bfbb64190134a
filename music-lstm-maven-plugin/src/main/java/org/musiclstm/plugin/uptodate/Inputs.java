package org.musiclstm.plugin.uptodate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.Words;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.model.ModelFile;

/**
 * Everything that decides what a goal makes, by name: values as texts, and files by the hashes of
 * their contents.
 *
 * @param values what the user or the version of the tool sets
 * @param files hashes by the names of files, by what kind of file they are
 */
public record Inputs(
    SortedMap<String, String> values, SortedMap<String, SortedMap<String, String>> files) {
  private static final int NAMED = 5;

  /** Of libraries, whose names are long. */
  private static final int NAMED_LIBRARIES = 3;

  private static final String LIBRARY = "library of the plugin";
  private static final SortedMap<String, String> NONE =
      Collections.unmodifiableSortedMap(new TreeMap<>());
  private static final String OPTION = "option ";

  /** Copies the maps. */
  public Inputs {
    values = new TreeMap<>(Map.copyOf(values));
    files = new TreeMap<>(files);
  }

  /** Collects inputs. */
  public static final class Builder {
    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, String>> files = new TreeMap<>();

    /** Adds a value that does not come from the user, such as a version. */
    public Builder value(String name, Object value) {
      values.put(name, String.valueOf(value));
      return this;
    }

    /** Adds the texts of options, by their names. */
    public Builder options(Map<String, String> texts) {
      texts.forEach((name, text) -> value(OPTION + name, text));
      return this;
    }

    /**
     * Adds the songs of a folder.
     *
     * @param kind what they are called, in the singular
     * @param parameter the option that names the folder
     * @throws InputException when there are none
     */
    public Builder songs(String kind, SongFolder folder, String parameter) {
      for (SongFile file : SongFinder.find(folder, parameter)) {
        String name = file.name();
        // Names that differ on the disk may be the same in Unicode NFC.
        while (files.getOrDefault(kind, NONE).containsKey(name)) {
          name += "'";
        }
        song(kind, name, file.path());
      }
      return this;
    }

    /** Adds the songs of a folder, which need not be there and may have none. */
    public Builder songsIfAny(String name, SongFolder folder) {
      try {
        return songs("MIDI file of " + name, folder, "midiDirectory");
      } catch (InputException e) {
        return this;
      }
    }

    /** Adds the content of a file that is read as a song, which need not be there. */
    public Builder song(String kind, String name, Path file) {
      return hash(kind, name, Inputs.hash(file, SongBytes.MOST));
    }

    /** Adds the content of a model, which need not be there. */
    public Builder model(String kind, String name, Path file) {
      try {
        return hash(kind, name, Inputs.hash(file, ModelFile.mostBytes(file)));
      } catch (InputException e) {
        return hash(kind, name, "no model");
      }
    }

    /** Adds the content of a file, which need not be there. */
    public Builder file(String kind, String name, Path file) {
      return hash(kind, name, Inputs.hash(file));
    }

    private Builder hash(String kind, String name, String hash) {
      files.computeIfAbsent(kind, any -> new TreeMap<>()).put(name, hash);
      return this;
    }

    /** Adds the content of a library, or of a folder in the place of one. */
    public Builder library(Path file) {
      String name = file.getFileName().toString();
      boolean isReported =
          Files.isRegularFile(file) && !files.getOrDefault(LIBRARY, NONE).containsKey(name);
      return file(LIBRARY, isReported ? name : file.toString(), file);
    }

    /** What has been added. */
    public Inputs build() {
      return new Inputs(values, files);
    }
  }

  /** The hash of a file's content, as far as a reader would go; the reason when there is none. */
  private static String hash(Path path, long most) {
    try {
      return Files.isRegularFile(path)
          ? Sha256.of(path, most).orElse("more than " + most + " bytes")
          : "no file";
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /**
   * The hash of a file's content, or of the contents of all files in a folder; the reason when it
   * cannot be read.
   */
  static String hash(Path path) {
    try {
      if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
        // To open a pipe would be to wait for ever.
        return "no file";
      }
      if (Files.isDirectory(path)) {
        MessageDigest digest = Sha256.digest();
        try (Stream<Path> all = Files.walk(path)) {
          for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
            digest.update(hash(file).getBytes(StandardCharsets.UTF_8));
          }
        }
        return HexFormat.of().formatHex(digest.digest());
      }
      return Sha256.of(path);
    } catch (IOException | UncheckedIOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /** How these differ from earlier ones, each in words for the log; nothing when they are equal. */
  public List<String> changesSince(Inputs earlier) {
    List<String> ofValues = new ArrayList<>();
    Set<String> reported = new TreeSet<>();
    for (String name : union(earlier.values.keySet(), values.keySet())) {
      String before = earlier.values.getOrDefault(name, "none");
      String now = values.getOrDefault(name, "none");
      if (!before.equals(now)) {
        ofValues.add(name + " " + before + " \u2192 " + now);
        reported.addAll(List.of(before, now));
      }
    }
    List<String> changes = new ArrayList<>();
    for (String kind : union(earlier.files.keySet(), files.keySet())) {
      // A file that an option names is not reported twice when the option is another one.
      SortedMap<String, String> before = without(reported, earlier.files.get(kind));
      SortedMap<String, String> now = without(reported, files.get(kind));
      if (before.isEmpty() || now.isEmpty()) {
        changes.addAll(use(kind, before.size(), now.size()));
      } else {
        changes.addAll(new FileChanges(kind, before, now).words());
      }
    }
    changes.addAll(ofValues);
    return changes;
  }

  private static SortedMap<String, String> without(
      Set<String> names, @Nullable SortedMap<String, String> files) {
    SortedMap<String, String> others = files == null ? new TreeMap<>() : new TreeMap<>(files);
    others.keySet().removeAll(names);
    return others;
  }

  /** That files of a kind decide something, or do so no longer, which need not be new or gone. */
  private static List<String> use(String kind, int before, int now) {
    if (before == now) {
      return List.of();
    }
    int count = Math.max(before, now);
    return List.of(
        counted(count, kind)
            + Words.either(count, " is", " are")
            + (now > 0 ? " used now" : " no longer used"));
  }

  private static String counted(int count, String kind) {
    return count
        + " "
        + (count == 1
            ? kind
            : kind.replaceFirst("(file|model)\\b", "$1s").replaceFirst("library\\b", "libraries"));
  }

  private static SortedSet<String> union(Set<String> one, Set<String> other) {
    SortedSet<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  /** Some of the names, in order, and how many more there are. */
  static String names(List<String> names) {
    return names(names, NAMED);
  }

  private static String names(List<String> names, int most) {
    return Words.few(names, most);
  }

  /** What became of the files of one kind. */
  private static final class FileChanges {
    private final String kind;
    private final List<String> changed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> renamed = new ArrayList<>();

    FileChanges(String kind, SortedMap<String, String> before, SortedMap<String, String> now) {
      this.kind = kind;
      SortedMap<String, String> gone = new TreeMap<>(before);
      now.forEach(
          (name, hash) -> {
            String earlier = gone.remove(name);
            if (earlier == null) {
              added.add(name);
            } else if (!earlier.equals(hash)) {
              changed.add(name);
            }
          });
      gone.forEach(
          (name, hash) ->
              added.stream()
                  .filter(other -> hash.equals(now.get(other)))
                  .min(Comparator.naturalOrder())
                  .ifPresentOrElse(
                      other -> {
                        added.remove(other);
                        renamed.add(name + " \u2192 " + other);
                      },
                      () -> removed.add(name)));
    }

    List<String> words() {
      List<String> words = new ArrayList<>();
      add(words, changed, "changed");
      add(words, added, "added");
      add(words, removed, "removed");
      add(words, renamed, "renamed");
      return words;
    }

    private void add(List<String> words, List<String> names, String what) {
      if (!names.isEmpty()) {
        words.add(
            counted(names.size(), kind)
                + " "
                + what
                + ": "
                + names(names, kind.equals(LIBRARY) ? NAMED_LIBRARIES : NAMED));
      }
    }
  }
}
