package org.musiclstm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Duplicate;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.TrainingWork;

/**
 * What a corpus is like, as it stands in {@code corpus.json}: the same bytes on every machine.
 *
 * @param kind what the file is
 * @param format the version of this form
 * @param encoding what a step of a tensor means
 * @param totals sums over all songs
 * @param training what training on the songs takes, where that was asked for
 * @param songs all songs, in order of their names
 * @param rejected the files that cannot be used, with the reason
 * @param notRead the files that look like music and are not read, with the reason
 */
public record CorpusReport(
    String kind,
    int format,
    Encoding encoding,
    Totals totals,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Training training,
    List<SongEntry> songs,
    List<Rejected> rejected,
    List<Rejected> notRead) {
  private static final String KIND = "music-lstm corpus";
  private static final int FORMAT = 1;

  /**
   * Sums over all songs.
   *
   * @param files how many files there are
   * @param notRead how many more look like music and are not read
   * @param songs how many of them are songs
   * @param trainingSongs how many songs are learnt from
   * @param validationSongs how many songs are kept for validation
   * @param songsWithFindings how many songs have findings
   * @param duplicates how many songs are much the same as another
   * @param steps how many steps all tensors have
   * @param notes how many notes are in the tensors
   * @param leftOut what is not
   * @param bars how many bars there are
   * @param seconds how long the music takes
   */
  record Totals(
      int files,
      int notRead,
      int songs,
      int trainingSongs,
      int validationSongs,
      int songsWithFindings,
      int duplicates,
      long steps,
      long notes,
      LeftOut leftOut,
      long bars,
      BigDecimal seconds) {}

  /**
   * What training on the songs takes, unless it ends early.
   *
   * @param parameters how many numbers the network learns
   * @param memoryBytes bytes that it takes at most, songs included
   * @param iterations updates at most
   * @param steps how many steps all updates go through
   * @param validationSteps how many steps all validations go through
   */
  public record Training(
      long parameters, long memoryBytes, int iterations, long steps, long validationSteps) {
    /** What a training would have to do. */
    public static Training of(TrainingWork work, long memoryBytes) {
      return new Training(
          work.parameters(), memoryBytes, work.iterations(), work.steps(), work.validationSteps());
    }
  }

  /**
   * The files of a tensor.
   *
   * @param whole all steps
   * @param inputs all steps but the last, where pairs were asked for
   * @param targets all steps but the first, where pairs were asked for
   */
  public record Tensors(
      String whole,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String inputs,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String targets) {}

  /**
   * Makes a report.
   *
   * @param duplicates songs of the corpus that are much the same as others
   * @param tensors the files of a song's tensor, if they are written
   * @param training what training takes, if that was asked for
   */
  public static CorpusReport of(
      SplitCorpus corpus,
      List<Duplicate> duplicates,
      Function<Song, Optional<Tensors>> tensors,
      Optional<Training> training) {
    // The same song may be on both sides.
    IdentityHashMap<Song, Provenance.Side> sides = new IdentityHashMap<>();
    corpus.split().training().forEach(song -> sides.put(song, Provenance.Side.TRAINING));
    corpus.split().validation().forEach(song -> sides.put(song, Provenance.Side.VALIDATION));
    IdentityHashMap<Song, SongEntry.DuplicateEntry> ofSong = new IdentityHashMap<>();
    for (Duplicate duplicate : duplicates) {
      Provenance.Side side = sides.getOrDefault(duplicate.original(), Provenance.Side.TRAINING);
      ofSong.put(duplicate.song(), SongEntry.DuplicateEntry.of(duplicate, side));
    }
    List<SongEntry> entries =
        sides.entrySet().stream()
            .map(
                song ->
                    SongEntry.of(
                        song.getKey(),
                        song.getValue(),
                        tensors.apply(song.getKey()),
                        ofSong.get(song.getKey())))
            .sorted(
                Comparator.comparing(SongEntry::name)
                    .thenComparing(SongEntry::side)
                    .thenComparing(SongEntry::sha256))
            .toList();
    return new CorpusReport(
        KIND,
        FORMAT,
        corpus.source().encoding(),
        totals(corpus, entries),
        training.orElse(null),
        entries,
        corpus.rejected(),
        corpus.notRead().files());
  }

  private static Totals totals(SplitCorpus corpus, List<SongEntry> entries) {
    return new Totals(
        entries.size() + corpus.rejected().size(),
        corpus.notRead().files().size(),
        entries.size(),
        corpus.split().training().size(),
        corpus.split().validation().size(),
        (int) entries.stream().filter(entry -> !entry.findings().isEmpty()).count(),
        (int) entries.stream().filter(entry -> entry.duplicate() != null).count(),
        entries.stream().mapToLong(SongEntry::steps).sum(),
        entries.stream().mapToLong(SongEntry::notes).sum(),
        entries.stream().map(SongEntry::leftOut).reduce(LeftOut.NOTHING, LeftOut::plus),
        entries.stream().mapToLong(SongEntry::bars).sum(),
        entries.stream().map(SongEntry::seconds).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Writes the report as JSON. */
  public void write(Path file) {
    WholeFile.write(file, out -> out.write(JsonText.of(this)));
  }
}
