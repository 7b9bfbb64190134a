package org.musiclstm.songs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.musiclstm.InputException;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.midi.Strictness;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.Provenance;

/**
 * The songs that a model came from, found again by the contents of their files.
 *
 * @param training songs that it has learnt from
 * @param validation songs that only measured how well it had learnt
 * @param ofTraining how many it has learnt from
 * @param ofValidation how many measured how well it had learnt
 * @param folders where they were looked for
 */
public record ModelSongs(
    List<Song> training,
    List<Song> validation,
    int ofTraining,
    int ofValidation,
    List<SongFolder> folders) {
  private static final String OPTION = "midiDirectory";

  /**
   * Looks for the songs in folders, which need not be there.
   *
   * @throws InputException when a folder is there that cannot be searched
   */
  public static ModelSongs find(MusicModel model, List<SongFolder> folders, EventLog events) {
    Map<String, Integer> training = wanted(model, Provenance.Side.TRAINING);
    Map<String, Integer> validation = wanted(model, Provenance.Side.VALIDATION);
    List<Song> foundToTrain = new ArrayList<>();
    List<Song> foundToValidate = new ArrayList<>();
    for (SongFolder folder : folders) {
      for (Song song : songs(model, folder, events)) {
        if (take(training, song)) {
          foundToTrain.add(song);
        } else if (take(validation, song)) {
          foundToValidate.add(song);
        }
      }
    }
    return new ModelSongs(
        foundToTrain,
        foundToValidate,
        foundToTrain.size() + count(training),
        foundToValidate.size() + count(validation),
        folders);
  }

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

  /** How many songs of each content the model came from. */
  private static Map<String, Integer> wanted(MusicModel model, Provenance.Side side) {
    Map<String, Integer> wanted = new HashMap<>();
    model.provenance().songs().stream()
        .filter(song -> song.side() == side)
        .forEach(song -> wanted.merge(song.sha256(), 1, Integer::sum));
    return wanted;
  }

  private static int count(Map<String, Integer> missing) {
    return missing.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether a song is wanted, which then is one less. */
  private static boolean take(Map<String, Integer> wanted, Song song) {
    int count = wanted.getOrDefault(song.fileSha256(), 0);
    wanted.computeIfPresent(song.fileSha256(), (content, before) -> Math.max(0, before - 1));
    return count > 0;
  }

  private static List<Song> songs(MusicModel model, SongFolder folder, EventLog events) {
    // The songs may all be in another folder.
    if (SongFinder.look(folder, OPTION).isEmpty()) {
      events.debug("None of the model's songs: there is no MIDI file in " + folder.directory());
      return List.of();
    }
    return CorpusReader.look(folder, OPTION, model.encoding(), Strictness.TOLERANT).songs();
  }
}
