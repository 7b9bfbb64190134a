package org.musiclstm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.evaluation.Baseline;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.MusicMetrics;
import org.musiclstm.evaluation.Overlap;
import org.musiclstm.evaluation.PieceFigures;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.JsonText;

/**
 * How good a model and its music are, as it stands in {@code evaluation.json}: the same bytes on
 * every machine.
 *
 * @param kind what the file is
 * @param format the version of this form
 * @param nllPerStep negative log-likelihood of the songs in nats per time step; null without songs
 * @param model the fingerprint of the training that the model came from
 * @param trainingSongs how many of the songs that the model has learnt from were found; baselines
 *     learn from these, and copies are looked for in these
 * @param forecast how the model says the songs
 * @param baselines how simple ways say them that learnt from the songs that the model learnt from
 * @param songs how the model says each song
 * @param rejected the files that cannot be used, with the reason
 * @param music what generated pieces are like, if there are any
 */
public record EvaluationReport(
    String kind,
    int format,
    @Nullable BigDecimal nllPerStep,
    String model,
    int trainingSongs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Figures forecast,
    List<BaselineFigures> baselines,
    List<SongFigures> songs,
    List<Rejected> rejected,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MusicFigures music) {
  private static final String KIND = "music-lstm evaluation";
  private static final int FORMAT = 1;

  /**
   * How steps are reported.
   *
   * @param steps how many
   * @param nllPerStep negative log-likelihood in nats per time step
   * @param precision the share of the expected notes that are there; null when none were expected
   * @param recall the share of the notes that were expected; null when there are none
   * @param f1 the harmonic mean of both; null when there is nothing at all
   */
  record Figures(
      long steps,
      @Nullable BigDecimal nllPerStep,
      @Nullable BigDecimal precision,
      @Nullable BigDecimal recall,
      @Nullable BigDecimal f1) {
    static Figures of(Forecast forecast) {
      return new Figures(
          forecast.steps(),
          orNull(forecast.nllPerStep()),
          orNull(forecast.frames().precision()),
          orNull(forecast.frames().recall()),
          orNull(forecast.frames().f1()));
    }
  }

  /**
   * How a baseline says the songs.
   *
   * @param name what it knows
   * @param figures how it says them
   */
  public record BaselineFigures(String name, @JsonUnwrapped Figures figures) {
    /** The figures of a baseline on all songs. */
    public static BaselineFigures of(Baseline.Kind kind, List<Forecast> forecasts) {
      return new BaselineFigures(kind.text(), Figures.of(sum(forecasts)));
    }
  }

  /**
   * How the model says a song.
   *
   * @param name its path within its folder, with {@code /}
   * @param sha256 of the file
   * @param figures how it is reported
   * @param findings what was tolerated, left out or merged
   */
  record SongFigures(
      String name, String sha256, @JsonUnwrapped Figures figures, List<String> findings) {
    static SongFigures of(Song song, Forecast forecast) {
      return new SongFigures(song.name(), song.fileSha256(), Figures.of(forecast), song.findings());
    }
  }

  /**
   * What generated pieces are like.
   *
   * @param corpus what songs made by people are like
   * @param overlaps how much the pieces lie where the songs do, feature by feature
   * @param pieces the pieces
   * @param unreadable files that cannot be read, with the reason
   */
  public record MusicFigures(
      CorpusFigures corpus,
      List<Overlap> overlaps,
      List<PieceFigures> pieces,
      List<Rejected> unreadable) {
    /** The figures of generated music. */
    public static MusicFigures of(PieceStudy study, List<Rejected> unreadable) {
      List<MusicMetrics> pieces = study.pieces().stream().map(PieceFigures::metrics).toList();
      return new MusicFigures(
          study.corpus(), Overlap.of(pieces, study.songs()), study.pieces(), unreadable);
    }
  }

  /**
   * Makes a report.
   *
   * @param trainingSongs how many of the songs that the model has learnt from were found
   * @param songs what was reported
   * @param forecasts how the model reported each of the songs, in their order
   */
  public static EvaluationReport of(
      MusicModel model,
      int trainingSongs,
      Corpus songs,
      List<Forecast> forecasts,
      List<BaselineFigures> baselines,
      Optional<MusicFigures> music) {
    List<SongFigures> ofSongs =
        IntStream.range(0, songs.songs().size())
            .mapToObj(n -> SongFigures.of(songs.songs().get(n), forecasts.get(n)))
            .sorted(Comparator.comparing(SongFigures::name).thenComparing(SongFigures::sha256))
            .toList();
    Figures figures = Figures.of(sum(forecasts));
    return new EvaluationReport(
        KIND,
        FORMAT,
        figures.nllPerStep(),
        model.provenance().fingerprint(),
        trainingSongs,
        forecasts.isEmpty() ? null : figures,
        baselines,
        ofSongs,
        songs.rejected(),
        music.orElse(null));
  }

  private static Forecast sum(List<Forecast> forecasts) {
    return forecasts.stream().reduce(Forecast.NONE, Forecast::plus);
  }

  private static @Nullable BigDecimal orNull(double value) {
    return Double.isNaN(value) ? null : Decimal.of(value);
  }

  /** Writes the report as JSON. */
  public void write(Path file) {
    WholeFile.write(file, out -> out.write(JsonText.of(this)));
  }
}
