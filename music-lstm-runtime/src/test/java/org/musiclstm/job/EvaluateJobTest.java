package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EvaluateRequest;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.Provenance;

class EvaluateJobTest {
  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private Path songs;
  private Path pieces;
  private Path modelFile;
  private Path report;
  private MusicModel model;

  @BeforeEach
  void train() throws IOException {
    songs = folder.resolve("songs");
    pieces = folder.resolve("pieces");
    modelFile = folder.resolve("model.zip");
    report = folder.resolve("out/evaluation.json");
    TrainedSongs.write(songs, 1, 40, 50, 60, 45, 55, 35, 70, 30, 65, 42);
    model = TrainedSongs.train(songs, TrainedSongs.VALIDATION_SHARE, modelFile);
  }

  private Result evaluate(List<SongFolder> evaluationSongs) throws IOException {
    return evaluate(evaluationSongs, 1, () -> false);
  }

  private Result evaluate(List<SongFolder> evaluationSongs, int threads, BooleanSupplier stop)
      throws IOException {
    EvaluateRequest request =
        new EvaluateRequest(
            modelFile,
            evaluationSongs,
            List.of(TrainedSongs.folder(songs)),
            pieces,
            report,
            threads);
    Path events = folder.resolve("events.jsonl");
    lines.clear();
    warnings.clear();
    try (EventLog log = new EventLog(events);
        Workers workers = new Workers(threads)) {
      return new EvaluateJob(request, Kernels.vector(), workers, log, stop).run();
    } finally {
      for (String line : Files.readAllLines(events)) {
        if (Json.mapper().readValue(line, Event.class) instanceof Event.Message message) {
          (message.level() == Event.Level.WARNING ? warnings : lines).add(message.text());
        }
      }
    }
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(report.toFile());
  }

  @Test
  void theValidationSongsAreReportedBesideTheBaselines() throws IOException {
    Result result = evaluate(List.of());

    double best = Double.parseDouble(model.provenance().results().get("validationNats"));
    JsonNode json = report();
    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(json.path("nllPerStep").asDouble()).isCloseTo(best, Offset.offset(1e-7));
    assertThat(json.path("trainingSongs").asInt()).isEqualTo(8);
    assertThat(json.path("songs")).hasSize(2);
    assertThat(json.path("baselines"))
        .extracting(baseline -> baseline.path("name").asText())
        .containsExactly("uniform", "note frequency", "per-note Markov", "repeat the last step");
    assertThat(json.path("baselines").path(0).path("nllPerStep").asDouble())
        .isCloseTo(34 * Math.log(2), Offset.offset(1e-6));
    assertThat(json.has("music")).isFalse();
    assertThat(lines.get(1))
        .startsWith("                      nats per time step  precision  recall");
    assertThat(lines).anyMatch(line -> line.matches("model +\\d+\\.\\d{3} .*"));
    assertThat(result.summary().get(0))
        .matches("nllPerStep: \\d+\\.\\d{4} nats \\(2 songs, \\d+ steps\\)");
    assertThat(warnings).isEmpty();
  }

  @Test
  void songsOfAFolderAreReportedAndThoseLearntFromAreWarnedOf() throws IOException {
    Path others = folder.resolve("others");
    TrainedSongs.write(others, 2, 44, 33);
    evaluate(List.of(TrainedSongs.folder(others)));

    assertThat(report().path("songs"))
        .extracting(song -> song.path("steps").asInt())
        .containsExactly(44, 33);
    assertThat(warnings).isEmpty();

    String learnt =
        model.provenance().songs().stream()
            .filter(song -> song.side() == Provenance.Side.TRAINING)
            .findFirst()
            .orElseThrow()
            .name();
    Files.copy(songs.resolve(learnt), others.resolve("known.mid"));
    Files.writeString(others.resolve("bad.mid"), "no song");
    TrainedSongs.write(pieces, 3, 30);
    evaluate(List.of(TrainedSongs.folder(others)));

    assertThat(report().path("songs")).hasSize(3);
    assertThat(report().path("music").path("corpus").path("songs").asInt()).isEqualTo(8 + 2);
    assertThat(report().path("rejected")).hasSize(1);
    assertThat(warnings)
        .anyMatch(line -> line.startsWith("  bad.mid: "))
        .anyMatch(line -> line.startsWith("The model has learnt from 1 of the 3 songs, so it"));
  }

  @Test
  void withoutTheSongsThatTheModelHasLearntFromThereAreNoBaselines() throws IOException {
    Path others = folder.resolve("others");
    TrainedSongs.write(others, 2, 44, 33);
    songs = folder.resolve("nowhere");

    Result result = evaluate(List.of(TrainedSongs.folder(others)));

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(report().path("nllPerStep").asDouble()).isPositive();
    assertThat(report().path("baselines")).isEmpty();
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("None of the 8 songs that the model has learnt from is in ");
  }

