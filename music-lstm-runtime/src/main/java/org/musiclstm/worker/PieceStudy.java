package org.musiclstm.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 */
record PieceStudy(List<PieceFigures> pieces, List<MusicMetrics> songs, CorpusFigures corpus) {
  /**
   * Studies pieces.
   *
   * @param training the songs that the model has learnt from, or what was found of them; without
   *     any, nothing stands in them, and no likelihood is told
   * @param others further songs made by people
   */
  static PieceStudy of(
      List<Music> pieces, List<Song> training, List<Song> others, ModelForecaster forecaster) {
    List<Music> learnt = training.stream().map(Music::of).toList();
    SongIndex index = new SongIndex(learnt);
    List<Optional<PieceLikelihood>> likelihoods = likelihoods(pieces, training, forecaster);
    List<PieceFigures> figures = new ArrayList<>();
    for (int n = 0; n < pieces.size(); n++) {
      figures.add(PieceFigures.of(pieces.get(n), index, likelihoods.get(n)));
    }
    List<MusicMetrics> songs =
        Stream.concat(learnt.stream(), others.stream().map(Music::of))
            .map(MusicMetrics::of)
            .toList();
    return new PieceStudy(figures, songs, CorpusFigures.of(songs, shared(index, training, others)));
  }

  private static List<Optional<PieceLikelihood>> likelihoods(
      List<Music> pieces, List<Song> training, ModelForecaster forecaster) {
    if (training.isEmpty()) {
      return pieces.stream().map(piece -> Optional.<PieceLikelihood>empty()).toList();
    }
    List<NoteTensor> tensors = pieces.stream().map(Music::tensor).toList();
    List<Forecast> model = forecaster.forecast(tensors);
    List<Forecast> frequency =
        Baseline.of(Baseline.Kind.FREQUENCY, training.stream().map(Song::tensor).toList())
            .forecast(tensors);
    return IntStream.range(0, pieces.size())
        .mapToObj(n -> likelihood(model.get(n), frequency.get(n)))
        .toList();
  }

  private static Optional<PieceLikelihood> likelihood(Forecast model, Forecast frequency) {
    return model.layers() == 0
        ? Optional.empty()
        : Optional.of(new PieceLikelihood(model.nllPerLayer(), frequency.nllPerLayer()));
  }

  /** How much songs made by people share with the songs that the model has learnt from. */
  private static List<Originality> shared(SongIndex index, List<Song> training, List<Song> others) {
    Set<String> learnt = training.stream().map(Song::fileSha256).collect(Collectors.toSet());
    List<Originality> heldOut =
        others.stream()
            .filter(song -> !learnt.contains(song.fileSha256()))
            .map(song -> index.of(Music.of(song)))
            .toList();
    if (training.isEmpty()) {
      return List.of();
    }
    return heldOut.isEmpty()
        ? IntStream.range(0, training.size()).mapToObj(index::amongOthers).toList()
        : heldOut;
  }
}
