package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.musiclstm.Stop;
import org.musiclstm.network.Fit;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;

/**
 * A simple way of telling steps that a model has to beat. Each feature is reported by itself, from
 * nothing but whether it was active one step before.
 *
 * <p>Of {@code n} steps, {@code k} with the feature, the probability is {@code (k + 1/2) / (n +
 * 1)}: the estimate of Krichevsky and Trofimov ("The performance of universal encoding", 1981),
 * with which nothing is impossible that the training songs happen not to have.
 */
public final class Baseline implements Forecaster {
  private static final float EVEN = 0.5f;

  private final Kind kind;
  private final Encoding encoding;
  private final float[] afterRest;
  private final float[] afterNote;

  /** What a baseline knows. */
  public enum Kind {
    /** Nothing: everything is as likely as not. */
    UNIFORM("uniform"),
    /** How often each feature is active. */
    FREQUENCY("note frequency"),
    /** How often each feature is active after a step with it, and after one without it. */
    MARKOV("per-note Markov"),
    /**
     * How often features stay as they are: one probability that what is there goes on, and one that
     * what is not begins, for all features of a plane. The notes that it expects are always those
     * of the step before.
     */
    REPEAT("repeat the last step");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** What to call it in a table. */
    public String text() {
      return text;
    }
  }

  private Baseline(Kind kind, Encoding encoding, float[] afterRest, float[] afterNote) {
    this.kind = kind;
    this.encoding = encoding;
    this.afterRest = afterRest;
    this.afterNote = afterNote;
  }

  /**
   * All baselines, as they are after learning from songs.
   *
   * @param training of one encoding, at least one song
   */
  public static List<Baseline> all(List<NoteTensor> training) {
    return Arrays.stream(Kind.values()).map(kind -> of(kind, training)).toList();
  }

  /**
   * A baseline, as it is after learning from songs.
   *
   * @param training of one encoding, at least one song
   */
  public static Baseline of(Kind kind, List<NoteTensor> training) {
    Encoding encoding = training.get(0).encoding();
    Transitions transitions = new Transitions(encoding.features());
    training.forEach(transitions::add);
    float[] afterRest = new float[encoding.features()];
    float[] afterNote = new float[encoding.features()];
    for (Range group : groups(kind, encoding)) {
      long[] counts = transitions.of(group);
      float rest = EVEN;
      float note = EVEN;
      if (kind == Kind.FREQUENCY) {
        rest = estimate(counts[0] + counts[2], counts[1] + counts[3]);
        note = rest;
      } else if (kind != Kind.UNIFORM) {
        rest = estimate(counts[0], counts[1]);
        note = estimate(counts[2], counts[3]);
      }
      Arrays.fill(afterRest, group.first(), group.end(), rest);
      Arrays.fill(afterNote, group.first(), group.end(), note);
    }
    return new Baseline(kind, encoding, afterRest, afterNote);
  }

  private static float estimate(long without, long with) {
    return (float) ((with + 0.5) / (without + with + 1.0));
  }

  /** Features next to each other. */
  private record Range(int first, int end) {}

  /** The features that have their probabilities in common. */
  private static List<Range> groups(Kind kind, Encoding encoding) {
    List<Range> groups = new ArrayList<>();
    for (int n = 0; n < encoding.parts().size(); n++) {
      PartEncoding part = encoding.parts().get(n);
      int size = kind == Kind.REPEAT ? part.rows() : 1;
      for (int first = encoding.firstFeature(n);
          first < encoding.firstFeature(n + 1);
          first += size) {
        groups.add(new Range(first, first + size));
      }
    }
    return groups;
  }

  /** How often each feature was active and not, after a step with it and one without. */
  private static final class Transitions {
    private final long[] inBoth;
    private final long[] inLast;
    private final long[] inThis;
    private long steps;

    Transitions(int features) {
      inBoth = new long[features];
      inLast = new long[features];
      inThis = new long[features];
    }

    /** Counts the steps of a song, the first one after silence. */
    void add(NoteTensor song) {
      Stop.check();
      steps += song.steps();
      for (int step = 0; step < song.steps(); step++) {
        for (int n = song.start(step); n < song.end(step); n++) {
          int feature = song.active(n);
          inThis[feature]++;
          if (step + 1 < song.steps()) {
            inLast[feature]++;
          }
          if (step > 0 && song.isActive(step - 1, feature)) {
            inBoth[feature]++;
          }
        }
      }
    }

    /** Steps without a feature and with it, after one without it, then after one with it. */
    long[] of(Range group) {
      long[] counts = new long[4];
      for (int feature = group.first(); feature < group.end(); feature++) {
        long begun = inThis[feature] - inBoth[feature];
        counts[0] += steps - inLast[feature] - begun;
        counts[1] += begun;
        counts[2] += inLast[feature] - inBoth[feature];
        counts[3] += inBoth[feature];
      }
      return counts;
    }
  }

  /** What it knows. */
  public Kind kind() {
    return kind;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when a song is not of the encoding of those learnt from
   */
  @Override
  public List<Forecast> forecast(List<NoteTensor> songs) {
    return songs.stream().map(this::forecast).toList();
  }

  private Forecast forecast(NoteTensor song) {
    if (!song.encoding().equals(encoding)) {
      throw new IllegalArgumentException("songs have to be of the encoding of those learnt from");
    }
    Frames frames = new Frames(encoding);
    boolean[] real = encoding.hasVelocity() ? encoding.velocityFeatures() : new boolean[0];
    float[] last = new float[encoding.features()];
    float[] predicted = new float[encoding.features()];
    Forecast forecast = Forecast.NONE;
    for (int step = 0; step < song.steps(); step++) {
      Stop.check();
      for (int feature = 0; feature < predicted.length; feature++) {
        predicted[feature] = last[feature] > 0 ? afterNote[feature] : afterRest[feature];
      }
      FrameCounts counts = frames.count(song, step, kind == Kind.REPEAT ? last : predicted);
      Arrays.fill(last, 0);
      IntStream.range(song.start(step), song.end(step)).forEach(n -> last[song.active(n)] = 1);
      forecast = forecast.plus(new Forecast(1, Fit.surprise(predicted, last, real), counts));
    }
    return forecast;
  }
}
