package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.StoppedException;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

class GeneratorTest {
  private static final MusicModel MODEL =
      SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 20, 2);
  private static final Primer SILENCE = Primer.silence(RandomSongs.ENCODING);

  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  /** Drawn as predicted, whatever comes out. */
  private static Sampling free(double temperature) {
    return Sampling.DEFAULT
        .with(Sampling.TEMPERATURE, temperature)
        .with(Sampling.LONGEST_DRONE, 0)
        .with(Sampling.LONGEST_SILENCE, 0);
  }

  private Generator generator(MusicModel model) {
    return new Generator(model, Kernels.vector(), workers);
  }

  private List<Piece> generate(List<Primer> primers, int steps, double temperature, long seed) {
    return generator(MODEL)
        .generate(primers, PieceLength.of(steps), free(temperature), seed, () -> false);
  }

  @Test
  void aPieceByItselfIsTheOneOfItsNumberAmongMany() {
    List<Piece> many = generate(Collections.nCopies(40, SILENCE), 8, 1, 5);

    for (int number : new int[] {1, 7, 32, 33, 40}) {
      Piece alone =
          generator(MODEL).generateAmong(number, 1, SILENCE, PieceLength.of(8), free(1), 5);
      assertThat(alone).isEqualTo(many.get(number - 1));
    }
  }

  private static Primer primer(long seed, int steps) {
    return new Primer(
        "song " + seed,
        "5a".repeat(32),
        RandomSongs.tensors(seed, RandomSongs.ENCODING, steps).get(0));
  }

  @Test
  void aPieceIsTheSameHoweverManyThereAre() {
    List<Piece> few = generate(Collections.nCopies(8, SILENCE), 16, 1, 5);
    List<Piece> many = generate(Collections.nCopies(40, SILENCE), 16, 1, 5);

    assertThat(many.subList(0, 8)).isEqualTo(few);
    assertThat(few.get(6).number()).isEqualTo(7);
    assertThat(many).extracting(Piece::number).isSorted().doesNotHaveDuplicates().hasSize(40);
    assertThat(many).extracting(Piece::tensor).doesNotHaveDuplicates();
    assertThat(many).allSatisfy(piece -> assertThat(piece.tensor().steps()).isEqualTo(16));
  }

  @Test
  void aPieceIsTheSameWhateverPrimersTheOthersHave() {
    List<Primer> primers = new ArrayList<>();
    for (int n = 0; n < 35; n++) {
      primers.add(n == 6 || n == 33 ? primer(1, 9) : primer(n, n));
    }
    List<Piece> mixed = generate(primers, 12, 1, 5);
    List<Piece> same = generate(Collections.nCopies(35, primer(1, 9)), 12, 1, 5);

    assertThat(mixed.get(6)).isEqualTo(same.get(6));
    assertThat(mixed.get(33)).isEqualTo(same.get(33));
  }

  @Test
  void theSeedDecides() {
    List<Primer> primers = Collections.nCopies(3, SILENCE);

    assertThat(generate(primers, 16, 1, 5)).isEqualTo(generate(primers, 16, 1, 5));
    assertThat(generate(primers, 16, 1, 6)).isNotEqualTo(generate(primers, 16, 1, 5));
  }

  @Test
  void thePrimerIsHeardAndNotPlayed() {
    Generator echo = generator(SmallModels.echo(RandomSongs.ENCODING));
    Primer primer = primer(3, 20);

    Piece unprimed =
        echo.generate(List.of(SILENCE), PieceLength.of(24), free(1), 5, () -> false).get(0);
    Piece primed =
        echo.generate(List.of(primer), PieceLength.of(24), free(1), 5, () -> false).get(0);

    assertThat(unprimed.tensor().activeCount()).isZero();
    assertThat(primed.tensor().activeCount()).isPositive();
    assertThat(primed.tensor().steps()).isEqualTo(24);
    assertThat(primed.primer()).isEqualTo(primer);
  }

  @Test
  void aPrimerIsTheBeginningOfASong() {
    NoteTensor song = primer(1, 9).steps();

    assertThat(Primer.beginning("x", "5a".repeat(32), song, 50).steps()).isEqualTo(song);
    NoteTensor four = Primer.beginning("x", "5a".repeat(32), song, 4).steps();
    assertThat(four.steps()).isEqualTo(4);
    for (int step = 0; step < 4; step++) {
      for (int feature = 0; feature < song.features(); feature++) {
        assertThat(four.isActive(step, feature)).isEqualTo(song.isActive(step, feature));
      }
    }
  }

  @Test
  void everyStepOfThePrimerIsHeard() {
    // An echo of one step plays on what it heard last, so the first step is the primer's last.
    int pitches = RandomSongs.ENCODING.rows();
    Primer primer =
        new Primer(
            "x",
            "5a".repeat(32),
            NoteTensor.of(
                RandomSongs.ENCODING,
                new int[][] {{1, pitches + 1}, {}, {4, 6, pitches + 4, pitches + 6}}));

    Piece piece =
        generator(SmallModels.echo(RandomSongs.ENCODING))
            .generate(List.of(primer), PieceLength.of(3), free(1), 1, () -> false)
            .get(0);

    int[] last = {4, 6, pitches + 4, pitches + 6};
    assertThat(piece.tensor())
        .isEqualTo(NoteTensor.of(RandomSongs.ENCODING, new int[][] {last, last, last}));
  }

  @Test
  void everyPieceCanBeDecodedAndComesBackAsItWas() {
    Encoding sounding = new Encoding(2, 55, 71, Planes.SOUNDING);
    MusicModel flat = SmallModels.random(sounding, Style.DEFAULT, 7, 1);
    for (double temperature : new double[] {0.01, 0.5, 1, 3, 10}) {
      List<Piece> pieces =
          generate(List.of(SILENCE, primer(1, 5), primer(2, 1)), 30, temperature, 1);
      for (Piece piece : pieces) {
        assertThat(again(piece.tensor())).isEqualTo(piece.tensor());
      }
      generator(flat)
          .generate(
              List.of(Primer.silence(sounding)),
              PieceLength.of(30),
              free(temperature),
              1,
              () -> false)
          .forEach(piece -> assertThat(again(piece.tensor())).isEqualTo(piece.tensor()));
    }
  }

  private static NoteTensor again(NoteTensor tensor) {
    return Encoder.encode(Decoder.decode(tensor, Style.DEFAULT), tensor.encoding()).tensor();
  }

  @Test
  void barsAreThoseOfTheMetre() {
    assertThat(steps(4, 4, 4, 3)).isEqualTo(48);
    assertThat(steps(3, 4, 4, 8)).isEqualTo(96);
    assertThat(steps(6, 8, 4, 8)).isEqualTo(96);
    assertThat(steps(2, 2, 1, 5)).isEqualTo(20);
    // Seven eighths are three and a half quarters; two bars are whole, one is rounded up.
    assertThat(steps(7, 8, 1, 2)).isEqualTo(7);
    assertThat(steps(7, 8, 1, 1)).isEqualTo(4);
  }

  private int steps(int beats, int beatUnit, int stepsPerQuarter, int bars) {
    Encoding encoding = new Encoding(stepsPerQuarter, 60, 62, Planes.SOUNDING);
    Style style = new Style(500_000, beats, beatUnit, 80, 0);
    return Generator.steps(SmallModels.random(encoding, style, 2, 1), "bars", bars);
  }

  @Test
  void itStopsWhenAsked() {
    int[] asked = {0};

    assertThatThrownBy(
            () ->
                generator(MODEL)
                    .generate(
                        Collections.nCopies(2, SILENCE),
                        PieceLength.of(1000),
                        free(1),
                        1,
                        () -> asked[0]++ >= 10))
        .isInstanceOf(StoppedException.class);
    assertThat(asked[0]).as("asked again after it was predicted").isLessThan(20);
  }

  /** The longest run of steps in which the same sounds, or in which nothing does. */
  private static int longest(NoteTensor piece, boolean silence) {
    int longest = 0;
    int run = 0;
    for (int step = 0; step < piece.steps(); step++) {
      boolean silent = piece.start(step) == piece.end(step);
      boolean goesOn = step > 0 && sounding(piece, step).equals(sounding(piece, step - 1));
      run = silent != silence ? 0 : goesOn ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static List<Integer> sounding(NoteTensor piece, int step) {
    return IntStream.range(0, RandomSongs.ENCODING.rows())
        .filter(row -> piece.isActive(step, row))
        .boxed()
        .toList();
  }

  private Piece echo(Primer primer, int longestDrone, int longestSilence) {
    return generator(SmallModels.echo(RandomSongs.ENCODING))
        .generate(
            1,
            primer,
            PieceLength.of(120),
            Sampling.DEFAULT
                .with(Sampling.TEMPERATURE, 1.0)
                .with(Sampling.LONGEST_DRONE, longestDrone)
                .with(Sampling.LONGEST_SILENCE, longestSilence),
            5);
  }

  @Test
  void aDroneIsCutShort() {
    int quarter = RandomSongs.ENCODING.stepsPerQuarter();
    Primer primer = primer(3, 20);
    Piece drone = echo(primer, 0, 0);
    assertThat(longest(drone.tensor(), false)).isEqualTo(120);
    assertThat(drone.cuts()).isEqualTo(new Piece.Cuts(0, 0));

    Piece piece = echo(primer, 3, 0);

    assertThat(longest(piece.tensor(), false)).isEqualTo(3 * quarter);
    assertThat(piece.cuts().drones()).isEqualTo((120 - 1) / (3 * quarter));
    assertThat(piece.cuts().silences()).isZero();
    assertThat(again(piece.tensor())).isEqualTo(piece.tensor());
    assertThat(echo(primer, 3, 0)).isEqualTo(piece);
  }

  @Test
  void aSilenceIsCutShort() {
    int quarter = RandomSongs.ENCODING.stepsPerQuarter();
    Piece silent = echo(SILENCE, 0, 0);
    assertThat(longest(silent.tensor(), true)).isEqualTo(120);

    Piece piece = echo(SILENCE, 2, 5);

    assertThat(longest(piece.tensor(), true)).isEqualTo(5 * quarter);
    assertThat(piece.cuts().silences()).isPositive();
    assertThat(longest(piece.tensor(), false)).isEqualTo(2 * quarter);
  }

  @Test
  void anOpenPieceEndsWhereItFallsSilent() {
    PieceLength open = new PieceLength(10, 200, 2);
    List<Primer> primers = Collections.nCopies(20, SILENCE);
    Sampling thin =
        Sampling.DEFAULT
            .with(Sampling.TEMPERATURE, 1.0)
            .with(Sampling.DENSITY, 0.1)
            .with(Sampling.LONGEST_DRONE, 0)
            .with(Sampling.LONGEST_SILENCE, 0);
    List<Piece> whole =
        generator(MODEL).generate(primers, PieceLength.of(200), thin, 5, () -> false);
    List<Piece> pieces = generator(MODEL).generate(primers, open, thin, 5, () -> false);

    int ended = 0;
    for (int n = 0; n < 20; n++) {
      NoteTensor all = whole.get(n).tensor();
      int end = 200;
      for (int step = 199; step >= 10; step--) {
        if (all.start(step - 2) == all.end(step - 1)) {
          end = step;
        }
      }
      int sounding = end == 200 ? 200 : end - 2;
      while (end < 200 && sounding > 0 && all.start(sounding - 1) == all.end(sounding - 1)) {
        sounding--;
      }
      // One in which nothing sounds has nothing to end with.
      int length = sounding == 0 ? end : sounding;
      ended += end < 200 ? 1 : 0;
      assertThat(pieces.get(n).tensor()).isEqualTo(Primer.first(all, length));
    }
    assertThat(ended).isPositive();
  }

  @Test
  void anOpenPieceThatIsNothingButSilentHasItsLeastLength() {
    Piece piece =
        generator(SmallModels.echo(RandomSongs.ENCODING))
            .generate(1, SILENCE, new PieceLength(8, 40, 3), free(1), 5);

    assertThat(piece.tensor().steps()).isEqualTo(8);
    assertThat(piece.tensor().activeCount()).isZero();
  }
}
