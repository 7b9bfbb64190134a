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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

@Timeout(120)
class InspectJobTest {
  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT.units(20).validateEvery(5).iterations(50).options();

  @TempDir Path folder;

  private final Workers workers = new Workers(1);
  private final List<String> warnings = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private Path songs;
  private int seconds;
  private Path reportFile;

  @BeforeEach
  void putSongs() throws IOException {
    songs = Files.createDirectories(folder.resolve("songs"));
    reportFile = folder.resolve("out/corpus.json");
    List<NoteTensor> tensors = RandomSongs.tensors(1, RandomSongs.ENCODING, 240, 230, 220, 235);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  @AfterEach
  void end() {
    workers.close();
  }

  private Result inspect(boolean failOnUnreadable, boolean failOnDuplicate) throws IOException {
    return inspect(failOnUnreadable, failOnDuplicate, OPTIONS, () -> false);
  }

  private Result inspect(
      boolean failOnUnreadable,
      boolean failOnDuplicate,
      TrainingOptions options,
      BooleanSupplier stop)
      throws IOException {
    InspectRequest request =
        new InspectRequest(
            new SongSource(
                new SongFolder(songs, List.of(), List.of()),
                List.of(),
                failOnUnreadable,
                false,
                RandomSongs.ENCODING),
            failOnDuplicate,
            InspectRequest.RESEMBLANCE,
            options,
            reportFile,
            1);
    Path events = folder.resolve("events.jsonl");
    lines.clear();
    warnings.clear();
    try (EventLog log = new EventLog(events)) {
      return new InspectJob(request, Kernels.vector(), workers, log, stop, this::secondsLater)
          .run();
    } finally {
      for (String line : Files.readAllLines(events)) {
        if (Json.mapper().readValue(line, Event.class) instanceof Event.Message message) {
          (message.level() == Event.Level.WARNING ? warnings : lines).add(message.text());
        }
      }
    }
  }

  /** A clock on which every update takes a second. */
  private long secondsLater() {
    return 1_000_000_000L * ++seconds;
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(reportFile.toFile());
  }

  private void putTransposedCopy() throws IOException {
    NoteTensor first = RandomSongs.tensors(1, RandomSongs.ENCODING, 240).get(0);
    Encoding higher = new Encoding(2, 58, 74, Planes.SOUNDING_ONSET);
    NoteTensor transposed = NoteTensor.ofNpy(higher, first.toNpy(), "song");
    Files.write(
        songs.resolve("copy.mid"),
        MidiWriter.write(Decoder.decode(transposed, Style.DEFAULT), List.of()));
  }

  private void putSongThatWaits(String name) throws IOException {
    Note note = new Note(1_000_000, 1, 60, 80);
    Part part = new Part("", 0, 0, List.of(new Note(0, 1, 60, 80), note));
    Score score = new Score(1, List.of(part), List.of(), List.of(), note.end());
    Files.write(songs.resolve(name), MidiWriter.write(score, List.of()));
  }

  @Test
  void aCorpusIsReportedInATableAndAFile() throws IOException {
    Files.writeString(songs.resolve("bad.mid"), "no song");
    putSongThatWaits("waits.mid");
    Files.copy(songs.resolve("1.mid"), songs.resolve("same.mid"));
    putTransposedCopy();

    Result result = inspect(false, false);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(result.summary().get(0)).startsWith("6 songs of 8 files, with ");
    assertThat(result.summary()).last().isEqualTo("Report: " + reportFile);
    assertThat(lines.get(0)).startsWith("song      parts  notes");
    assertThat(lines).anyMatch(line -> line.startsWith("same.mid      1"));
    assertThat(warnings)
        .contains(
            "much the same as another: 2 of 6 songs:",
            "  copy.mid: 100 % like 0.mid, 3 semitones higher",
            "  same.mid is the same file as 1.mid",
            "left out 2 of 8 files:",
            "  bad.mid: the file does not begin with MThd, it is a text (byte 0)")
        .anyMatch(line -> line.startsWith("  waits.mid: Its tensor would have 2000002 steps,"));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("Training on these songs: 5 for training, 1 for"))
        .anyMatch(line -> line.matches("50 iterations take about 8\\d seconds on this .*"));
    JsonNode report = report();
    assertThat(report.path("totals").path("duplicates").asInt()).isEqualTo(2);
    JsonNode same = report.path("songs").path(5);
    assertThat(same.path("name").asText()).isEqualTo("same.mid");
    assertThat(same.has("tensors")).isFalse();
    assertThat(same.path("duplicate").path("of").asText()).isEqualTo("1.mid");
    assertThat(same.path("duplicate").path("kind").asText()).isEqualTo("SAME_FILE");
    assertThat(report.path("training").path("memoryBytes").asLong()).isPositive();
    assertThat(report.path("rejected"))
        .extracting(file -> file.path("name").asText())
        .containsExactly("bad.mid", "waits.mid");
  }

