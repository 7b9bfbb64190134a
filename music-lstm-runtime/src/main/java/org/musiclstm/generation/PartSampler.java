package org.musiclstm.generation;

import java.util.Arrays;
import org.musiclstm.RandomStream;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Velocity;

/**
 * Draws what a part of the encoding does in a step from the probabilities that a network gives its
 * features.
 *
 * <p>Under squared error a sigmoid output tends to the probability of its note, and of 88 notes
 * some four sound: a threshold of one half would be silence most of the time, so notes are drawn.
 * For every pitch there are up to three outcomes: it is silent, it begins, or it goes on. It can
 * only go on if it sounded in the step before; what the network gives to an outcome that cannot be
 * is shared out among the others.
 *
 * <p>The temperature raises each outcome's weight to the power {@code 1 / temperature}. By itself
 * that would thin out the music as well, because most notes have a probability below one half;
 * therefore the weight of sounding is then scaled by one factor for the whole step, so that the
 * expected number of sounding notes stays what the network predicted.
 *
 * <p>Which pitches sound is drawn by the ordered pivotal method (Deville and Tillé, "Unequal
 * probability sampling without replacement through a splitting method", Biometrika 85, 1998): every
 * pitch sounds with exactly its probability, but neighbours compete, so that the number of notes
 * stays next to the expected one. A melody that may go to one of three notes then goes to one,
 * where three draws by themselves would often make a gap or a cluster.
 *
 * <p>How hard a note is struck is not drawn. The value of a velocity is zero where no note begins,
 * so under squared error the output tends to the probability of the onset times the mean velocity
 * of notes that begin there: divided by the onset's, that mean is left.
 */
final class PartSampler {
  /** Log-odds beyond which nothing is left to chance: e^-50 is far below a random number's step. */
  private static final double MARGIN = 50;

  private static final int BISECTIONS = 64;

  private final PartEncoding part;
  private final boolean predictsBoth;
  private final double exponent;
  private final double minProbability;
  private final double[] begins;
  private final double[] goesOn;
  private final double[] silent;
  private final double[] logOdds;
  private final double[] chances;

  PartSampler(PartEncoding part, Sampling sampling) {
    this.part = part;
    this.predictsBoth = part.planes().hasSounding() && part.planes().hasOnsets();
    this.exponent = 1 / sampling.temperature();
    this.minProbability = sampling.minProbability();
    this.begins = new double[part.rows()];
    this.goesOn = new double[part.rows()];
    this.silent = new double[part.rows()];
    this.logOdds = new double[part.rows()];
    this.chances = new double[part.rows()];
  }

  /**
   * Draws a step.
   *
   * @param probabilities of every feature of the part, {@code [features]}
   * @param sounded which pitches sound in the step before, {@code [rows]}; replaced by those of the
   *     new step
   * @param random as many numbers are drawn whatever the outcome
   * @return features of the part
   */
  DrawnStep draw(float[] probabilities, boolean[] sounded, RandomStream random) {
    weigh(probabilities, sounded);
    if (exponent != 1) {
      sharpen();
    }
    int pitches = part.rows();
    for (int pitch = 0; pitch < pitches; pitch++) {
      double sounds = begins[pitch] + goesOn[pitch];
      chances[pitch] = sounds == 0 ? 0 : sounds / (sounds + silent[pitch]);
    }
    choose(chances, sounded, random);
    return step(probabilities, sounded, random);
  }

  /** How likely each pitch was to sound when a step was drawn last, {@code [rows]}. */
  double[] chances() {
    return chances;
  }

  /**
   * Draws only what begins of what sounds.
   *
   * @param probabilities those of the step that was drawn last
   * @param sounds which pitches sound, {@code [rows]}
   * @return features of the part
   */
  DrawnStep step(float[] probabilities, boolean[] sounds, RandomStream random) {
    int pitches = part.rows();
    int[] sounding = new int[pitches];
    int[] beginning = new int[pitches];
    int count = 0;
    int onsets = 0;
    for (int pitch = 0; pitch < pitches; pitch++) {
      double drawn = random.nextDouble() * (begins[pitch] + goesOn[pitch]);
      if (sounds[pitch]) {
        sounding[count++] = pitch;
        if (goesOn[pitch] == 0 || drawn < begins[pitch]) {
          beginning[onsets++] = pitch;
        }
      }
    }
    return step(probabilities, Arrays.copyOf(sounding, count), Arrays.copyOf(beginning, onsets));
  }

