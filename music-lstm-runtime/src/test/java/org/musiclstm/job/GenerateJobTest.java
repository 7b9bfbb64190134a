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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceForm;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.Primer;
import org.musiclstm.generation.Sampling;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.model.MusicModel;
import org.musiclstm.songs.ModelSongs;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.NoteTensor;

class GenerateJobTest {
  @TempDir Path folder;

  private final List<String> messages = new ArrayList<>();
  private Path songs;
  private Path music;
  private MusicModel model;

  @BeforeEach
  void train() throws IOException {
    songs = folder.resolve("songs");
    music = folder.resolve("music");
    TrainedSongs.write(songs, 1, 60, 70, 50, 80, 64, 90, 75, 66, 58, 61);
    model = TrainedSongs.train(songs, TrainedSongs.VALIDATION_SHARE, folder.resolve("model.zip"));
  }

  private static GenerationOptions options(int pieces, int candidates, long seed) {
    return GenerationOptions.DEFAULT
        .with(GenerationOptions.PIECES, pieces)
        .with(GenerationOptions.CANDIDATES, candidates)
        .with(PieceForm.DEFAULT.with(PieceForm.BARS, 4))
        .with(GenerationOptions.PRIMER_BARS, 2)
        .with(GenerationOptions.SEED, seed);
  }

  private void generate(GenerationOptions options) throws IOException {
    assertThat(generate(options, () -> false)).isEqualTo(Result.Status.DONE);
  }

  private Result.Status generate(GenerationOptions options, BooleanSupplier stop)
      throws IOException {
    GenerateRequest request =
        new GenerateRequest(
            folder.resolve("model.zip"),
            List.of(TrainedSongs.folder(songs)),
            options,
            music,
            folder.resolve("midi.zip"),
            1);
    Path events = folder.resolve("events.jsonl");
    messages.clear();
    Result.Status status;
    try (EventLog log = new EventLog(events);
        Workers workers = new Workers(1)) {
      status = new GenerateJob(request, Kernels.vector(), workers, log, stop).run().status();
    }
    for (String line : Files.readAllLines(events)) {
      if (Json.mapper().readValue(line, Event.class) instanceof Event.Message message) {
        messages.add(message.text());
      }
    }
    return status;
  }

  private byte[] piece(int number) throws IOException {
    return Files.readAllBytes(music.resolve(PieceName.DEFAULT.of(number)));
  }

  @Test
  void ofSeveralCandidatesOneIsKeptThatItsSeedMakesAgain() throws IOException {
    generate(options(3, 4, 7));
    List<byte[]> kept = List.of(piece(1), piece(2), piece(3));
    List<String> lines = messages.stream().filter(text -> text.contains(": candidate ")).toList();
    assertThat(lines).hasSize(3);

    for (int n = 1; n <= 3; n++) {
      Matcher line =
          Pattern.compile("Piece " + n + ": candidate ([1-4]) of 4, seed (\\d+), which .*; .*\\.")
              .matcher(lines.get(n - 1));
      assertThat(line.matches()).as(lines.get(n - 1)).isTrue();
      long seed = Long.parseLong(line.group(2));
      assertThat(seed).isEqualTo(6 + Integer.parseInt(line.group(1)));
      generate(options(n, 1, seed));
      assertThat(piece(n)).isEqualTo(kept.get(n - 1));
    }
    generate(options(5, 4, 7));
    assertThat(piece(2)).isEqualTo(kept.get(1));
  }

  private Piece piece(NoteTensor tensor, int candidate) {
    return new Piece(
        1, candidate, Primer.silence(RandomSongs.ENCODING), tensor, 0, new Piece.Cuts(0, 0));
  }

  /** Steps in which a note is held to the end. */
  private static NoteTensor drone(int steps) {
    int[][] drone = new int[steps][];
    for (int step = 0; step < steps; step++) {
      drone[step] = step == 0 ? new int[] {5, RandomSongs.ENCODING.rows() + 5} : new int[] {5};
    }
    return NoteTensor.of(RandomSongs.ENCODING, drone);
  }

  private long chosen(List<Path> where, NoteTensor... candidates) throws IOException {
    List<List<Piece>> pieces = new ArrayList<>();
    for (NoteTensor candidate : candidates) {
      pieces.add(List.of(piece(candidate, pieces.size() + 1)));
    }
    Path file = folder.resolve("choice.jsonl");
    try (EventLog events = new EventLog(file);
        Workers workers = new Workers(1)) {
      ModelSongs.Sides own =
          ModelSongs.find(model, where.stream().map(TrainedSongs::folder).toList(), events);
      return new Candidates(
              model, own, new ModelForecaster(model, Kernels.vector(), workers), events)
          .best(pieces)
          .get(0)
          .seed();
    }
  }

