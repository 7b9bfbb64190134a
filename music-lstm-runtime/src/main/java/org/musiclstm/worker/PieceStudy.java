package org.musiclstm.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.musiclstm.corpus.Song;
import org.musiclstm.evaluation.Baseline;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.evaluation.Music;
import org.musiclstm.evaluation.MusicMetrics;
import org.musiclstm.evaluation.Originality;
import org.musiclstm.evaluation.SongIndex;
import org.musiclstm.tensor.NoteTensor;

/**
 * What generated pieces are like, beside songs made by people.
 *
 * @param pieces the pieces, in order of name
 * @param songs of each song what it is like; empty when there are none
 * @param corpus what the songs are like together, none without songs
 */
record PieceStudy(List<Studied> pieces, List<MusicMetrics> songs, Optional<CorpusFigures> corpus) {
  /**
   * A piece.
   *
   * @param music its layers
   * @param metrics what it is like
   * @param originality what of it stands in the songs that the model has learnt from, if there are
   * @param model how well the model tells it
   * @param frequency how well it is told by how often each note is in the songs that the model has
   *     learnt from, if there are
   */
  record Studied(
      Music music,
      MusicMetrics metrics,
      Optional<Originality> originality,
      Forecast model,
      Optional<Forecast> frequency) {}

  /**
   * Studies pieces.
   *
   * @param training the songs that the model has learnt from, or what was found of them
   * @param others further songs of people
   */
  static PieceStudy of(
      List<Music> pieces, List<Song> training, List<Song> others, ModelForecaster forecaster) {
    List<NoteTensor> tensors = pieces.stream().map(Music::tensor).toList();
    List<Forecast> model = forecaster.forecast(tensors);
    Optional<SongIndex> index =
        training.isEmpty() ? Optional.empty() : Optional.of(new SongIndex(music(training)));
    List<Forecast> frequency =
        training.isEmpty()
            ? List.of()
            : Baseline.of(Baseline.Kind.FREQUENCY, training.stream().map(Song::tensor).toList())
                .forecast(tensors);
    List<Studied> studied = new ArrayList<>();
    for (int n = 0; n < pieces.size(); n++) {
      Music piece = pieces.get(n);
      studied.add(
          new Studied(
              piece,
              MusicMetrics.of(piece),
              index.map(songs -> songs.of(piece)),
              model.get(n),
              frequency.isEmpty() ? Optional.empty() : Optional.of(frequency.get(n))));
    }
    List<MusicMetrics> songs = new ArrayList<>();
    training.forEach(song -> songs.add(MusicMetrics.of(Music.of(song))));
    others.forEach(song -> songs.add(MusicMetrics.of(Music.of(song))));
    return new PieceStudy(
        studied,
        songs,
        songs.isEmpty()
            ? Optional.empty()
            : Optional.of(CorpusFigures.of(songs, ofPeople(index, training, others))));
  }

  /** How much songs of people share with the songs that the model has learnt from. */
  private static List<Originality> ofPeople(
      Optional<SongIndex> index, List<Song> training, List<Song> others) {
    if (index.isEmpty()) {
      return List.of();
    }
    Set<String> learnt = training.stream().map(Song::fileSha256).collect(Collectors.toSet());
    List<Originality> heldOut =
        others.stream()
            .filter(song -> !learnt.contains(song.fileSha256()))
            .map(song -> index.get().of(Music.of(song)))
            .toList();
    return heldOut.isEmpty()
        ? IntStream.range(0, training.size()).mapToObj(index.get()::amongOthers).toList()
        : heldOut;
  }

  private static List<Music> music(List<Song> songs) {
    return songs.stream().map(Music::of).toList();
  }
}