  /** Puts what was drawn into the planes. */
  private DrawnStep step(float[] probabilities, int[] sounding, int[] beginning) {
    Planes planes = part.planes();
    int[] features = new int[sounding.length + 2 * beginning.length];
    float[] values = new float[features.length];
    int count = 0;
    for (int pitch : planes.hasSounding() ? sounding : beginning) {
      values[count] = 1;
      features[count++] = pitch;
    }
    for (int pitch : predictsBoth ? beginning : new int[0]) {
      values[count] = 1;
      features[count++] = part.onsets() + pitch;
    }
    for (int pitch : planes.hasVelocity() ? beginning : new int[0]) {
      float predicted = probabilities[part.velocities() + pitch];
      values[count] = Velocity.value(Velocity.of(predicted / probabilities[part.onsets() + pitch]));
      features[count++] = part.velocities() + pitch;
    }
    return new DrawnStep(Arrays.copyOf(features, count), Arrays.copyOf(values, count));
  }

  /** Draws by the ordered pivotal method; one number for each pitch and one at the end. */
  private static void choose(double[] chances, boolean[] chosen, RandomStream random) {
    int rival = -1;
    double left = 0;
    for (int pitch = 0; pitch < chances.length; pitch++) {
      double chance = chances[pitch];
      double drawn = random.nextDouble();
      chosen[pitch] = chance >= 1;
      if (chance <= 0 || chance >= 1) {
        continue;
      }
      double sum = left + chance;
      if (rival < 0) {
        rival = pitch;
      } else if (sum < 1) {
        // One of the two is out, the other takes its chance.
        rival = drawn * sum < left ? rival : pitch;
      } else {
        // One of the two is in, the other keeps what is left.
        boolean first = drawn * (2 - sum) < 1 - chance;
        chosen[first ? rival : pitch] = true;
        rival = first ? pitch : rival;
        sum -= 1;
      }
      left = sum;
    }
    double drawn = random.nextDouble();
    if (rival >= 0) {
      chosen[rival] = drawn < left;
    }
  }

  /** The weights of the outcomes as the network predicted them, adding up to 1 for every pitch. */
  private void weigh(float[] probabilities, boolean[] sounded) {
    int pitches = part.rows();
    for (int pitch = 0; pitch < pitches; pitch++) {
      double sounds = probabilities[pitch];
      double begin = sounds;
      double goOn = 0;
      if (predictsBoth) {
        begin = Math.min(probabilities[part.onsets() + pitch], sounds);
        goOn = sounded[pitch] ? sounds - begin : 0;
      }
      double sum = begin + goOn + (1 - sounds);
      // A pitch that the network holds for sounding without an onset, though it was silent.
      if (begin + goOn < minProbability * sum || sum <= 0) {
        begins[pitch] = 0;
        goesOn[pitch] = 0;
        silent[pitch] = 1;
      } else {
        begins[pitch] = begin / sum;
        goesOn[pitch] = goOn / sum;
        silent[pitch] = (1 - sounds) / sum;
      }
    }
  }

  /**
   * Raises the weights to the exponent and scales those of sounding so that the expected number of
   * notes stays. All that may be very small or large is kept as its logarithm.
   */
  private void sharpen() {
    double expected = 0;
    double furthest = 0;
    for (int pitch = 0; pitch < silent.length; pitch++) {
      expected += begins[pitch] + goesOn[pitch];
      double likelier = Math.max(begins[pitch], goesOn[pitch]);
      if (likelier == 0 || silent[pitch] == 0) {
        logOdds[pitch] = likelier == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      } else {
        logOdds[pitch] = exponent * (StrictMath.log(likelier) - StrictMath.log(silent[pitch]));
      }
      if (likelier > 0) {
        begins[pitch] = power(begins[pitch] / likelier);
        goesOn[pitch] = power(goesOn[pitch] / likelier);
        double sounds = begins[pitch] + goesOn[pitch];
        begins[pitch] /= sounds;
        goesOn[pitch] /= sounds;
        logOdds[pitch] += StrictMath.log(sounds);
      }
      if (!Double.isInfinite(logOdds[pitch])) {
        furthest = Math.max(furthest, Math.abs(logOdds[pitch]));
      }
    }
    // The expected number grows with the factor, whose logarithm is found by bisection.
    double low = -furthest - MARGIN;
    double high = furthest + MARGIN;
    for (int n = 0; n < BISECTIONS; n++) {
      double middle = (low + high) / 2;
      if (expectedNotes(middle) < expected) {
        low = middle;
      } else {
        high = middle;
      }
    }
    for (int pitch = 0; pitch < silent.length; pitch++) {
      double sounds = logistic((low + high) / 2 + logOdds[pitch]);
      begins[pitch] *= sounds;
      goesOn[pitch] *= sounds;
      silent[pitch] = 1 - sounds;
    }
  }

  private double expectedNotes(double logFactor) {
    double sum = 0;
    for (double odds : logOdds) {
      sum += logistic(logFactor + odds);
    }
    return sum;
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private double power(double weight) {
    return weight == 0 || weight == 1 ? weight : StrictMath.pow(weight, exponent);
  }
}
