package org.musiclstm.songs;

import java.util.List;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.GridAdvice;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.NotRead;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.tensor.Grid;

/**
 * The songs of a request, those to learn from and those to validate on.
 *
 * @param source where they are from
 * @param validationShare the share that is kept for validation where no folder is
 * @param songs what the folder of songs holds
 * @param validationSongs what the folder of songs to validate on holds, if there is one
 * @param split which song is on which side
 */
public record SplitCorpus(
    SongSource source,
    double validationShare,
    Corpus songs,
    List<Corpus> validationSongs,
    Split split) {
  private static final String SONGS = "midiDirectory";
  private static final String VALIDATION = "validationDirectory";

  /**
   * Looks what there is, be it that none of the files can be used.
   *
   * @throws InputException when a folder or its files are missing
   */
  public static SplitCorpus look(SongSource source, double validationShare) {
    Corpus songs = CorpusReader.look(source.songs(), SONGS, source.encoding(), source.strictness());
    List<Corpus> validation =
        source.validationSongs().stream()
            .map(
                folder ->
                    CorpusReader.look(folder, VALIDATION, source.encoding(), source.strictness()))
            .toList();
    Split split =
        validation.isEmpty()
            ? Split.byShare(songs.songs(), validationShare)
            : Split.given(songs.songs(), validation.get(0).songs());
    return new SplitCorpus(source, validationShare, songs, validation, split);
  }

  /**
   * Refuses what cannot be trained on.
   *
   * @throws InputException when no file can be used, or one cannot and that is one too many
   */
  public void check() {
    CorpusReader.check(songs, source.songs(), SONGS, source.failOnUnreadable());
    for (int n = 0; n < validationSongs.size(); n++) {
      CorpusReader.check(
          validationSongs.get(n),
          source.validationSongs().get(n),
          VALIDATION,
          source.failOnUnreadable());
    }
  }

  /** The files that cannot be used. */
  public List<Rejected> rejected() {
    return Stream.concat(Stream.of(songs), validationSongs.stream())
        .flatMap(corpus -> corpus.rejected().stream())
        .toList();
  }

  /** What else lies in the folders. */
  public NotRead notRead() {
    return validationSongs.stream().map(Corpus::notRead).reduce(songs.notRead(), NotRead::plus);
  }

  /**
   * Says what there is and what is left out of it.
   *
   * @param record the file that says it song by song
   */
  public void report(String record, EventLog events) {
    report(songs, "", record, source.encoding().grid(), events);
    validationSongs.forEach(
        corpus -> report(corpus, "validation: ", record, source.encoding().grid(), events));
    warnings().forEach(events::warn);
  }

  /** How well all songs lie on their grid. */
  public GridAdvice gridAdvice() {
    List<Song> all = Stream.concat(split.training().stream(), split.validation().stream()).toList();
    return new Corpus(all, List.of(), LeftOut.NOTHING).gridAdvice();
  }

  /** What is to be said against the split, if anything. */
  public List<String> warnings() {
    if (validationSongs.isEmpty()) {
      return split.validation().isEmpty() && validationShare > 0
          ? List.of(
              "The corpus ("
                  + songs.songs().size()
                  + ") is too small to keep "
                  + validationShare
                  + " of them for validation: training runs all iterations and keeps the last"
                  + " parameters. Add songs, raise validationShare or set validationDirectory.")
          : List.of();
    }
    return split.sharedSongs() > 0
        ? List.of(
            split.sharedSongs()
                + " songs are both in midiDirectory and in validationDirectory, so validation looks"
                + " better than it is. Remove them from one.")
        : List.of();
  }

  private static void report(
      Corpus corpus, String prefix, String record, Grid grid, EventLog events) {
    corpus.summary().forEach(line -> events.info(prefix + line));
    corpus.losses(record).forEach(line -> events.warn(prefix + line));
    corpus.gridAdvice().lines(grid).forEach(line -> events.warn(prefix + line));
    corpus.figures().forEach(line -> events.debug(prefix + line));
    corpus.details().forEach(line -> events.debug(prefix + line));
  }
}
