package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.Composer;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Origin;
import org.musiclstm.generation.PieceForm;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.Sampling;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.ModelFile;
import org.musiclstm.score.Score;

/** Music that is made again from what it says of itself and its model. */
class ReproduceMusicJobTest {
  @TempDir Path folder;

  private Path songs = Path.of("");
  private Path music = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void train() throws IOException {
    songs = folder.resolve("songs");
    music = folder.resolve("music");
    model = folder.resolve("model.zip");
    TrainedSongs.write(songs, 5, 40, 33, 36, 64, 50);
    TrainedSongs.train(songs, TrainedSongs.VALIDATION_SHARE, model);
  }

  private static GenerationOptions options(int pieces, int candidates, String primer) {
    return GenerationOptions.DEFAULT
        .with(GenerationOptions.PIECES, pieces)
        .with(GenerationOptions.CANDIDATES, candidates)
        .with(PieceForm.DEFAULT.with(PieceForm.BARS, 3))
        .with(GenerationOptions.PRIMER, primer)
        .with(GenerationOptions.PRIMER_BARS, 2)
        .with(GenerationOptions.SEED, 7L);
  }

  private void generate(GenerationOptions options) throws IOException {
    generate(options, model);
  }

  private void generate(GenerationOptions options, Path from) throws IOException {
    GenerateRequest request =
        new GenerateRequest(
            from,
            List.of(TrainedSongs.folder(songs)),
            options,
            music,
            folder.resolve("midi.zip"),
            2);
    try (EventLog log = new EventLog(folder.resolve("events.jsonl"));
        Workers workers = new Workers(2)) {
      new GenerateJob(request, Kernels.scalar(), workers, log, () -> false).run();
    }
  }

  private Result reproduce(Path what, BooleanSupplier stop) throws IOException {
    return reproduce(what, folder.resolve("again"), stop);
  }

  private Result reproduce(Path what, Path to, BooleanSupplier stop) throws IOException {
    ReproduceMusicRequest request =
        new ReproduceMusicRequest(model, List.of(TrainedSongs.folder(songs)), what, "piece", to, 1);
    try (EventLog log = new EventLog(folder.resolve("events.jsonl"));
        Workers workers = new Workers(1)) {
      return new ReproduceMusicJob(request, Kernels.vector(), workers, log, stop).run();
    }
  }

  private void isReproduced(int pieces) throws IOException {
    List<byte[]> before = new ArrayList<>();
    for (int n = 1; n <= pieces; n++) {
      before.add(piece(n));
    }

    Result result = reproduce(music, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(result.summary().get(0))
        .startsWith(
            pieces == 1
                ? "Reproduced: piece-001.mid has the same bytes when it is made again from model.zip"
                : "Reproduced: all " + pieces + " pieces have the same bytes");
    for (int n = 1; n <= pieces; n++) {
      assertThat(piece(n)).isEqualTo(before.get(n - 1));
      assertThat(folder.resolve("again").resolve(PieceName.DEFAULT.of(n)))
          .hasBinaryContent(before.get(n - 1));
    }
  }

  private byte[] piece(int number) throws IOException {
    return Files.readAllBytes(music.resolve(PieceName.DEFAULT.of(number)));
  }

  /** What is said of music that is not made again, in lines none of which has another in it. */
  private String refusal() throws IOException {
    Result result;
    try {
      result = reproduce(music, () -> false);
    } catch (InputException e) {
      result = new Result(Result.Status.INPUT, List.of(String.valueOf(e.getMessage())));
    }
    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary()).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    return String.join("\n", result.summary());
  }

  @Test
  void musicIsMadeAgainFromItsFilesAndTheModelAlone() throws IOException {
    generate(options(3, 1, "none"));

    isReproduced(3);
  }

