package org.musiclstm.songs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.provenance.Provenance;

/**
 * The files of a model's songs, found again by their contents, whatever they are called now.
 *
 * @param folders where they were looked for
 * @param found a file for each song that is there, under the name that the model knows, in the
 *     order in which songs are read
 * @param missing the songs that are not there
 * @param changed names of the missing songs under which another content is there now
 * @param unreadable files that may be songs, but could not be read
 * @param others how many files are none of the songs
 */
public record SongSearch(
    List<SongFolder> folders,
    List<SongFile> found,
    List<Provenance.SongOrigin> missing,
    Set<String> changed,
    List<Path> unreadable,
    int others) {
  private static final String OPTION = "midiDirectory";
  private static final int NAMED_IN_A_MESSAGE = 3;

  /**
   * Looks for the songs in folders, which need not be there.
   *
   * @throws org.musiclstm.InputException when a folder is there that cannot be searched
   */
  public static SongSearch of(Provenance provenance, List<SongFolder> folders) {
    Set<String> wanted =
        provenance.songs().stream().map(Provenance.SongOrigin::sha256).collect(Collectors.toSet());
    Map<String, Path> contents = new HashMap<>();
    Set<String> names = new HashSet<>();
    List<Path> unreadable = new ArrayList<>();
    int others = 0;
    for (SongFolder folder : folders) {
      for (SongFile file : SongFinder.look(folder, OPTION)) {
        try {
          String hash = hash(file.path());
          names.add(file.name());
          contents.putIfAbsent(hash, file.path());
          others += wanted.contains(hash) ? 0 : 1;
        } catch (IOException e) {
          unreadable.add(file.path());
        }
      }
    }
    List<SongFile> found = new ArrayList<>();
    List<Provenance.SongOrigin> missing = new ArrayList<>();
    for (Provenance.SongOrigin song : inOrder(provenance)) {
      Path file = contents.get(song.sha256());
      if (file == null) {
        missing.add(song);
      } else {
        found.add(new SongFile(song.name(), file));
      }
    }
    return new SongSearch(
        folders,
        found,
        missing,
        missing.stream()
            .map(Provenance.SongOrigin::name)
            .filter(names::contains)
            .collect(Collectors.toUnmodifiableSet()),
        unreadable,
        others);
  }

  /** A model's songs in the order in which songs are read. */
  public static List<Provenance.SongOrigin> inOrder(Provenance provenance) {
    return provenance.songs().stream()
        .sorted(
            Comparator.comparing(Provenance.SongOrigin::sha256)
                .thenComparing(Provenance.SongOrigin::name))
        .toList();
  }

  /** The hash of a file's content; nothing for one that can be no song. */
  private static String hash(Path file) throws IOException {
    return SongBytes.sha256(file).orElse("");
  }

  /** The folders for a message, with which of them are not there. */
  public String where() {
    return folders.stream()
        .map(SongFolder::directory)
        .map(folder -> folder + (Files.exists(folder) ? "" : ", a folder that does not exist"))
        .collect(Collectors.joining("; "));
  }

  /** The first of the missing songs, in words, and how many more there are. */
  public String namesOfMissing() {
    List<String> names =
        missing.stream()
            .sorted(Comparator.comparing(Provenance.SongOrigin::name))
            .limit(NAMED_IN_A_MESSAGE)
            .map(
                song ->
                    song.name()
                        + (changed.contains(song.name())
                            ? ", which has another content now"
                            : ", of which no file has the content"))
            .toList();
    int more = missing.size() - names.size();
    return String.join("; ", names) + (more > 0 ? "; and " + more + " more" : "") + cannotBeRead();
  }

  /** The first file that may be one of the missing songs, but cannot be read. */
  private String cannotBeRead() {
    if (unreadable.isEmpty()) {
      return "";
    }
    int more = unreadable.size() - 1;
    return "; "
        + unreadable.get(0)
        + (more > 0 ? " and " + more + " more files" : "")
        + " cannot be read: make sure that you may read "
        + (more > 0 ? "them" : "it");
  }
}
