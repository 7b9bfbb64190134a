package org.musiclstm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.musiclstm.corpus.Duplicate;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.PartFacts;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFacts;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.GridFit;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.SongReport;
import org.musiclstm.tensor.Style;

/**
 * A song, as it stands in {@code corpus.json}.
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
record SongEntry(
    String name,
    String sha256,
    Provenance.Side side,
    @JsonInclude(JsonInclude.Include.NON_NULL) CorpusReport.@Nullable Tensors tensors,
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DuplicateEntry duplicate) {
  private static final double THOUSAND = 1000;
  private static final double MICROSECONDS_A_MINUTE = 60e6;

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

  /**
   * What a song is like.
   *
   * @param tensors the files of its tensor, if they are written
   * @param duplicate the song that it is much the same as, if there is one
   */
  static SongEntry of(
      Song song,
      Provenance.Side side,
      Optional<CorpusReport.Tensors> tensors,
      @Nullable DuplicateEntry duplicate) {
    SongFacts facts = song.facts();
    return new SongEntry(
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

  private static BigDecimal thousandths(double value) {
    return Decimal.of(Math.round(THOUSAND * value) / THOUSAND);
  }

  /** Quarters a minute at a tempo, to a tenth. */
  static BigDecimal quartersAMinute(int microsecondsPerQuarter) {
    return Decimal.of(Math.round(10 * MICROSECONDS_A_MINUTE / microsecondsPerQuarter) / 10.0);
  }
}
