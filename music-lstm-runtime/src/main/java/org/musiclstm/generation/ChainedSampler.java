package org.musiclstm.generation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.musiclstm.RandomStream;
import org.musiclstm.network.NextStep;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Velocity;

/**
 * Draws a step from what a network with an autoregressive output predicts of it: feature after
 * feature, each from its probability after those that are drawn already. So a whole step has a
 * probability, the product of these, and notes that do not fit together are seldom drawn together.
 *
 * <p>What cannot be is not drawn: a note that did not sound before begins where it sounds, and one
 * that does not sound does not begin. The value of a velocity is not drawn but taken as predicted.
 *
 * <p>A temperature acts on steps, not on single notes, which it would thin out because most have a
 * probability below one half: several steps are drawn as predicted, and one of them is taken with a
 * chance in proportion to its probability to the power {@code 1 / temperature - 1} (sampling
 * importance resampling, Rubin 1987). The nearer the temperature is to 0, the nearer that comes to
 * the likeliest of them.
 *
 * <p>A step of too many or too few notes is drawn again, up to {@value #REDRAWS} times. If the last
 * one does not keep to the bounds either, its least likely notes are taken away, or the likeliest
 * of the others are added, and only what begins is drawn anew.
 */
final class ChainedSampler implements Sampler {
  /** Steps of which one is taken. */
  private static final int DRAWS = 16;

  /** How often a step is drawn again before it is mended. */
  private static final int REDRAWS = 8;

  /** Where a product of probabilities is put into its logarithm before it leaves the range. */
  private static final double SMALL = 0x1p-900;

  /** Nothing that is given counts as less likely, so that no probability becomes 0. */
  private static final float LEAST_GIVEN = 0x1p-24f;

  private final Encoding encoding;
  private final double exponent;
  private final double minProbability;
  private final double density;
  private final NoteBounds bounds;
  private final int[] active;
  private final float[] values;

  ChainedSampler(Encoding encoding, Sampling sampling) {
    this.encoding = encoding;
    this.exponent = 1 / sampling.temperature() - 1;
    this.minProbability = sampling.minProbability();
    this.density = sampling.density();
    this.bounds = new NoteBounds(encoding, sampling);
    this.active = new int[encoding.features()];
    this.values = new float[encoding.features()];
  }

  /** A step, the logarithm of its probability, what sounds in it, and how likely that was. */
  private record Draw(DrawnStep step, double logProbability, boolean[] sounds, float[] chances) {}

  @Override
  public DrawnStep draw(NextStep next, boolean[] sounded, double unrest, RandomStream random) {
    Draw taken =
        exponent == 0
            ? drawWithinBounds(next, sounded, unrest, random)
            : choose(next, sounded, unrest, random);
    System.arraycopy(taken.sounds(), 0, sounded, 0, sounded.length);
    return taken.step();
  }

  private Draw choose(NextStep next, boolean[] sounded, double unrest, RandomStream random) {
    Draw[] draws = new Draw[DRAWS];
    double[] weights = new double[DRAWS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < DRAWS; n++) {
      draws[n] = drawWithinBounds(next, sounded, unrest, random);
      weights[n] = exponent * draws[n].logProbability();
      largest = Math.max(largest, weights[n]);
    }
    double sum = 0;
    for (int n = 0; n < DRAWS; n++) {
      weights[n] = StrictMath.exp(weights[n] - largest);
      sum += weights[n];
    }
    double left = random.nextDouble() * sum;
    int taken = 0;
    while (taken < DRAWS - 1 && left >= weights[taken]) {
      left -= weights[taken++];
    }
    return draws[taken];
  }

  private Draw drawWithinBounds(
      NextStep next, boolean[] sounded, double unrest, RandomStream random) {
    Draw draw = drawOne(next, sounded, unrest, null, random);
    for (int again = 0; again < REDRAWS && !bounds.hold(draw.sounds()); again++) {
      draw = drawOne(next, sounded, unrest, null, random);
    }
    return bounds.hold(draw.sounds())
        ? draw
        : drawOne(next, sounded, unrest, bounds.mended(draw.sounds(), draw.chances()), random);
  }

  /**
   * Draws a step.
   *
   * @param given what sounds, if that is not drawn
   */
  private Draw drawOne(
      NextStep next,
      boolean[] sounded,
      double unrest,
      boolean @Nullable [] given,
      RandomStream random) {
    next.reset();
    boolean[] sounds = new boolean[sounded.length];
    float[] chances = new float[sounded.length];
    double logProbability = 0;
    double product = 1;
    int count = 0;
    int firstFeature = 0;
    int firstRow = 0;
    for (PartEncoding part : encoding.parts()) {
      int rows = part.rows();
      boolean predictsBoth = part.planes().hasSounding() && part.planes().hasOnsets();
      for (int n = 0; n < part.features(); n++) {
        int feature = firstFeature + n;
        int row = firstRow + n % rows;
        boolean velocity = part.planes().hasVelocity() && n >= part.velocities();
        boolean onset = predictsBoth && n >= part.onsets() && !velocity;
        float value = 0;
        if (velocity) {
          int onsetFeature = firstFeature + part.onsets() + n % rows;
          if (Arrays.binarySearch(active, 0, count, onsetFeature) >= 0) {
            value = Velocity.value(Velocity.of(next.probability(feature)));
          }
        } else if (onset && !(sounds[row] && sounded[row])) {
          value = sounds[row] ? 1 : 0;
        } else {
          float probability = next.probability(feature);
          if (!onset) {
            probability = Odds.sounds(probability, sounded[row], density, unrest);
            probability = probability < minProbability ? 0 : probability;
            chances[row] = probability;
          }
          boolean drawn = random.nextDouble() < probability;
          value = ((onset || given == null) ? drawn : given[row]) ? 1 : 0;
          float likely = value == 1 ? probability : 1 - probability;
          product *= given == null ? likely : Math.max(likely, LEAST_GIVEN);
          if (product < SMALL) {
            logProbability += StrictMath.log(product);
            product = 1;
          }
          if (!onset) {
            sounds[row] = value == 1;
          }
        }
        if (value > 0) {
          next.give(feature, value);
          values[count] = value;
          active[count++] = feature;
        }
      }
      firstFeature += part.features();
      firstRow += rows;
    }
    return new Draw(
        new DrawnStep(Arrays.copyOf(active, count), Arrays.copyOf(values, count)),
        logProbability + StrictMath.log(product),
        sounds,
        chances);
  }
}
