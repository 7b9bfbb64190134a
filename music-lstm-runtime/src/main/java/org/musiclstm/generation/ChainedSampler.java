package org.musiclstm.generation;

import java.util.Arrays;
import org.musiclstm.RandomStream;
import org.musiclstm.network.NextLayer;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Velocity;

/**
 * Draws a layer from what a network with a chained output tells of it: feature after feature, each
 * from its probability after those that are drawn already. So a whole layer has a probability, the
 * product of these, and notes that do not fit together are seldom drawn together.
 *
 * <p>What cannot be is not drawn: a note that did not sound before begins where it sounds, and one
 * that does not sound does not begin. The value of a velocity is not drawn but taken as told.
 *
 * <p>A temperature acts on layers, not on single notes, which it would thin out because most have a
 * probability below one half: several layers are drawn as told, and one of them is taken with a
 * chance in proportion to its probability to the power {@code 1 / temperature - 1} (sampling
 * importance resampling, Rubin 1987). The nearer the temperature is to 0, the nearer that comes to
 * the likeliest of them.
 */
final class ChainedSampler implements Sampler {
  /** Layers of which one is taken. */
  private static final int DRAWS = 16;

  /** Where a product of probabilities is put into its logarithm before it leaves the range. */
  private static final double SMALL = 0x1p-900;

  private final Encoding encoding;
  private final double exponent;
  private final int[] active;
  private final float[] values;

  ChainedSampler(Encoding encoding, double temperature) {
    this.encoding = encoding;
    this.exponent = 1 / temperature - 1;
    this.active = new int[encoding.features()];
    this.values = new float[encoding.features()];
  }

  /** A layer, the logarithm of its probability, and what sounds in it. */
  private record Draw(DrawnLayer layer, double logProbability, boolean[] sounds) {}

  @Override
  public DrawnLayer draw(NextLayer next, boolean[] sounded, RandomStream random) {
    Draw taken = exponent == 0 ? drawOne(next, sounded, random) : choose(next, sounded, random);
    System.arraycopy(taken.sounds(), 0, sounded, 0, sounded.length);
    return taken.layer();
  }

  private Draw choose(NextLayer next, boolean[] sounded, RandomStream random) {
    Draw[] draws = new Draw[DRAWS];
    double[] weights = new double[DRAWS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < DRAWS; n++) {
      next.reset();
      draws[n] = drawOne(next, sounded, random);
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

  private Draw drawOne(NextLayer next, boolean[] sounded, RandomStream random) {
    boolean[] sounds = new boolean[sounded.length];
    double logProbability = 0;
    double product = 1;
    int count = 0;
    int firstFeature = 0;
    int firstRow = 0;
    for (PartEncoding part : encoding.parts()) {
      int rows = part.rows();
      boolean tellsBoth = part.planes().hasSounding() && part.planes().hasOnsets();
      for (int n = 0; n < part.features(); n++) {
        int feature = firstFeature + n;
        int row = firstRow + n % rows;
        boolean velocity = part.planes().hasVelocity() && n >= part.velocities();
        boolean onset = tellsBoth && n >= part.onsets() && !velocity;
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
          value = random.nextDouble() < probability ? 1 : 0;
          product *= value == 1 ? probability : 1 - probability;
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
        new DrawnLayer(Arrays.copyOf(active, count), Arrays.copyOf(values, count)),
        logProbability + StrictMath.log(product),
        sounds);
  }
}