  @Test
  void silenceDronesAndCopiesAreNotKept() throws IOException {
    NoteTensor silence = NoteTensor.of(RandomSongs.ENCODING, new int[80][0]);
    NoteTensor copy;
    NoteTensor song;
    try (EventLog events = new EventLog(folder.resolve("songs.jsonl"))) {
      ModelSongs.Sides own = ModelSongs.find(model, List.of(TrainedSongs.folder(songs)), events);
      copy = own.training().get(0).tensor();
      song = own.validation().get(0).tensor();
    }

    assertThat(chosen(List.of(songs), silence, drone(90), copy, song)).isEqualTo(4);
    assertThat(chosen(List.of(songs), song, copy)).isEqualTo(1);
    // Without the songs nobody knows that it is a copy: the first of two that pass is kept.
    assertThat(chosen(List.of(), silence, drone(90), copy, song)).isEqualTo(3);
  }

  /** How often a whole generation asks whether it is to stop. */
  private int questions(int candidates) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    assertThat(generate(options(1, candidates, 1), () -> asked.incrementAndGet() < 0))
        .isEqualTo(Result.Status.DONE);
    return asked.get();
  }

  @Test
  void whenTheChoiceIsInterruptedNothingIsWritten() throws IOException {
    int one = questions(1);
    int all = questions(3);
    Files.delete(music.resolve(PieceName.DEFAULT.of(1)));
    Files.delete(folder.resolve("midi.zip"));

    for (int last = 0; last < all; last += 1 + all / 40) {
      int answered = last;
      AtomicInteger asked = new AtomicInteger();
      assertThat(generate(options(1, 3, 1), () -> asked.incrementAndGet() > answered))
          .as("after %d of %d questions", last, all)
          .isEqualTo(Result.Status.INTERRUPTED);
    }
    assertThat(all).isGreaterThan(3 * (one - 20) + 100);
    assertThat(music).isEmptyDirectory();
    assertThat(folder.resolve("midi.zip")).doesNotExist();
  }

  @Test
  void songsThatWereLearntFromPrime() throws IOException {
    generate(
        options(2, 1, 1)
            .with(GenerationOptions.PRIMER, GenerationOptions.PRIMER_TRAINING)
            .with(GenerationOptions.PRIMER_BARS, 2));

    String learnt =
        new String(piece(1), StandardCharsets.ISO_8859_1)
            .replaceAll("(?s).*\"primer\":\"(song-\\d\\.mid)\".*", "$1");
    assertThat(model.provenance().songs())
        .filteredOn(song -> song.name().equals(learnt))
        .extracting(song -> song.side().name())
        .containsExactly("TRAINING");
    songs = Files.createDirectories(folder.resolve("nothing"));
    assertThatThrownBy(
            () ->
                generate(
                    options(2, 1, 1)
                        .with(GenerationOptions.PRIMER, GenerationOptions.PRIMER_TRAINING)
                        .with(GenerationOptions.PRIMER_BARS, 2)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("None of the model's training songs is in " + songs);
  }

  @Test
  void piecesAreMovedToAKey() throws IOException {
    GenerationOptions options = options(6, 1, 1);
    generate(options.with(options.form().with(PieceForm.KEY, "D# major")));

    assertThat(messages).anyMatch(text -> text.startsWith("Moved to Eb major: "));
    for (int n = 1; n <= 6; n++) {
      assertThat(KeyEstimate.of(MidiReader.read(piece(n), "piece").score()))
          .hasValueSatisfying(estimate -> assertThat(estimate.key().tonic()).isEqualTo(3));
    }
  }

  @Test
  void whatWasCutShortIsReported() throws IOException {
    GenerationOptions options = options(4, 1, 1);
    generate(
        options.with(
            Sampling.DEFAULT
                .with(Sampling.TEMPERATURE, 0.01)
                .with(Sampling.LONGEST_DRONE, 1)
                .with(Sampling.LONGEST_SILENCE, 1)));

    assertThat(messages)
        .filteredOn(text -> text.startsWith("In ") && text.endsWith(" cut short."))
        .isNotEmpty()
        .allMatch(
            text ->
                text.matches(
                    "In ([2-4] of 4 pieces|piece [1-4]), (\\d+ drones?)?( and )?(\\d+ silences?)?"
                        + " (was|were) cut short\\."));
  }
}