  @Test
  void everyOptionOfTheMusicIsTakenFromTheFile() throws IOException {
    generate(
        GenerationOptions.DEFAULT
            .with(GenerationOptions.PIECES, 4)
            .with(
                PieceForm.DEFAULT
                    .with(PieceForm.BARS, 6)
                    .with(PieceForm.LENGTH, PieceForm.LENGTH_AUTO)
                    .with(PieceForm.TEMPO, "97.50")
                    .with(PieceForm.METRE, "3/4")
                    .with(PieceForm.KEY, "Db minor"))
            .with(
                Sampling.DEFAULT
                    .with(Sampling.TEMPERATURE, 1.3)
                    .with(Sampling.MIN_PROBABILITY, 0.001)
                    .with(Sampling.DENSITY, 1.5)
                    .with(Sampling.MAX_NOTES, 5)
                    .with(Sampling.LONGEST_DRONE, 3)
                    .with(Sampling.LONGEST_SILENCE, 2))
            .with(GenerationOptions.SEED, -9_000_000_000L));
    isReproduced(4);

    generate(
        options(2, 1, "none")
            .with(
                Sampling.DEFAULT
                    .with(Sampling.TEMPERATURE, 0.7)
                    .with(Sampling.MIN_PROBABILITY, 0.0)
                    .with(Sampling.DENSITY, 0.5)
                    .with(Sampling.MIN_NOTES, 2)
                    .with(Sampling.MAX_NOTES, 3)
                    .with(Sampling.LONGEST_DRONE, 0)
                    .with(Sampling.LONGEST_SILENCE, 0)));
    isReproduced(2);
  }

  @Test
  void theCandidateThatWasKeptIsMadeAgain() throws IOException {
    generate(options(3, 4, "none"));

    isReproduced(3);
  }

  @Test
  void theSongThatAPieceGoesOnFromIsFoundByItsContents() throws IOException {
    for (String primer : List.of("validation", "training")) {
      generate(options(3, 1, primer));
      for (Path song : List.of(songs.resolve("song-1.mid"), songs.resolve("song-3.mid"))) {
        Path other = song.resolveSibling("moved " + song.getFileName());
        Files.move(song, other);
      }

      isReproduced(3);

      for (Path song : List.of(songs.resolve("song-1.mid"), songs.resolve("song-3.mid"))) {
        Files.move(song.resolveSibling("moved " + song.getFileName()), song);
      }
    }
    Path file = folder.resolve("my \"Übung\".mid");
    Files.write(file, RandomSongs.midi(RandomSongs.tensors(9, RandomSongs.ENCODING, 30).get(0)));
    generate(options(1, 1, file.toString()));

    assertThat(refusal())
        .contains("piece-001.mid goes on from the song my \"Übung\".mid with the SHA-256 ")
        .contains("Set midiDirectory or validationDirectory to where it is.");
    Files.move(file, songs.resolve("other.mid"));
    isReproduced(1);
  }

  @Test
  void aPieceAloneIsMadeAgainWhateverItIsCalledNow() throws IOException {
    generate(options(5, 1, "none"));
    Path found = Files.copy(music.resolve("piece-004.mid"), folder.resolve("found.mid"));

    Result result = reproduce(found, () -> false);

    assertThat(result.summary().get(0)).startsWith("Reproduced: found.mid has the same bytes");
    assertThat(folder.resolve("again/found.mid")).hasBinaryContent(piece(4));
  }

  @Test
  void noSongIsReplacedByAPieceOfItsName() throws IOException {
    generate(options(1, 1, "none"));
    byte[] song = Files.readAllBytes(songs.resolve("song-1.mid"));
    Path found = Files.copy(music.resolve("piece-001.mid"), folder.resolve("song-1.mid"));

    Result result = reproduce(found, songs, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.INPUT);
    assertThat(result.summary().get(1))
        .startsWith("song-1.mid is not written, since it would replace the song ")
        .endsWith("Set reproducedDirectory to a folder that has no songs.");
    assertThat(songs.resolve("song-1.mid")).hasBinaryContent(song);
  }

