package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.Decimal;
import org.musiclstm.InputException;
import org.musiclstm.RandomStream;
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

class IndependentSamplerTest {
  private static final Encoding ONSETS = new Encoding(4, 60, 69, Planes.SOUNDING_ONSET);
  private static final Encoding SOUNDING = new Encoding(4, 60, 69, Planes.SOUNDING);
  private static final double[] TEMPERATURES = {0.001, 0.01, 0.3, 0.9, 1, 1.5, 10};

  private static IndependentSampler sampler(Encoding encoding, double temperature) {
    return new IndependentSampler(
        encoding, Sampling.DEFAULT.with(Sampling.TEMPERATURE, temperature));
  }

  /** Probabilities of every kind: 0, 1, nearly so, and anything between. */
  private static float[] probabilities(Random random, int features) {
    float[] probabilities = new float[features];
    for (int n = 0; n < features; n++) {
      probabilities[n] =
          switch (random.nextInt(7)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> Float.MIN_VALUE;
            case 3 -> 1 - 0x1p-24f;
            case 4 -> 1e-6f;
            default -> random.nextFloat();
          };
    }
    return probabilities;
  }

  @Test
  void whatSoundsHasBegunAndWhatBeginsSounds() {
    Random random = new Random(1);
    for (double temperature : TEMPERATURES) {
      IndependentSampler sampler = sampler(ONSETS, temperature);
      boolean[] sounded = new boolean[10];
      RandomStream stream = new RandomStream(1, "test", 0);
      for (int i = 0; i < 3000; i++) {
        boolean[] before = sounded.clone();
        float[] probabilities = probabilities(random, 20);
        int[] step = sampler.draw(probabilities, sounded, stream).features();

        assertThat(Arrays.stream(step).distinct().sorted().toArray()).isEqualTo(step);
        boolean[] sounds = new boolean[10];
        boolean[] begins = new boolean[10];
        for (int feature : step) {
          (feature < 10 ? sounds : begins)[feature % 10] = true;
        }
        assertThat(sounded).isEqualTo(sounds);
        for (int pitch = 0; pitch < 10; pitch++) {
          if (begins[pitch]) {
            assertThat(sounds[pitch]).isTrue();
          }
          if (sounds[pitch] && !before[pitch]) {
            assertThat(begins[pitch]).isTrue();
          }
          if (probabilities[pitch] == 0) {
            assertThat(sounds[pitch]).isFalse();
          }
          if (probabilities[pitch] == 1 && before[pitch]) {
            assertThat(sounds[pitch]).isTrue();
          }
        }
      }
    }
  }

  @Test
  void anEncodingWithoutOnsetsGetsNone() {
    Random random = new Random(2);
    for (double temperature : TEMPERATURES) {
      IndependentSampler sampler = sampler(SOUNDING, temperature);
      boolean[] sounded = new boolean[10];
      RandomStream stream = new RandomStream(1, "test", 0);
      for (int i = 0; i < 1000; i++) {
        int[] step = sampler.draw(probabilities(random, 10), sounded, stream).features();
        assertThat(IntStream.range(0, 10).filter(pitch -> sounded[pitch]).toArray())
            .isEqualTo(step);
      }
    }
  }

  /** Counts silence, beginning and going on of each pitch over many draws. */
  private static int[][] counts(
      IndependentSampler sampler, float[] probabilities, boolean[] before, int draws) {
    int[][] counts = new int[before.length][3];
    RandomStream stream = new RandomStream(3, "test", 0);
    for (int i = 0; i < draws; i++) {
      int[] outcome = new int[before.length];
      for (int feature : sampler.draw(probabilities, before.clone(), stream).features()) {
        outcome[feature % before.length] = feature < before.length ? 2 : 1;
      }
      for (int pitch = 0; pitch < before.length; pitch++) {
        counts[pitch][outcome[pitch]]++;
      }
    }
    return counts;
  }

