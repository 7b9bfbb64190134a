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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.musiclstm.Stop;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.midi.Strictness;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Encoding;

/**
 * The songs that a model came from, found again by the contents of their files, whatever they are
 * called now. All of them are known by their files ({@link #of}); {@link #find} reads those that
 * are there.
 */
public final class ModelSongs {
  private static final String OPTION = "midiDirectory";
  private static final int NAMED_IN_A_MESSAGE = 3;

  private final Provenance provenance;
  private final List<SongFolder> folders;

  /** Of each folder the files with the contents of songs. */
  private final List<List<SongFile>> own = new ArrayList<>();

  /** Folders without a file that may be a song. */
  private final List<Path> empty = new ArrayList<>();

  private final List<SongFile> found = new ArrayList<>();
  private final List<Provenance.SongOrigin> missing = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Path> unreadable = new ArrayList<>();
  private int others;

  private ModelSongs(Provenance provenance, List<SongFolder> folders) {
    this.provenance = provenance;
    this.folders = List.copyOf(folders);
  }

  /**
   * Looks for the files of a model's songs in folders, which need not be there.
   *
   * @throws org.musiclstm.InputException when a folder is there that cannot be searched
   */
  public static ModelSongs of(Provenance provenance, List<SongFolder> folders) {
    ModelSongs songs = new ModelSongs(provenance, folders);
    songs.look();
    return songs;
  }

  /**
   * Looks for a model's songs in folders, which need not be there, and reads them.
   *
   * @throws org.musiclstm.InputException when a folder is there that cannot be searched
   */
  public static Sides find(MusicModel model, List<SongFolder> folders, EventLog events) {
    ModelSongs songs = of(model.provenance(), folders);
    for (Path folder : songs.empty) {
      events.debug("None of the model's songs: there is no MIDI file in " + folder);
    }
    return songs.read(model.encoding());
  }

  private void look() {
    Set<String> wanted =
        provenance.songs().stream().map(Provenance.SongOrigin::sha256).collect(Collectors.toSet());
    Map<String, Path> contents = new HashMap<>();
    for (SongFolder folder : folders) {
      List<SongFile> files = SongFinder.look(folder, OPTION);
      // The songs may all be in another folder.
      if (files.isEmpty()) {
        empty.add(folder.directory());
      }
      List<SongFile> ofSongs = new ArrayList<>();
      for (SongFile file : files) {
        Stop.check();
        try {
          // Nothing for one that can be no song.
          String hash = SongBytes.sha256(file.path()).orElse("");
          names.add(file.name());
          if (wanted.contains(hash)) {
            contents.putIfAbsent(hash, file.path());
            ofSongs.add(file);
          } else {
            others++;
          }
        } catch (IOException e) {
          unreadable.add(file.path());
        }
      }
      own.add(ofSongs);
    }
    for (Provenance.SongOrigin song : inOrder(provenance)) {
      Path file = contents.get(song.sha256());
      if (file == null) {
        missing.add(song);
      } else {
        found.add(new SongFile(song.name(), file));
      }
    }
  }

  /** A model's songs in the order in which songs are read. */
  public static List<Provenance.SongOrigin> inOrder(Provenance provenance) {
    return provenance.songs().stream()
        .sorted(
            Comparator.comparing(Provenance.SongOrigin::sha256)
                .thenComparing(Provenance.SongOrigin::name))
        .toList();
  }

  /** Where they were looked for. */
  public List<SongFolder> folders() {
    return folders;
  }

  /**
   * A file for each song that is there, under the name that the model knows, in the order in which
   * songs are read.
   */
  public List<SongFile> found() {
    return List.copyOf(found);
  }

  /** The songs that are not there. */
  public List<Provenance.SongOrigin> missing() {
    return List.copyOf(missing);
  }

  /** How many files are none of the songs. */
  public int others() {
    return others;
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
    List<String> first =
        missing.stream()
            .sorted(Comparator.comparing(Provenance.SongOrigin::name))
            .limit(NAMED_IN_A_MESSAGE)
            .map(
                song ->
                    song.name()
                        + (names.contains(song.name())
                            ? ", which has another content now"
                            : ", of which no file has the content"))
            .toList();
    int more = missing.size() - first.size();
    return String.join("; ", first) + (more > 0 ? "; and " + more + " more" : "") + cannotBeRead();
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

  /** Reads the songs under the names that their files have now. */
  private Sides read(Encoding encoding) {
    Map<String, Integer> training = wanted(Provenance.Side.TRAINING);
    Map<String, Integer> validation = wanted(Provenance.Side.VALIDATION);
    List<Song> foundToTrain = new ArrayList<>();
    List<Song> foundToValidate = new ArrayList<>();
    for (List<SongFile> files : own) {
      for (Song song : CorpusReader.read(files, encoding, Strictness.TOLERANT).songs()) {
        if (take(training, song)) {
          foundToTrain.add(song);
        } else if (take(validation, song)) {
          foundToValidate.add(song);
        }
      }
    }
    return new Sides(
        foundToTrain,
        foundToValidate,
        foundToTrain.size() + count(training),
        foundToValidate.size() + count(validation),
        folders);
  }

  /** How many songs of each content the model came from. */
  private Map<String, Integer> wanted(Provenance.Side side) {
    Map<String, Integer> wanted = new HashMap<>();
    provenance.songs().stream()
        .filter(song -> song.side() == side)
        .forEach(song -> wanted.merge(song.sha256(), 1, Integer::sum));
    return wanted;
  }

  private static int count(Map<String, Integer> wanted) {
    return wanted.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether a song is wanted, which then is one less. */
  private static boolean take(Map<String, Integer> wanted, Song song) {
    int count = wanted.getOrDefault(song.fileSha256(), 0);
    wanted.computeIfPresent(song.fileSha256(), (content, before) -> Math.max(0, before - 1));
    return count > 0;
  }

  /**
   * A model's songs that were found and read, on the sides that they had.
   *
   * @param training songs that it has learnt from
   * @param validation songs that only measured how well it had learnt
   * @param ofTraining how many it has learnt from
   * @param ofValidation how many measured how well it had learnt
   * @param folders where they were looked for
   */
  public record Sides(
      List<Song> training,
      List<Song> validation,
      int ofTraining,
      int ofValidation,
      List<SongFolder> folders) {
    /**
     * Says that songs are missing that the model has learnt from; nothing when all were found.
     *
     * @param withoutAny what follows from there being none, a clause
     * @param withSome what follows from there being only some, a clause
     * @return sentences
     */
    public Optional<String> missing(String withoutAny, String withSome) {
      if (training.size() == ofTraining) {
        return Optional.empty();
      }
      String those = ofTraining + " songs that the model has learnt from ";
      String where = "in " + SongFolder.paths(folders);
      return Optional.of(
          (training.isEmpty()
                  ? "None of the " + those + "is " + where + ", so " + withoutAny
                  : "Only "
                      + training.size()
                      + " of the "
                      + those
                      + "are "
                      + where
                      + ", so "
                      + withSome)
              + ". Set midiDirectory to where they are.");
    }
  }
}
