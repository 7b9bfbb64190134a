package org.musiclstm.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * How likely songs are to a model.
 *
 * @param songs how many songs it was predicted
 * @param nllPerStep how their negative log-likelihoods in nats per time step are spread
 * @param isOfLearnt whether the model has learnt from them, since none was there that it has not
 */
public record SongLikelihood(int songs, Spread nllPerStep, boolean isOfLearnt) {
  /** The likelihood of songs as a model predicted them; nothing when there are none. */
  public static Optional<SongLikelihood> of(List<Forecast> songs, boolean isOfLearnt) {
    return Spread.of(songs.stream().mapToDouble(Forecast::nllPerStep))
        .map(spread -> new SongLikelihood(songs.size(), spread, isOfLearnt));
  }
}