  @Test
  void atTemperatureOneOutcomesAreAsFrequentAsPredicted() {
    float[] probabilities = {
      .1f, .5f, .9f, .02f, .7f, .1f, .5f, .9f, .02f, .7f, //
      .05f, .4f, .2f, .01f, .7f, .05f, .4f, .2f, .01f, .9f
    };
    boolean[] before = {false, false, false, false, false, true, true, true, true, true};
    int draws = 40_000;
    int[][] counts = counts(sampler(ONSETS, 1), probabilities, before, draws);
    for (int pitch = 0; pitch < 10; pitch++) {
      double sounds = probabilities[pitch];
      double begins = Math.min(probabilities[10 + pitch], sounds);
      double goesOn = before[pitch] ? sounds - begins : 0;
      double sum = 1 - sounds + begins + goesOn;
      double[] expected = {(1 - sounds) / sum, begins / sum, goesOn / sum};
      double chiSquare = 0;
      for (int outcome = 0; outcome < 3; outcome++) {
        if (expected[outcome] == 0) {
          assertThat(counts[pitch][outcome]).isZero();
        } else {
          double difference = counts[pitch][outcome] - draws * expected[outcome];
          chiSquare += difference * difference / (draws * expected[outcome]);
        }
      }
      // With two degrees of freedom, one of a thousand right samplers would be above this.
      assertThat(chiSquare).as("pitch %s", pitch).isLessThan(13.8);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.3, 0.7, 1.4, 10})
  void anyTemperatureKeepsTheExpectedNumberOfNotes(double temperature) {
    float[] few = {.01f, .03f, .04f, .05f, .02f, .06f, .2f, .1f, .005f, .3f};
    float[] equal = new float[10];
    Arrays.fill(equal, .05f);
    for (float[] probabilities : new float[][] {few, equal}) {
      int draws = 20_000;
      double expected = 0;
      for (float probability : probabilities) {
        expected += probability;
      }
      int[][] counts =
          counts(sampler(SOUNDING, temperature), probabilities, new boolean[10], draws);
      double notes = 0;
      for (int[] count : counts) {
        notes += count[2];
      }
      // The number of notes in a step has a deviation below 0.9, so that of the mean is 0.0065.
      assertThat(notes / draws).isCloseTo(expected, Offset.offset(0.03));
    }
  }

  @Test
  void theNumberOfNotesStaysNextToTheExpectedOne() {
    Random random = new Random(5);
    for (double temperature : new double[] {0.05, 0.5, 1, 2}) {
      IndependentSampler sampler = sampler(SOUNDING, temperature);
      RandomStream stream = new RandomStream(7, "test", 0);
      for (int i = 0; i < 2000; i++) {
        float[] probabilities = new float[10];
        double expected = 0;
        for (int pitch = 0; pitch < 10; pitch++) {
          probabilities[pitch] = 0.001f + 0.9f * random.nextFloat();
          expected += probabilities[pitch];
        }
        assertThat((double) sampler.draw(probabilities, new boolean[10], stream).features().length)
            .isCloseTo(expected, Offset.strictOffset(1.0));
      }
    }
  }

  @Test
  void aLowerTemperaturePrefersTheLikelierNotes() {
    float[] probabilities = {.1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .6f};
    double before = 0;
    for (double temperature : new double[] {10, 1, 0.5, 0.2}) {
      int[][] counts =
          counts(sampler(SOUNDING, temperature), probabilities, new boolean[10], 20_000);
      double likeliest = counts[9][2] / 20_000.0;
      assertThat(likeliest).isGreaterThan(before + 0.05);
      before = likeliest;
    }
    assertThat(before).isGreaterThan(0.95);
  }