  @Test
  void howLikelyPiecesAreToTheModelTakesNoSongs() throws IOException {
    TrainedSongs.write(pieces, 3, 30, 40, 50);
    evaluate(List.of());
    JsonNode before = report().path("music").path("pieces").path(1).path("likelihood");
    songs = folder.resolve("nowhere");

    evaluate(List.of());

    JsonNode likelihood = report().path("music").path("pieces").path(1).path("likelihood");
    assertThat(likelihood.path("nllPerStep")).isEqualTo(before.path("nllPerStep"));
    assertThat(before.has("noteFrequencyNllPerStep")).isTrue();
    assertThat(likelihood.has("noteFrequencyNllPerStep")).isFalse();
    assertThat(warnings)
        .anyMatch(
            line ->
                line.startsWith("None of the 8 songs that the model has learnt from is in " + songs)
                    && line.contains(", so there are no baselines, copies are not seen, and the"));
    assertThat(lines)
        .anyMatch(line -> line.matches("nats per time step to the model( +\\d+(\\.\\d+)?){3}"));
  }

  @Test
  void songsAreKnownByTheirContentsAndThoseThatAreMissingAreReported() throws IOException {
    evaluate(List.of());
    double whole = report().path("nllPerStep").asDouble();
    List<String> training = new ArrayList<>();
    for (var song : model.provenance().songs()) {
      Files.move(songs.resolve(song.name()), songs.resolve("renamed-" + song.name()));
      if (song.side() == Provenance.Side.TRAINING) {
        training.add("renamed-" + song.name());
      }
    }
    Files.delete(songs.resolve(training.get(0)));

    evaluate(List.of());

    assertThat(report().path("nllPerStep").asDouble()).isEqualTo(whole);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Only 7 of the 8 songs that the model has learnt from are in ");
  }

  @Test
  void withNothingToSayItSaysWhatToDo() throws IOException {
    TrainedSongs.train(songs, 0, modelFile);

    assertThatThrownBy(() -> evaluate(List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The model was trained without validation songs")
        .hasMessageContaining("Set evaluationDirectory");
    assertThat(report).doesNotExist();

    TrainedSongs.write(pieces, 3, 30, 40);
    Result result = evaluate(List.of());

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(report().path("nllPerStep").isNull()).isTrue();
    assertThat(report().path("music").path("pieces")).hasSize(2);
    assertThat(warnings).anyMatch(line -> line.contains("Set evaluationDirectory"));
  }

  @Test
  void generatedPiecesAreMeasuredBesideTheSongs() throws IOException {
    TrainedSongs.write(pieces, 3, 30, 40, 50);
    Files.writeString(pieces.resolve("bad.mid"), "no song");

    evaluate(List.of());

    JsonNode music = report().path("music");
    assertThat(music.path("pieces"))
        .extracting(piece -> piece.path("name").asText())
        .containsExactly("song-0.mid", "song-1.mid", "song-2.mid");
    assertThat(music.path("corpus").path("songs").asInt()).isEqualTo(10);
    assertThat(music.path("overlaps")).isNotEmpty();
    assertThat(music.path("unreadable")).hasSize(1);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("3 pieces  "))
        .anyMatch(line -> line.matches("nats per time step to the model( +\\d+(\\.\\d+)?){6}"))
        .anyMatch(line -> line.startsWith("polyphony (pitches)  "))
        .anyMatch(
            line -> line.startsWith("Longest runs that stand in songs that were learnt from"));
    assertThat(warnings).anyMatch(line -> line.startsWith("Not measured: bad.mid: "));
  }

  @Test
  void theReportIsTheSameBytesWhereverTheSongsAreAndForEveryNumberOfThreads() throws IOException {
    TrainedSongs.write(pieces, 3, 30, 40, 50);
    evaluate(List.of());
    byte[] first = Files.readAllBytes(report);
    songs = Files.move(songs, folder.resolve("elsewhere"));
    pieces = Files.move(pieces, folder.resolve("music"));

    evaluate(List.of(), 3, () -> false);

    assertThat(report).hasBinaryContent(first);
  }

  @Test
  void anEvaluationCanBeInterruptedEverywhereAndThenWritesNothing() throws IOException {
    TrainedSongs.write(pieces, 3, 30, 40, 50);
    int[] asked = {0};
    evaluate(List.of(), 1, () -> asked[0]++ < 0);
    int times = asked[0];
    Files.delete(report);

    assertThat(times).isGreaterThan(3 + 10);
    for (int n = 0; n < times; n += 1 + times / 40) {
      int before = n;
      asked[0] = 0;
      assertThat(evaluate(List.of(), 1, () -> asked[0]++ >= before).status())
          .isEqualTo(Result.Status.INTERRUPTED);
      assertThat(report).doesNotExist();
    }
  }
}
