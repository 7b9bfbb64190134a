package org.musiclstm.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musiclstm.RandomStream;
import org.musiclstm.network.NextStep;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.PartEncoding;

/**
 * Draws a step from what a network with an independent output predicted of it, part by part.
 *
 * <p>A step of too many or too few notes is drawn again, up to {@value #REDRAWS} times. If the last
 * one does not keep to the bounds either, its least likely notes are taken away, or the likeliest
 * of the others are added, and only what begins is drawn anew.
 */
final class IndependentSampler implements Sampler {
  private static final int REDRAWS = 8;

  private final Encoding encoding;
  private final double density;
  private final NoteBounds bounds;
  private final List<PartSampler> parts = new ArrayList<>();
  private final float[] predicted;

  IndependentSampler(Encoding encoding, Sampling sampling) {
    this.encoding = encoding;
    this.density = sampling.density();
    this.bounds = new NoteBounds(encoding, sampling);
    this.predicted = new float[encoding.features()];
    encoding.parts().forEach(part -> parts.add(new PartSampler(part, sampling)));
  }

  @Override
  public DrawnStep draw(NextStep next, boolean[] sounded, double unrest, RandomStream random) {
    for (int feature = 0; feature < predicted.length; feature++) {
      predicted[feature] = next.probability(feature);
    }
    if (density != 1 || unrest != 1) {
      multiplyOdds(predicted, sounded, unrest);
    }
    return draw(predicted, sounded, random);
  }

  /** Multiplies the odds of what sounds; of that, as much begins, and as hard, as was predicted. */
  private void multiplyOdds(float[] probabilities, boolean[] sounded, double unrest) {
    int firstFeature = 0;
    int firstRow = 0;
    for (PartEncoding part : encoding.parts()) {
      boolean predictsBoth = part.planes().hasSounding() && part.planes().hasOnsets();
      for (int row = 0; row < part.rows(); row++) {
        int feature = firstFeature + row;
        float before = probabilities[feature];
        float sounds = Odds.sounds(before, sounded[firstRow + row], density, unrest);
        probabilities[feature] = sounds;
        float onset = before;
        float begins = sounds;
        if (predictsBoth) {
          onset = probabilities[feature + part.onsets()];
          begins = before == 0 ? sounds : Math.min(1, onset / before) * sounds;
          probabilities[feature + part.onsets()] = begins;
        }
        if (part.planes().hasVelocity() && onset > 0) {
          probabilities[feature + part.velocities()] *= begins / onset;
        }
      }
      firstFeature += part.features();
      firstRow += part.rows();
    }
  }

  /**
   * Draws a step.
   *
   * @param probabilities of every feature, {@code [features]}; of a velocity, its expected value
   * @param sounded which pitches sound in the step before, {@code [rows of all parts]}; replaced by
   *     those of the new step
   * @param random as many numbers are drawn whatever the outcome, unless it breaks the bounds
   */
  DrawnStep draw(float[] probabilities, boolean[] sounded, RandomStream random) {
    boolean[] before = sounded.clone();
    DrawnStep step = drawOne(probabilities, sounded, null, random);
    for (int again = 0; again < REDRAWS && !bounds.hold(sounded); again++) {
      System.arraycopy(before, 0, sounded, 0, before.length);
      step = drawOne(probabilities, sounded, null, random);
    }
    return bounds.hold(sounded)
        ? step
        : drawOne(probabilities, sounded, bounds.mended(sounded, chances()), random);
  }

  private float[] chances() {
    float[] chances = new float[encoding.rows()];
    int row = 0;
    for (PartSampler part : parts) {
      for (double chance : part.chances()) {
        chances[row++] = (float) chance;
      }
    }
    return chances;
  }

  private DrawnStep drawOne(
      float[] probabilities, boolean[] sounded, boolean @Nullable [] given, RandomStream random) {
    int[] features = new int[probabilities.length];
    float[] values = new float[features.length];
    int count = 0;
    int firstFeature = 0;
    int firstRow = 0;
    for (int n = 0; n < parts.size(); n++) {
      PartEncoding part = encoding.parts().get(n);
      int endFeature = firstFeature + part.features();
      int endRow = firstRow + part.rows();
      float[] ofPart = Arrays.copyOfRange(probabilities, firstFeature, endFeature);
      boolean[] rows = Arrays.copyOfRange(given == null ? sounded : given, firstRow, endRow);
      DrawnStep drawn =
          given == null
              ? parts.get(n).draw(ofPart, rows, random)
              : parts.get(n).step(ofPart, rows, random);
      for (int i = 0; i < drawn.features().length; i++) {
        values[count] = drawn.values()[i];
        features[count++] = firstFeature + drawn.features()[i];
      }
      System.arraycopy(rows, 0, sounded, firstRow, rows.length);
      firstFeature = endFeature;
      firstRow = endRow;
    }
    return new DrawnStep(Arrays.copyOf(features, count), Arrays.copyOf(values, count));
  }
}