  @Test
  void aLowTemperaturePredictsGoingOnFromBeginning() {
    float[] probabilities = new float[20];
    Arrays.fill(probabilities, 0, 10, .5f);
    Arrays.fill(probabilities, 10, 20, .1f);
    boolean[] before = new boolean[10];
    Arrays.fill(before, true);
    int[][] counts = counts(sampler(ONSETS, 0.2), probabilities, before, 5000);

    for (int[] count : counts) {
      assertThat(count[1] + count[2]).isBetween(2300, 2700);
      // (0.1 / 0.4) ^ 5 is about one in a thousand.
      assertThat(count[1]).isLessThan(15);
    }
  }

  @Test
  void asManyRandomNumbersAreDrawnWhateverComesOut() {
    Random random = new Random(4);
    for (double temperature : TEMPERATURES) {
      for (Encoding encoding : new Encoding[] {ONSETS, SOUNDING}) {
        IndependentSampler sampler = sampler(encoding, temperature);
        RandomStream stream = new RandomStream(5, "test", 0);
        RandomStream counter = new RandomStream(5, "test", 0);
        boolean[] sounded = new boolean[10];
        for (int i = 0; i < 50; i++) {
          sampler.draw(probabilities(random, encoding.features()), sounded, stream);
          // Two for each of the ten pitches and one at the end.
          for (int n = 0; n < 21; n++) {
            counter.nextLong();
          }
        }
        assertThat(stream.nextLong()).isEqualTo(counter.nextLong());
      }
    }
  }

  @Test
  void certaintyIsNotDrawnAtAnyTemperature() {
    float[] probabilities = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
    for (double temperature : TEMPERATURES) {
      IndependentSampler sampler = sampler(ONSETS, temperature);
      RandomStream stream = new RandomStream(6, "test", 0);
      boolean[] sounded = new boolean[10];
      for (int i = 0; i < 100; i++) {
        assertThat(sampler.draw(probabilities, sounded, stream).features())
            .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
      }
    }
  }

  @Test
  void aNoteThatCouldOnlyGoOnButWasSilentStaysSilent() {
    float[] probabilities = new float[20];
    Arrays.fill(probabilities, 0, 10, 1);
    for (double temperature : TEMPERATURES) {
      assertThat(
              sampler(ONSETS, temperature)
                  .draw(probabilities, new boolean[10], new RandomStream(1, "test", 0))
                  .features())
          .isEmpty();
    }
  }

