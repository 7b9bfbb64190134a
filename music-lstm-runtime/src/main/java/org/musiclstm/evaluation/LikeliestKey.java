package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.tensor.NoteTensor;

/**
 * Tells pieces that may have been moved to another key after they were generated, which their files
 * do not say. A model that learnt from songs in a few keys expects nothing of the kind in another
 * one, so a piece that it hardly expects is told in the other eleven keys as well, as far as these
 * have a place for every note, and the likeliest counts.
 */
public final class LikeliestKey {
  /** What takes back every move by the fewest semitones, which go from -5 to 6. */
  private static final ShiftRange MOVES = new ShiftRange(-6, 5);

  private final ModelForecaster model;
  private final Optional<Baseline> frequency;
  private final OptionalDouble usual;

  /**
   * Prepares for telling pieces.
   *
   * @param model what made them
   * @param frequency the baseline of note frequencies; nothing where no song is there to learn from
   * @param usual the nats a layer beyond which a piece is told in other keys; without it every
   *     piece is
   */
  public LikeliestKey(ModelForecaster model, Optional<Baseline> frequency, OptionalDouble usual) {
    this.model = model;
    this.frequency = frequency;
    this.usual = usual;
  }

  /**
   * Tells pieces.
   *
   * @param stop asked again and again; once it says so, only the first pieces are told
   * @return for each piece how likely it is, nothing where it has no layers
   */
  public List<Optional<PieceLikelihood>> of(List<NoteTensor> pieces, BooleanSupplier stop) {
    List<Forecast> asTheyStand = model.forecast(pieces, stop);
    List<Optional<PieceLikelihood>> likelihoods = new ArrayList<>();
    for (int n = 0; n < asTheyStand.size(); n++) {
      NoteTensor piece = pieces.get(n);
      Optional<PieceLikelihood> likelihood = likelihood(asTheyStand.get(n), piece, 0);
      likelihoods.add(
          likelihood.filter(this::isUnusual).isPresent()
              ? likeliest(piece, likelihood, stop)
              : likelihood);
    }
    return likelihoods;
  }

  private boolean isUnusual(PieceLikelihood likelihood) {
    return usual.isEmpty() || likelihood.nllPerLayer() > usual.getAsDouble();
  }

  private Optional<PieceLikelihood> likeliest(
      NoteTensor piece, Optional<PieceLikelihood> asItStands, BooleanSupplier stop) {
    ShiftRange range = MOVES.within(piece);
    List<Integer> moves = new ArrayList<>();
    List<NoteTensor> moved = new ArrayList<>();
    for (int semitones = range.lowest(); semitones <= range.highest(); semitones++) {
      if (semitones != 0) {
        moves.add(semitones);
        moved.add(moved(piece, semitones));
      }
    }
    List<Forecast> forecasts = model.forecast(moved, stop);
    Optional<PieceLikelihood> best = asItStands;
    for (int n = 0; n < forecasts.size(); n++) {
      double nats = forecasts.get(n).nllPerLayer();
      if (best.filter(other -> other.nllPerLayer() <= nats).isEmpty()) {
        best = likelihood(forecasts.get(n), moved.get(n), moves.get(n));
      }
    }
    return best;
  }

  private Optional<PieceLikelihood> likelihood(Forecast forecast, NoteTensor piece, int semitones) {
    return forecast.layers() == 0
        ? Optional.empty()
        : Optional.of(
            new PieceLikelihood(
                forecast.nllPerLayer(),
                frequency
                    .map(baseline -> baseline.forecast(List.of(piece)).get(0).nllPerLayer())
                    .map(OptionalDouble::of)
                    .orElseGet(OptionalDouble::empty),
                semitones));
  }

  /** A piece with its pitches moved, of which none leaves the range of its part. */
  private static NoteTensor moved(NoteTensor piece, int semitones) {
    boolean[] pitched = piece.encoding().pitchedFeatures();
    NoteTensor.Builder moved = NoteTensor.builder(piece.encoding());
    int[] features = new int[piece.features()];
    float[] values = new float[piece.features()];
    for (int layer = 0; layer < piece.layers(); layer++) {
      int count = 0;
      for (int n = piece.start(layer); n < piece.end(layer); n++) {
        int feature = piece.active(n);
        values[count] = piece.value(n);
        features[count++] = pitched[feature] ? feature + semitones : feature;
      }
      moved.addLayer(features, values, count);
    }
    return moved.build();
  }
}
