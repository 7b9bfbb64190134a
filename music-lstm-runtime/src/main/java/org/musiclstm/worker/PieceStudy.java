package org.musiclstm.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
record PieceStudy(
    List<PieceFigures> pieces,
    List<MusicMetrics> songs,
    CorpusFigures corpus,
    Optional<Baseline> frequency) {
  /**
   * Studies pieces.
   *
   * @param training the songs that the model has learnt from, or what was found of them; without
   *     any, no copies are looked for, and no likelihood is told
   * @param others further songs made by people; those that are among the first count once
   * @param stop asked again and again; once it says so, the study ends and is not whole
   */
  static PieceStudy of(
      List<Music> pieces,
      List<Song> training,
      List<Song> others,
      ModelForecaster forecaster,
      BooleanSupplier stop) {
    Set<String> learnt = training.stream().map(Song::fileSha256).collect(Collectors.toSet());
    List<Song> heldOut =
        others.stream().filter(song -> !learnt.contains(song.fileSha256())).toList();
    List<Song> all = Stream.concat(training.stream(), heldOut.stream()).toList();
    SongIndex index = new SongIndex(training.stream().map(Music::of).toList());
    Optional<Baseline> frequency =
        training.isEmpty()
            ? Optional.empty()
            : Optional.of(Baseline.of(Baseline.Kind.FREQUENCY, Song.tensors(training)));
    List<Optional<PieceLikelihood>> likelihoods = likelihoods(pieces, frequency, forecaster, stop);
    List<PieceFigures> figures =
        each(
            likelihoods.size(),
            n -> PieceFigures.of(pieces.get(n), index, likelihoods.get(n)),
            stop);
    List<MusicMetrics> songs = each(all.size(), n -> MusicMetrics.of(Music.of(all.get(n))), stop);
    List<Forecast> tellings =
        frequency
            .map(
                baseline ->
                    each(
                        all.size(),
                        n -> baseline.forecast(List.of(all.get(n).tensor())).get(0),
                        stop))
            .orElse(List.of());
    return new PieceStudy(
        figures, songs, CorpusFigures.of(songs, shared(index, heldOut, stop), tellings), frequency);
  }

  /** One thing after the other, until it is to stop. */
  private static <T> List<T> each(int count, IntFunction<T> thing, BooleanSupplier stop) {
    List<T> things = new ArrayList<>();
    for (int n = 0; n < count && !stop.getAsBoolean(); n++) {
      things.add(thing.apply(n));
    }
    return things;
  }

  private static List<Optional<PieceLikelihood>> likelihoods(
      List<Music> pieces,
      Optional<Baseline> frequency,
      ModelForecaster forecaster,
      BooleanSupplier stop) {
    if (frequency.isEmpty()) {
      return pieces.stream().map(piece -> Optional.<PieceLikelihood>empty()).toList();
    }
    List<NoteTensor> tensors = pieces.stream().map(Music::tensor).toList();
    List<Forecast> model = forecaster.forecast(tensors, stop);
    List<Forecast> baseline = frequency.get().forecast(tensors);
    return IntStream.range(0, model.size())
        .mapToObj(n -> likelihood(model.get(n), baseline.get(n)))
        .toList();
  }

  private static Optional<PieceLikelihood> likelihood(Forecast model, Forecast frequency) {
    return model.layers() == 0
        ? Optional.empty()
        : Optional.of(new PieceLikelihood(model.nllPerLayer(), frequency.nllPerLayer()));
  }

  /** How much songs made by people share with the songs that the model has learnt from. */
  private static List<Originality> shared(
      SongIndex index, List<Song> heldOut, BooleanSupplier stop) {
    if (index.songs().isEmpty()) {
      return List.of();
    }
    return heldOut.isEmpty()
        ? each(index.songs().size(), index::amongOthers, stop)
        : each(heldOut.size(), n -> index.of(Music.of(heldOut.get(n))), stop);
  }
}