  @Test
  void aNoteIsStruckAsHardAsNotesAreThatBeginThere() {
    Encoding encoding = new Encoding(2, 60, 61, Planes.SOUNDING_ONSET_VELOCITY);
    float[] predicted = {1, 1, 0.5f, 0.25f, 0.3f, 0.5f};
    IndependentSampler sampler = sampler(encoding, 1);
    for (int n = 0; n < 50; n++) {
      DrawnStep step = sampler.draw(predicted, new boolean[2], new RandomStream(n, "test", 0));

      // An onset with half a chance, and three tenths in all: those that begin have six tenths.
      assertThat(step.features()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(step.values()).containsExactly(1, 1, 1, 1, 76 / 127f, 1);
    }
  }

  @Test
  void partsAreDrawnEachByItself() {
    Encoding encoding =
        new Encoding(
            Grid.beats(1),
            false,
            PartsText.parse(
                "a: programs 1, planes sounding; drums; b: rest",
                Planes.SOUNDING_ONSET_VELOCITY,
                60,
                69));
    Random random = new Random(4);
    IndependentSampler sampler = sampler(encoding, 0.8);
    boolean[] sounded = new boolean[encoding.rows()];
    RandomStream stream = new RandomStream(1, "test", 0);
    int drums = DrumClass.ALL.size();
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (int n = 0; n < 200; n++) {
      DrawnStep step = sampler.draw(probabilities(random, encoding.features()), sounded, stream);
      builder.addStep(step.features(), step.values(), step.features().length);
      for (int row = 0; row < sounded.length; row++) {
        int feature = row < 10 ? row : row < 10 + drums ? row : row + drums;
        assertThat(Arrays.binarySearch(step.features(), feature) >= 0).isEqualTo(sounded[row]);
      }
    }
    Score score = Decoder.decode(builder.build(), Style.ofParts(3));
    assertThat(score.parts()).extracting(Part::name).containsExactly("a", "drums", "b");
    assertThat(score.parts()).allSatisfy(part -> assertThat(part.notes()).isNotEmpty());
  }

  private static Sampling bounded(double temperature, int minNotes, int maxNotes) {
    return Sampling.DEFAULT
        .with(Sampling.TEMPERATURE, temperature)
        .with(Sampling.MIN_NOTES, minNotes)
        .with(Sampling.MAX_NOTES, maxNotes)
        .with(Sampling.LONGEST_DRONE, 0)
        .with(Sampling.LONGEST_SILENCE, 0);
  }

  @Test
  void noStepHasMoreOrFewerNotesThanAllowed() {
    Random random = new Random(8);
    for (double temperature : TEMPERATURES) {
      for (int[] bounds : new int[][] {{2, 3}, {0, 1}, {4, 4}, {9, 10}, {10, 0}}) {
        Sampling sampling = bounded(temperature, bounds[0], bounds[1]);
        IndependentSampler sampler = new IndependentSampler(ONSETS, sampling);
        boolean[] sounded = new boolean[10];
        RandomStream stream = new RandomStream(1, "test", 0);
        for (int i = 0; i < 300; i++) {
          int[] step = sampler.draw(probabilities(random, 20), sounded, stream).features();
          long notes = Arrays.stream(step).filter(feature -> feature < 10).count();
          assertThat(notes).isBetween((long) bounds[0], bounds[1] == 0 ? 10L : bounds[1]);
        }
      }
    }
  }

  @Test
  void drumsAreNoNotesThatAreBounded() {
    Encoding encoding =
        new Encoding(
            Grid.beats(1), false, PartsText.parse("drums; b: rest", Planes.SOUNDING, 60, 69));
    float[] predicted = new float[encoding.features()];
    Arrays.fill(predicted, 1);
    boolean[] sounded = new boolean[encoding.rows()];
    new IndependentSampler(encoding, bounded(1, 0, 2))
        .draw(predicted, sounded, new RandomStream(1, "test", 0));

    int drums = DrumClass.ALL.size();
    for (int row = 0; row < sounded.length; row++) {
      // Of equally likely notes, the lower ones are left.
      assertThat(sounded[row]).as("row %s", row).isEqualTo(row < drums + 2);
    }
  }

  @Test
  void aNoteThatIsNotProbableEnoughIsNotDrawn() {
    float[] predicted = {.01f, .19f, .21f, .5f, .01f, .19f, .21f, .5f, .2f, 1f};
    Sampling sampling =
        Sampling.DEFAULT
            .with(Sampling.MIN_PROBABILITY, 0.2)
            .with(Sampling.LONGEST_DRONE, 0)
            .with(Sampling.LONGEST_SILENCE, 0);
    IndependentSampler sampler = new IndependentSampler(SOUNDING, sampling);
    int[][] counts = counts(sampler, predicted, new boolean[10], 2000);

    for (int pitch = 0; pitch < 10; pitch++) {
      if (predicted[pitch] < .2f) {
        assertThat(counts[pitch][2]).isZero();
      } else {
        assertThat(counts[pitch][2]).isPositive();
      }
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    for (double temperature : new double[] {0, -1, 1e-4, 10.5, Double.NaN}) {
      assertThatThrownBy(() -> Sampling.DEFAULT.with(Sampling.TEMPERATURE, temperature))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "The option temperature is "
                  + Decimal.exactText(temperature)
                  + ", but has to be from 0.001 to 10.");
    }
    assertThatThrownBy(() -> bounded(1, 3, 2))
        .isInstanceOf(InputException.class)
        .hasMessage("The option minNotes is 3, but has to be at most maxNotes (2).");
  }
}
