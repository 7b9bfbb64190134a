package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.RandomStream;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Batch;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.NextStep;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.DrumClass;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

class ChainedSamplerTest {
  private static final Encoding SOUNDING = new Encoding(4, 60, 63, Planes.SOUNDING);

  private static Sampler sampler(Encoding encoding, double temperature) {
    return new ChainedSampler(
        encoding,
        Sampling.DEFAULT
            .with(Sampling.TEMPERATURE, temperature)
            .with(Sampling.MIN_PROBABILITY, 0.0)
            .with(Sampling.LONGEST_DRONE, 0)
            .with(Sampling.LONGEST_SILENCE, 0));
  }

  /** What a network with random weights predicts of a step after silence. */
  private static NextStep next(int features, int seed) {
    Random random = new Random(seed);
    NetworkShape shape = new NetworkShape(features, 5, 1, 4);
    Parameters parameters = Parameters.zeros(shape);
    for (NamedTensor tensor : parameters.tensors()) {
      float[] values = tensor.values();
      for (int n = 0; n < values.length; n++) {
        values[n] = (float) random.nextGaussian();
        if (tensor.name().equals("chain.direct") && n % features <= n / features) {
          values[n] = 0;
        }
      }
      parameters.set(tensor);
    }
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.scalar(), workers, shape, 1, 1);
      Batch silence =
          new Batch(new int[] {1}, new int[] {0, 0}, new int[0], new int[] {0, 0}, new int[0]);
      forward.listen(parameters, silence, new State(shape, 1));
      return forward.next(0);
    }
  }

  /** The probabilities of all steps of four pitches to the power {@code 1 / temperature}. */
  private static double[] steps(NextStep next, double temperature) {
    double[] chances = new double[16];
    double sum = 0;
    for (int step = 0; step < 16; step++) {
      next.reset();
      double probability = 1;
      for (int pitch = 0; pitch < 4; pitch++) {
        int value = step >> pitch & 1;
        float predicted = next.probability(pitch);
        probability *= value == 1 ? predicted : 1 - predicted;
        next.give(pitch, value);
      }
      chances[step] = Math.pow(probability, 1 / temperature);
      sum += chances[step];
    }
    for (int step = 0; step < 16; step++) {
      chances[step] /= sum;
    }
    next.reset();
    return chances;
  }

  private static double[] drawn(NextStep next, double temperature) {
    Sampler sampler = sampler(SOUNDING, temperature);
    RandomStream random = new RandomStream(1, "test", 0);
    int draws = 10_000;
    double[] shares = new double[16];
    for (int n = 0; n < draws; n++) {
      int step = 0;
      for (int pitch : sampler.draw(next, new boolean[4], 1, random).features()) {
        step |= 1 << pitch;
      }
      shares[step] += 1.0 / draws;
    }
    return shares;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1, 1.25})
  void stepsComeAsOftenAsTheyAreLikely(double temperature) {
    for (int seed = 1; seed <= 4; seed++) {
      double[] shares = drawn(next(4, seed), temperature);
      double[] chances = steps(next(4, seed), temperature);
      for (int step = 0; step < 16; step++) {
        assertThat(shares[step])
            .as("step %s of %s", step, seed)
            .isCloseTo(chances[step], Offset.offset(temperature == 1 ? 0.02 : 0.04));
      }
    }
  }

  @Test
  void aLowTemperatureTakesTheLikeliestOfSome() {
    double[] chances = steps(next(4, 2), 1);
    double[] shares = drawn(next(4, 2), 0.01);
    int likeliest = 0;
    for (int step = 1; step < 16; step++) {
      likeliest = chances[step] > chances[likeliest] ? step : likeliest;
    }
    // Unless it is not among the sixteen steps.
    double missed = Math.pow(1 - chances[likeliest], 16);
    assertThat(shares[likeliest]).isCloseTo(1 - missed, Offset.offset(0.03));
  }

  @Test
  void whatSoundsHasBegunAndWhatBeginsSounds() {
    Encoding encoding = new Encoding(4, 60, 65, Planes.SOUNDING_ONSET_VELOCITY);
    Sampler sampler = sampler(encoding, 1.5);
    RandomStream random = new RandomStream(1, "test", 0);
    boolean[] sounded = new boolean[6];
    Map<String, Integer> kinds = new TreeMap<>();
    for (int n = 0; n < 2000; n++) {
      boolean[] before = sounded.clone();
      DrawnStep step = sampler.draw(next(18, n), sounded, 1, random);
      int[] features = step.features();

      assertThat(Arrays.stream(features).distinct().sorted().toArray()).isEqualTo(features);
      for (int pitch = 0; pitch < 6; pitch++) {
        boolean begins = Arrays.binarySearch(features, 6 + pitch) >= 0;
        int velocity = Arrays.binarySearch(features, 12 + pitch);
        assertThat(Arrays.binarySearch(features, pitch) >= 0).isEqualTo(sounded[pitch]);
        assertThat(velocity >= 0).isEqualTo(begins);
        if (begins) {
          assertThat(sounded[pitch]).isTrue();
          assertThat(step.values()[velocity]).isBetween(1 / 127f, 1f);
        }
        if (sounded[pitch] && !before[pitch]) {
          assertThat(begins).isTrue();
        }
        kinds.merge(before[pitch] + " " + sounded[pitch] + " " + begins, 1, Integer::sum);
      }
    }
    assertThat(kinds.keySet())
        .containsExactly(
            "false false false",
            "false true true",
            "true false false",
            "true true false",
            "true true true");
  }

  @Test
  void partsAreDrawnOneAfterTheOther() {
    Encoding encoding =
        new Encoding(
            Grid.beats(1),
            false,
            PartsText.parse(
                "a: programs 1, planes sounding; drums; b: rest",
                Planes.SOUNDING_ONSET_VELOCITY,
                60,
                69));
    Sampler sampler = sampler(encoding, 0.8);
    RandomStream random = new RandomStream(1, "test", 0);
    boolean[] sounded = new boolean[encoding.rows()];
    int drums = DrumClass.ALL.size();
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (int n = 0; n < 200; n++) {
      DrawnStep step = sampler.draw(next(encoding.features(), n), sounded, 1, random);
      builder.addStep(step.features(), step.values(), step.features().length);
      for (int row = 0; row < sounded.length; row++) {
        int feature = row < 10 + drums ? row : row + drums;
        assertThat(Arrays.binarySearch(step.features(), feature) >= 0).isEqualTo(sounded[row]);
      }
    }
    Score score = Decoder.decode(builder.build(), Style.ofParts(3));
    assertThat(score.parts()).extracting(Part::name).containsExactly("a", "drums", "b");
    assertThat(score.parts()).allSatisfy(part -> assertThat(part.notes()).isNotEmpty());
  }

  /** The share of the draws in which each pitch sounds. */
  private static double[] pitches(NextStep next, Sampling sampling, double unrest) {
    Sampler sampler = new ChainedSampler(SOUNDING, sampling);
    RandomStream random = new RandomStream(2, "test", 0);
    double[] shares = new double[4];
    for (int n = 0; n < 2000; n++) {
      for (int pitch : sampler.draw(next, new boolean[4], unrest, random).features()) {
        shares[pitch] += 1 / 2000.0;
      }
    }
    return shares;
  }

  @Test
  void noStepHasMoreOrFewerNotesThanAllowed() {
    for (int seed = 1; seed <= 20; seed++) {
      for (int[] bounds : new int[][] {{1, 2}, {0, 1}, {3, 3}, {4, 0}}) {
        for (double temperature : new double[] {0.5, 1}) {
          Sampling sampling =
              Sampling.DEFAULT
                  .with(Sampling.TEMPERATURE, temperature)
                  .with(Sampling.MIN_PROBABILITY, 0.0)
                  .with(Sampling.MIN_NOTES, bounds[0])
                  .with(Sampling.MAX_NOTES, bounds[1])
                  .with(Sampling.LONGEST_DRONE, 0)
                  .with(Sampling.LONGEST_SILENCE, 0);
          Sampler sampler = new ChainedSampler(SOUNDING, sampling);
          RandomStream random = new RandomStream(seed, "test", 0);
          for (int n = 0; n < 20; n++) {
            assertThat(sampler.draw(next(4, seed), new boolean[4], 1, random).features())
                .hasSizeBetween(bounds[0], bounds[1] == 0 ? 4 : bounds[1]);
          }
        }
      }
    }
  }

  @Test
  void theOddsOfEveryNoteAreMultiplied() {
    for (int seed = 1; seed <= 4; seed++) {
      NextStep next = next(4, seed);
      double predicted = next.probability(0);
      double odds = 3 * predicted / (1 - predicted);

      double[] denser =
          pitches(
              next,
              Sampling.DEFAULT
                  .with(Sampling.TEMPERATURE, 1.0)
                  .with(Sampling.MIN_PROBABILITY, 0.0)
                  .with(Sampling.DENSITY, 3.0)
                  .with(Sampling.LONGEST_DRONE, 0)
                  .with(Sampling.LONGEST_SILENCE, 0),
              1);
      assertThat(denser[0]).isCloseTo(odds / (1 + odds), Offset.offset(0.05));
      assertThat(
              pitches(
                  next,
                  Sampling.DEFAULT
                      .with(Sampling.TEMPERATURE, 1.0)
                      .with(Sampling.MIN_PROBABILITY, 0.0)
                      .with(Sampling.LONGEST_DRONE, 0)
                      .with(Sampling.LONGEST_SILENCE, 0),
                  3)[0])
          .isEqualTo(denser[0]);
    }
  }

  @Test
  void aNoteThatIsNotProbableEnoughIsNotDrawn() {
    for (int seed = 1; seed <= 8; seed++) {
      NextStep next = next(4, seed);
      double share =
          pitches(
              next,
              Sampling.DEFAULT
                  .with(Sampling.TEMPERATURE, 1.0)
                  .with(Sampling.MIN_PROBABILITY, 0.5)
                  .with(Sampling.LONGEST_DRONE, 0)
                  .with(Sampling.LONGEST_SILENCE, 0),
              1)[0];
      next.reset();
      if (next.probability(0) < 0.5) {
        assertThat(share).isZero();
      } else {
        assertThat(share).isPositive();
      }
    }
  }
}
