package org.musiclstm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.musiclstm.Stop;
import org.musiclstm.corpus.Song;
import org.musiclstm.evaluation.Baseline;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.evaluation.Music;
import org.musiclstm.evaluation.MusicMetrics;
import org.musiclstm.evaluation.Originality;
import org.musiclstm.evaluation.PieceFigures;
import org.musiclstm.evaluation.PieceLikelihood;
import org.musiclstm.evaluation.SongIndex;
import org.musiclstm.evaluation.SongLikelihood;
import org.musiclstm.tensor.NoteTensor;

/**
 * What generated pieces are like, and songs made by people.
 *
 * @param pieces the pieces, in order of name
 * @param songs of each song what it is like
 * @param corpus what the songs are like together
 * @param frequency the baseline that has learnt how frequent notes are, from the songs that the
 *     model has learnt from; nothing without any
 */
public record PieceStudy(
    List<PieceFigures> pieces,
    List<MusicMetrics> songs,
    CorpusFigures corpus,
    Optional<Baseline> frequency) {
  /** Of more songs, some at even steps say as much of how likely songs are to the model. */
  private static final int MOST_SONGS_TOLD = 100;

  /**
   * Studies pieces.
   *
   * @param training the songs that the model has learnt from, or what was found of them; without
   *     any, no copies are looked for, and no likelihood to note frequencies is reported
   * @param others further songs made by people; those that are among the first count once
   */
  public static PieceStudy of(
      List<Music> pieces, List<Song> training, List<Song> others, ModelForecaster forecaster) {
    Set<String> learnt = training.stream().map(Song::fileSha256).collect(Collectors.toSet());
    List<Song> heldOut =
        others.stream().filter(song -> !learnt.contains(song.fileSha256())).toList();
    List<Song> all = Stream.concat(training.stream(), heldOut.stream()).toList();
    SongIndex index = new SongIndex(training.stream().map(Music::of).toList());
    Optional<Baseline> frequency =
        training.isEmpty()
            ? Optional.empty()
            : Optional.of(Baseline.of(Baseline.Kind.FREQUENCY, Song.tensors(training)));
    List<MusicMetrics> songs = each(all.size(), n -> MusicMetrics.of(Music.of(all.get(n))));
    List<Forecast> tellings =
        frequency
            .map(
                baseline ->
                    each(all.size(), n -> baseline.forecast(List.of(all.get(n).tensor())).get(0)))
            .orElse(List.of());
    CorpusFigures corpus =
        CorpusFigures.of(
            songs, shared(index, heldOut), tellings, likelihood(training, heldOut, forecaster));
    List<Optional<PieceLikelihood>> likelihoods =
        likelihoods(pieces.stream().map(Music::tensor).toList(), frequency, forecaster);
    List<PieceFigures> figures =
        each(likelihoods.size(), n -> PieceFigures.of(pieces.get(n), index, likelihoods.get(n)));
    return new PieceStudy(figures, songs, corpus, frequency);
  }

  /** One thing after the other. */
  private static <T> List<T> each(int count, IntFunction<T> thing) {
    List<T> things = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Stop.check();
      things.add(thing.apply(n));
    }
    return things;
  }

  /** How likely pieces are; nothing where one has no layers. */
  private static List<Optional<PieceLikelihood>> likelihoods(
      List<NoteTensor> pieces, Optional<Baseline> frequency, ModelForecaster forecaster) {
    List<Forecast> forecasts = forecaster.forecast(pieces);
    return each(forecasts.size(), n -> likelihood(forecasts.get(n), pieces.get(n), frequency));
  }

  private static Optional<PieceLikelihood> likelihood(
      Forecast forecast, NoteTensor piece, Optional<Baseline> frequency) {
    if (forecast.steps() == 0) {
      return Optional.empty();
    }
    OptionalDouble toFrequency =
        frequency.stream()
            .mapToDouble(baseline -> baseline.forecast(List.of(piece)).get(0).nllPerStep())
            .findFirst();
    return Optional.of(new PieceLikelihood(forecast.nllPerStep(), toFrequency));
  }

  /** How likely some songs are to the model, best of those that it has not learnt from. */
  private static Optional<SongLikelihood> likelihood(
      List<Song> training, List<Song> heldOut, ModelForecaster forecaster) {
    List<Song> songs = heldOut.isEmpty() ? training : heldOut;
    int count = Math.min(songs.size(), MOST_SONGS_TOLD);
    List<NoteTensor> reported =
        IntStream.range(0, count)
            .mapToObj(n -> songs.get((int) ((long) n * songs.size() / count)).tensor())
            .toList();
    return SongLikelihood.of(forecaster.forecast(reported), heldOut.isEmpty());
  }

  /** How much songs made by people share with the songs that the model has learnt from. */
  private static List<Originality> shared(SongIndex index, List<Song> heldOut) {
    if (index.songs().isEmpty()) {
      return List.of();
    }
    return heldOut.isEmpty()
        ? each(index.songs().size(), index::amongOthers)
        : each(heldOut.size(), n -> index.of(Music.of(heldOut.get(n))));
  }
}
