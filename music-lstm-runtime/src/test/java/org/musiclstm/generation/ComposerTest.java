package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.Sha256;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.EngineName;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;

class ComposerTest {
  private static final MusicModel MODEL =
      SmallModels.random(RandomSongs.ENCODING, new Style(400_000, 3, 4, 70, 11), 20, 2);

  @TempDir Path folder;

  /** The files that the goal generate would write, by name. */
  private static Map<String, byte[]> build(
      Primer primer, int pieces, int bars, double temperature, long seed) {
    GenerationOptions options =
        GenerationOptions.DEFAULT
            .with(PieceForm.DEFAULT.with(PieceForm.BARS, bars))
            .with(Sampling.DEFAULT.with(Sampling.TEMPERATURE, temperature))
            .with(GenerationOptions.PRIMER, "any")
            .with(GenerationOptions.PRIMER_BARS, 2)
            .with(GenerationOptions.SEED, seed);
    try (Workers workers = new Workers(3)) {
      List<Piece> made =
          new Generator(MODEL, Kernels.vector(), workers)
              .generate(
                  Collections.nCopies(pieces, primer),
                  PieceLength.of(Generator.steps(MODEL, "bars", bars)),
                  options.sampling(),
                  seed,
                  () -> false);
      return PieceFiles.encode(
          made, MODEL.style(), PieceOrigins.of(MODEL, options, EngineName.JVM));
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 0.8, 1", "1, 1.0, -5", "7, 0.3, 99"})
  void aPieceIsThatOfTheBuild(int bars, double temperature, long seed) {
    Composer composer =
        Composer.of(MODEL).withBars(bars).withTemperature(temperature).withSeed(seed);

    Map<String, byte[]> files =
        build(Primer.silence(RandomSongs.ENCODING), 5, bars, temperature, seed);

    for (int number = 5; number >= 1; number--) {
      assertThat(composer.piece(number)).isEqualTo(files.get("piece-00" + number + ".mid"));
    }
  }

  @Test
  void whereNothingIsSaidTheDefaultsOfTheBuildHold() {
    GenerationOptions options = GenerationOptions.DEFAULT;

    assertThat(Composer.of(MODEL).piece(2))
        .isEqualTo(
            build(
                    Primer.silence(RandomSongs.ENCODING),
                    2,
                    options.form().bars(),
                    options.sampling().temperature(),
                    options.seed())
                .get("piece-002.mid"));
  }

  @Test
  void aPrimerIsThatOfTheBuild() {
    NoteTensor song = RandomSongs.tensors(4, RandomSongs.ENCODING, 40).get(0);
    int steps = Generator.steps(MODEL, "primerBars", 2);
    Map<String, byte[]> files =
        build(
            Primer.beginning("song.mid", Sha256.of(RandomSongs.midi(song)), song, steps),
            1,
            4,
            0.8,
            GenerationOptions.DEFAULT.seed());

    Composer composer = Composer.of(MODEL).withBars(4);
    Composer primed = composer.withPrimer("song.mid", RandomSongs.midi(song), 2);

    assertThat(primed.piece(1)).isEqualTo(files.get("piece-001.mid"));
    assertThat(primed.withSeed(1).withBars(4).piece(1)).isEqualTo(primed.piece(1));
    assertThat(composer.piece(1)).isNotEqualTo(primed.piece(1));
  }

  @Test
  void aComposerNeverChanges() {
    Composer composer = Composer.of(MODEL).withBars(4);
    byte[] before = composer.piece(1);

    assertThat(composer.withBars(5).piece(1)).isNotEqualTo(before);
    assertThat(composer.withTemperature(1).piece(1)).isNotEqualTo(before);
    assertThat(composer.withSeed(2).piece(1)).isNotEqualTo(before);
    assertThat(composer.piece(2)).isNotEqualTo(before);
    assertThat(composer.piece(1)).isEqualTo(before);
  }

  @Test
  void severalThreadsMayComposeAtOnce() {
    Composer composer = Composer.of(MODEL).withBars(4);
    List<byte[]> oneByOne = IntStream.range(1, 25).mapToObj(composer::piece).toList();

    List<byte[]> atOnce = IntStream.range(1, 25).parallel().mapToObj(composer::piece).toList();

    for (int n = 0; n < oneByOne.size(); n++) {
      assertThat(atOnce.get(n)).isEqualTo(oneByOne.get(n));
    }
  }

  @Test
  void aScoreIsThePieceWithoutAFile() {
    Composer composer = Composer.of(MODEL).withBars(4);

    Score score = composer.score(3);

    byte[] file = composer.piece(3);
    NoteTensor piece =
        Encoder.encode(MidiReader.read(file, "x").score(), MODEL.encoding()).tensor();
    assertThat(Encoder.encode(score, MODEL.encoding()).tensor()).isEqualTo(piece);
    assertThat(piece.activeCount()).isPositive();
    assertThat(score.metres().get(0).beats()).isEqualTo(3);
  }

  @Test
  void aModelIsLoadedFromAFileAStreamAndTheClassPath() throws IOException {
    Path file = Files.createDirectories(folder.resolve("music-lstm")).resolve("my.zip");
    ModelFile.write(file, MODEL);
    byte[] expected = Composer.of(MODEL).piece(1);

    assertThat(Composer.load(file).piece(1)).isEqualTo(expected);
    try (InputStream in = Files.newInputStream(file)) {
      assertThat(Composer.load(in).piece(1)).isEqualTo(expected);
      assertThat(in.read()).as("the stream is still open, and at its end").isNegative();
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(Composer.load(loader, "music-lstm/my.zip").piece(1)).isEqualTo(expected);
      assertThatThrownBy(() -> Composer.load(loader, "music-lstm/model.zip"))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("There is no resource music-lstm/model.zip on the class path.")
          .hasMessageContaining("embedModel=true");
      Files.write(folder.resolve("broken.zip"), new byte[] {1, 2, 3});
      assertThatThrownBy(() -> Composer.load(loader, "broken.zip"))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("The file broken.zip is not a model that can be used");
    }
  }

  @Test
  void whatCannotBeComposedIsRefusedByName() {
    Composer composer = Composer.of(MODEL);

    assertThatThrownBy(() -> composer.withBars(0))
        .isInstanceOf(InputException.class)
        .hasMessage("The option bars is 0, but has to be from 1 to 10000.");
    assertThatThrownBy(() -> composer.withTemperature(Double.NaN))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option temperature is NaN");
    assertThatThrownBy(() -> composer.withPrimer("x.mid", new byte[0], 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("x.mid cannot be read as MIDI");
    byte[] song = composer.withBars(1).piece(1);
    assertThatThrownBy(() -> composer.withPrimer("x.mid", song, 0))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option primerBars is 0");
    assertThatThrownBy(() -> composer.piece(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPrimerWithoutANoteThatTheModelKnowsIsRefused() {
    NoteTensor empty = NoteTensor.of(RandomSongs.ENCODING, new int[][] {{}, {}});

    assertThatThrownBy(() -> Composer.of(MODEL).withPrimer("x.mid", RandomSongs.midi(empty), 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The primer x.mid has no note that the model knows.")
        .hasMessageContaining("the pitches 55 to 71");
  }
}