  @Test
  void filesThatLookLikeMusicAndAreNotReadAreCountedAndReportedInTheLogAndTheReport()
      throws IOException {
    for (String name : List.of("a.mp3", "b.mp3", "c.mp3", "d.mp3", "tune.musicxml")) {
      Files.writeString(songs.resolve(name), name);
    }
    Files.writeString(songs.resolve("notes.txt"), "Dear Sir");
    Files.createDirectories(songs.resolve(".AppleDouble"));
    Files.copy(songs.resolve("0.mid"), songs.resolve(".AppleDouble/0.mid"));

    Result result = inspect(false, true);

    assertThat(result.summary().get(0)).startsWith("4 songs of 4 files, with ");
    assertThat(result.summary()).contains("Look like music, but are not read: 5 files.");
    assertThat(warnings)
        .contains(
            "look like music, but are not read: 5 files:",
            "  a.mp3, b.mp3, c.mp3 and 1 more: each is a sound recording; it has no notes to learn"
                + " from, so take the music as a Standard MIDI file (.mid)",
            "  tune.musicxml: it is a MusicXML score; export it as a Standard MIDI file (.mid) from"
                + " a notation program, such as MuseScore");
    assertThat(lines).contains("not read, since hidden: .AppleDouble/");
    assertThat(report().path("totals").path("notRead").asInt()).isEqualTo(5);
    assertThat(report().path("notRead"))
        .extracting(file -> file.path("name").asText())
        .containsExactly("a.mp3", "b.mp3", "c.mp3", "d.mp3", "tune.musicxml");
    assertThat(report().path("rejected")).isEmpty();
  }

  @Test
  void tracksThatAreCalledLikeDrumsAreNamedWithWhatToSet() throws IOException {
    List<Note> beat = List.of(new Note(0, 1, 62, 90), new Note(4, 1, 64, 90));
    List<Part> parts =
        List.of(
            new Part("EZdrummer", 3, 0, beat),
            new Part("", "Perc. 2", 4, 0, beat),
            new Part("Steel Drums", 5, 114, beat),
            new Part("Kit", Part.DRUM_CHANNEL, 0, beat),
            new Part("Kit", 6, 0, beat));
    Score score = new Score(4, parts, List.of(), List.of(), 64);
    Files.write(songs.resolve("drums.mid"), MidiWriter.write(score, List.of()));

    inspect(false, false);

    assertThat(warnings)
        .containsSequence(
            "called like drums, but read as pitches: 2 of the tracks:",
            "  drums.mid: \"EZdrummer\" on channel 4",
            "  drums.mid: \"Perc. 2\" on channel 5",
            "If these are drums, set parts so that it says so, such as: drums: drum-tracks"
                + " \"Perc. 2\" EZdrummer; rest");
    JsonNode song = report().path("songs").path(4);
    assertThat(song.path("parts").path(0).path("drumName").asText()).isEqualTo("EZdrummer");
    assertThat(song.path("parts").path(2).has("drumName")).isFalse();
  }

  @Test
  void theReportIsTheSameBytesEachTime() throws IOException {
    inspect(false, false);
    byte[] first = Files.readAllBytes(reportFile);
    songs = Files.move(songs, folder.resolve("elsewhere"));

    inspect(false, false);

    assertThat(reportFile).hasBinaryContent(first);
  }

  @Test
  void aBuildThatWantsNoDuplicatesFailsAfterTheReport() throws IOException {
    inspect(false, true);
    putTransposedCopy();

    assertThatThrownBy(() -> inspect(false, true))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Of 5 songs, 1 is much the same as another, such as copy.mid and 0.mid; remove or"
                + " exclude it, or set failOnDuplicate to false.");
    assertThat(warnings).contains("much the same as another: 1 of 5 songs:");
    assertThat(report().path("totals").path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void aBuildThatWantsEveryFileFailsAfterTheReport() throws IOException {
    inspect(true, false);
    Files.writeString(songs.resolve("bad.mid"), "no song");

    assertThatThrownBy(() -> inspect(true, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 cannot be used (bad.mid: ");
    assertThat(report().path("rejected")).hasSize(1);
  }

  @Test
  void aCorpusWithoutASongIsReportedTooAndRefused() throws IOException {
    for (int n = 0; n < 4; n++) {
      Files.writeString(songs.resolve(n + ".mid"), "no song");
    }

    assertThatThrownBy(() -> inspect(false, false))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("None of the files in the folder ");
    assertThat(report().path("rejected")).hasSize(4);
    assertThat(report().has("training")).isFalse();
  }

  @Test
  void trainingThatDoesNotFitIntoMemoryIsWarnedOfAndNoFailure() throws IOException {
    TrainingOptions deep = SmallTraining.DEFAULT.units(8192).hiddenLayers(16).options();

    Result result = inspect(false, false, deep, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(warnings).anyMatch(line -> line.contains("which is not enough. Lower batchSize"));
    assertThat(lines).anyMatch(line -> line.contains("cannot be measured. Training needs "));
  }

  @Test
  void whoIsInterruptedHearsNoFigures() throws IOException {
    Result result = inspect(false, false, OPTIONS, () -> true);

    assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(lines).isEmpty();
  }
}
