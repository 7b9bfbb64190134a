package org.musiclstm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Duplicate;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.PartFacts;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFacts;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.GridFit;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.SongReport;
import org.musiclstm.tensor.Style;
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
    List<Entry> songs,
    List<Rejected> rejected,
    List<Rejected> notRead) {
  private static final String KIND = "music-lstm corpus";
  private static final int FORMAT = 1;
  private static final double THOUSAND = 1000;
  private static final double MICROSECONDS_A_MINUTE = 60e6;

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
   * A song.
   *
   * @param name its path within its folder, with {@code /}
   * @param sha256 of the file
   * @param side whether it is learnt from or kept for validation
   * @param tensors the files of its tensor beside this file, where they were written
   * @param steps the length of its tensor
   * @param notes how many of its notes are in the tensor
   * @param leftOut what is not
   * @param bars how many bars it has
   * @param seconds how long it takes
   * @param tempo quarters a minute
   * @param metre the time signature that holds longest
   * @param lowestPitch MIDI key number of the lowest note that is no drum, if there is one
   * @param highestPitch MIDI key number of the highest note that is no drum, if there is one
   * @param parts what it consists of
   * @param taken what of it went into each part of the encoding
   * @param untaken what no part of the encoding takes
   * @param grid how well its notes lie on the grid
   * @param key the key that it seems to be in, unless it has no pitched note
   * @param semitones by how much its pitched notes were moved to come to the common key
   * @param findings what was tolerated, left out or merged
   * @param duplicate the song that it is much the same as, if there is one
   */
  record Entry(
      String name,
      String sha256,
      Provenance.Side side,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tensors tensors,
      int steps,
      int notes,
      LeftOut leftOut,
      long bars,
      BigDecimal seconds,
      Tempo tempo,
      String metre,
      @Nullable Integer lowestPitch,
      @Nullable Integer highestPitch,
      List<PartEntry> parts,
      List<SongReport.PartNotes> taken,
      List<UntakenEntry> untaken,
      GridEntry grid,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeyEntry key,
      int semitones,
      List<String> findings,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DuplicateEntry duplicate) {}

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
   * Tempos in quarters a minute.
   *
   * @param typical the one that holds longest
   * @param slowest the slowest
   * @param fastest the fastest
   */
  record Tempo(BigDecimal typical, BigDecimal slowest, BigDecimal fastest) {
    static Tempo of(Style style, SongFacts facts) {
      return new Tempo(
          quartersAMinute(style.microsecondsPerQuarter()),
          quartersAMinute(facts.slowestTempo()),
          quartersAMinute(facts.fastestTempo()));
    }
  }

  /**
   * What a track plays on a channel.
   *
   * @param name the track's name, empty when it has none
   * @param channel 1 to 16; 10 is that of drums
   * @param program General MIDI instrument, 0 to 127
   * @param drums whether its pitches are instruments
   * @param notes how many notes it has
   * @param lowestPitch MIDI key number of its lowest note
   * @param highestPitch MIDI key number of its highest note
   * @param drumName the name of its track or instrument, where that says that these are drums
   *     though nothing else does
   */
  record PartEntry(
      String name,
      int channel,
      int program,
      boolean drums,
      int notes,
      int lowestPitch,
      int highestPitch,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String drumName) {
    static PartEntry of(PartFacts part) {
      return new PartEntry(
          part.name(),
          part.channel() + 1,
          part.program(),
          part.drums(),
          part.notes(),
          part.lowestPitch(),
          part.highestPitch(),
          part.drumName());
    }
  }

  /**
   * What a track plays on a channel, and no part of the encoding takes.
   *
   * @param name the track's name, empty when it has none
   * @param channel 1 to 16; 10 is that of drums
   * @param program General MIDI instrument, 0 to 127
   * @param notes how many notes there are
   */
  record UntakenEntry(String name, int channel, int program, int notes) {
    static UntakenEntry of(SongReport.Untaken part) {
      return new UntakenEntry(part.track(), part.channel() + 1, part.program(), part.notes());
    }
  }

  /**
   * How well the notes of a song lie on the grid, as shares of a step.
   *
   * @param meanError mean distance from the nearest step
   * @param error95 the error that 95 notes of 100 do not exceed
   * @param notesMoved how many notes were moved by a third of a step or more
   * @param notesMerged how many notes of one pitch fell together
   * @param movedOn how many notes would be moved so far on other grids, by steps a quarter
   * @param evenness how evenly notes are spread over the beat, 0 to 1
   * @param beat what the song seems to know of beats
   */
  record GridEntry(
      BigDecimal meanError,
      BigDecimal error95,
      int notesMoved,
      int notesMerged,
      SortedMap<Integer, Integer> movedOn,
      BigDecimal evenness,
      GridFit.Beat beat) {
    static GridEntry of(GridFit fit) {
      return new GridEntry(
          thousandths(fit.meanError()),
          thousandths(fit.error95()),
          fit.notesMoved(),
          fit.notesMerged(),
          fit.movedOn(),
          thousandths(fit.evenness()),
          fit.beat());
    }
  }

  /**
   * The key that a song seems to be in.
   *
   * @param name such as {@code Eb major}
   * @param correlation how well it fits, -1 to 1
   * @param margin how much better than the second best key
   */
  record KeyEntry(String name, BigDecimal correlation, BigDecimal margin) {
    static KeyEntry of(KeyEstimate key) {
      return new KeyEntry(
          key.key().toString(), thousandths(key.correlation()), thousandths(key.margin()));
    }
  }

  /**
   * The song that a song is much the same as.
   *
   * @param of its name
   * @param side which songs it is among
   * @param kind what is the same
   * @param resemblance how much is, 0 to 1
   * @param semitones by how many semitones the song lies above it
   */
  record DuplicateEntry(
      String of, Provenance.Side side, Duplicate.Kind kind, BigDecimal resemblance, int semitones) {
    static DuplicateEntry of(Duplicate duplicate, Provenance.Side side) {
      return new DuplicateEntry(
          duplicate.original().name(),
          side,
          duplicate.kind(),
          thousandths(duplicate.resemblance()),
          duplicate.semitones());
    }
  }

  private static BigDecimal thousandths(double value) {
    return Decimal.of(Math.round(THOUSAND * value) / THOUSAND);
  }

  /** Quarters a minute at a tempo, to a tenth. */
  static BigDecimal quartersAMinute(int microsecondsPerQuarter) {
    return Decimal.of(Math.round(10 * MICROSECONDS_A_MINUTE / microsecondsPerQuarter) / 10.0);
  }

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
    IdentityHashMap<Song, DuplicateEntry> ofSong = new IdentityHashMap<>();
    for (Duplicate duplicate : duplicates) {
      Provenance.Side side = sides.getOrDefault(duplicate.original(), Provenance.Side.TRAINING);
      ofSong.put(duplicate.song(), DuplicateEntry.of(duplicate, side));
    }
    List<Entry> entries =
        sides.entrySet().stream()
            .map(
                song ->
                    entry(
                        song.getKey(),
                        song.getValue(),
                        tensors.apply(song.getKey()),
                        ofSong.get(song.getKey())))
            .sorted(
                Comparator.comparing(Entry::name)
                    .thenComparing(Entry::side)
                    .thenComparing(Entry::sha256))
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

  private static Totals totals(SplitCorpus corpus, List<Entry> entries) {
    return new Totals(
        entries.size() + corpus.rejected().size(),
        corpus.notRead().files().size(),
        entries.size(),
        corpus.split().training().size(),
        corpus.split().validation().size(),
        (int) entries.stream().filter(entry -> !entry.findings().isEmpty()).count(),
        (int) entries.stream().filter(entry -> entry.duplicate() != null).count(),
        entries.stream().mapToLong(Entry::steps).sum(),
        entries.stream().mapToLong(Entry::notes).sum(),
        entries.stream().map(Entry::leftOut).reduce(LeftOut.NOTHING, LeftOut::plus),
        entries.stream().mapToLong(Entry::bars).sum(),
        entries.stream().map(Entry::seconds).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static Entry entry(
      Song song,
      Provenance.Side side,
      Optional<Tensors> tensors,
      @Nullable DuplicateEntry duplicate) {
    SongFacts facts = song.facts();
    return new Entry(
        song.name(),
        song.fileSha256(),
        side,
        tensors.orElse(null),
        song.tensor().steps(),
        song.notes(),
        facts.leftOut(),
        facts.bars(),
        Decimal.of(facts.milliseconds() / THOUSAND),
        Tempo.of(song.style(), facts),
        song.style().beats() + "/" + song.style().beatUnit(),
        orNull(facts.lowestPitch()),
        orNull(facts.highestPitch()),
        facts.parts().stream().map(PartEntry::of).toList(),
        song.report().parts(),
        song.report().untaken().stream().map(UntakenEntry::of).toList(),
        GridEntry.of(song.report().gridFit()),
        song.report().key().map(KeyEntry::of).orElse(null),
        song.report().semitones(),
        song.findings(),
        duplicate);
  }

  private static @Nullable Integer orNull(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  /** Writes the report as JSON. */
  public void write(Path file) {
    WholeFile.write(file, out -> out.write(JsonText.of(this)));
  }
}