  @Test
  void aComposerMakesThemAgainToo() throws IOException {
    generate(options(2, 1, "validation"));
    Composer composer = Composer.load(model).withBars(9).withSeed(99);
    Origin origin = Origin.of(piece(2), "x");
    byte[] song =
        IntStream.range(0, 5)
            .mapToObj(n -> read(songs.resolve("song-" + n + ".mid")))
            .filter(bytes -> org.musiclstm.Sha256.of(bytes).equals(origin.primer().sha256()))
            .findFirst()
            .orElseThrow();

    assertThat(composer.again(origin, song)).isEqualTo(piece(2));
    assertThatThrownBy(() -> composer.again(origin))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("which is needed to make it again");
    assertThatThrownBy(() -> composer.again(origin, new byte[] {1}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Take the song as it was.");
    byte[] composed = composer.withKey("E major").withTempo("100").piece(3);
    assertThat(Composer.load(model).again(Origin.of(composed, "x"))).isEqualTo(composed);
    assertThatThrownBy(() -> composer.again(Origin.of(composed, "x"), song))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The piece goes on from silence");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatSomebodyChangedIsSaidPieceByPiece() throws IOException {
    generate(options(6, 1, "none"));
    // Edited in another program, which keeps the text; written anew without it; another option.
    edit(1, true);
    edit(2, false);
    Files.writeString(
        music.resolve("piece-003.mid"),
        new String(piece(3), StandardCharsets.ISO_8859_1).replace("\"seed\":7", "\"seed\":8"),
        StandardCharsets.ISO_8859_1);
    Files.write(music.resolve("piece-004.mid"), new byte[] {1, 2, 3});
    Files.writeString(
        music.resolve("piece-005.mid"),
        new String(piece(5), StandardCharsets.ISO_8859_1)
            .replace("\"movedUpBy\":0", "\"movedUpBy\":5"),
        StandardCharsets.ISO_8859_1);

    assertThat(refusal().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Not reproduced: 1 of 6 pieces have the same"),
            line -> assertThat(line).startsWith("piece-002.mid does not say where it came from:"),
            line -> assertThat(line).startsWith("piece-004.mid cannot be read as MIDI"),
            line ->
                assertThat(line)
                    .isEqualTo("piece-001.mid differs when it is made again: the length differs."),
            line ->
                assertThat(line)
                    .startsWith("piece-003.mid differs when it is made again: the notes differ"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "piece-005.mid differs when it is made again: movedUpBy 0 instead of 5;"
                            + " the music is the same."),
            line -> assertThat(line).startsWith("A piece that differs was changed after it was"));
  }

  /** Makes a piece longer by a tick, as another program may write it. */
  private void edit(int number, boolean keepsText) throws IOException {
    var file = MidiReader.read(piece(number), "x");
    Score score = file.score();
    Score longer =
        new Score(
            score.ticksPerQuarter(),
            score.parts(),
            score.tempos(),
            score.metres(),
            score.end() + 1);
    Files.write(
        music.resolve(PieceName.DEFAULT.of(number)),
        MidiWriter.write(longer, keepsText ? file.texts() : List.of()));
  }

  @Test
  void aPieceOfAnotherModelIsNotMadeWithThisOne() throws IOException {
    Path otherSongs = folder.resolve("other songs");
    TrainedSongs.write(otherSongs, 6, 40, 33, 36);
    Path other = folder.resolve("other.zip");
    TrainedSongs.train(otherSongs, TrainedSongs.VALIDATION_SHARE, other);
    generate(options(1, 1, "none"), other);

    assertThat(refusal())
        .startsWith("Not reproduced: the piece was not made again with the same bytes.")
        .contains("piece-001.mid was made by the model ")
        .contains("Set modelFile or modelArtifact to the model that made it.");
    assertThat(folder.resolve("again")).doesNotExist();

    // The same fingerprint, but another weight.
    byte[] again = Files.readAllBytes(music.resolve("piece-001.mid"));
    String text = new String(again, StandardCharsets.ISO_8859_1);
    String mine = ModelFile.read(model).provenance().fingerprint();
    String theirs = ModelFile.read(other).provenance().fingerprint();
    Files.writeString(
        music.resolve("piece-001.mid"), text.replace(theirs, mine), StandardCharsets.ISO_8859_1);
    assertThat(refusal()).contains("of the same fingerprint, " + mine.substring(0, 12));
  }

  @Test
  void withoutAnyPieceNothingIsReproduced() throws IOException {
    Files.createDirectories(music);
    assertThat(refusal()).startsWith("There are no MIDI files").contains("set piece");
    Files.delete(music);
    assertThat(refusal()).startsWith("There is no file " + music + ". Set piece to a MIDI file");
  }

  @Test
  void itStopsWhenItIsAsked() throws IOException {
    generate(options(3, 1, "none"));
    AtomicInteger asked = new AtomicInteger();

    Result result = reproduce(music, () -> asked.incrementAndGet() > 5);

    assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(asked.get()).isLessThan(20);
    assertThat(folder.resolve("again")).doesNotExist();
  }
}
