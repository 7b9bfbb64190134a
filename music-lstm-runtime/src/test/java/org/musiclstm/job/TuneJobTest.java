package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.Decimal;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TuneRequest;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainedNetwork;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;

@Timeout(120)
class TuneJobTest {
  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT.units(16).validateEvery(5).iterations(4000).options();
  private static final long BUDGET = 1_200_000;
  private static final int LOOKS_OF_TRIALS = 10;

  @TempDir Path folder;

  private final Workers workers = new Workers(1);
  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> candidatesReported = new TreeSet<>();
  private Path songs;
  private long looks;

  @BeforeEach
  void putSongs() throws IOException {
    songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors = RandomSongs.tensors(1, RandomSongs.ENCODING, 24, 23, 22, 23);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  @AfterEach
  void end() {
    workers.close();
  }

  /**
   * A clock that moves by two seconds each time that the trials look at it, which they do once an
   * update, and then by half a second, when it is looked at some four times an update.
   */
  private long secondsLater() {
    looks++;
    return 500_000_000L * (looks <= LOOKS_OF_TRIALS ? 4 * looks : 3 * LOOKS_OF_TRIALS + looks);
  }

  private SongSource source() {
    return new SongSource(
        new SongFolder(songs, List.of(), List.of()), List.of(), false, false, RandomSongs.ENCODING);
  }

  private Path tuneFile() {
    return folder.resolve("out/tuning.xml");
  }

  private Path reportFile() {
    return folder.resolve("out/tuning.json");
  }

  private Result tune(TrainingOptions options, long milliseconds, BooleanSupplier stop)
      throws IOException {
    TuneRequest request =
        new TuneRequest(
            source(), options, milliseconds, tuneFile(), reportFile(), folder.resolve("work"), 1);
    looks = 0;
    lines.clear();
    candidatesReported.clear();
    warnings.clear();
    Path events = folder.resolve("events.jsonl");
    try (EventLog log = new EventLog(events)) {
      return new TuneJob(request, Kernels.vector(), workers, log, stop, this::secondsLater).run();
    } finally {
      for (String line : Files.readAllLines(events)) {
        Event event = Json.mapper().readValue(line, Event.class);
        if (event instanceof Event.Message message) {
          (message.level() == Event.Level.WARNING ? warnings : lines).add(message.text());
        } else if (event instanceof Event.Progress progress) {
          candidatesReported.add(progress.of());
        }
      }
    }
  }

  private JsonNode report() throws IOException {
    return Json.mapper().readTree(reportFile().toFile());
  }

  @Test
  void candidatesAreTriedReportedAndTheBestWritten() throws IOException {
    Result result = tune(OPTIONS, BUDGET, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("Trying 4 candidates within PT20M on 3 songs"))
        .anyMatch(line -> line.startsWith("Round 1 of 2: 4 candidates, each with as much work as "))
        .anyMatch(line -> line.startsWith("Round 2 of 2: 2 candidates, "))
        .anyMatch(line -> line.startsWith("  1 of 4, your options: "))
        .anyMatch(line -> line.startsWith("rank  units  steps  output "))
        .anyMatch(line -> line.startsWith("   1 "))
        .anyMatch(line -> line.endsWith("  your options"));
    assertThat(result.summary())
        .contains("<configuration>", "</configuration>")
        .noneMatch(line -> line.contains("raise iterations"));
    assertThat(candidatesReported).contains("1 of 4", "4 of 4", "2 of 2");
    assertThat(tuneFile())
        .content()
        .startsWith("<configuration>\n")
        .contains("  <batchSize>3</batchSize>\n", "  <stepsPerQuarter>2</stepsPerQuarter>\n")
        .doesNotContain("loss", "seed", "transpose");
    assertThat(report().path("isWhole").asBoolean()).isTrue();
    assertThat(report().path("candidates")).hasSize(4);
    assertThat(report().path("candidates"))
        .extracting(candidate -> candidate.path("rounds").size())
        .containsExactly(2, 2, 1, 1);
    assertThat(report().path("candidates"))
        .filteredOn(candidate -> candidate.path("isOwn").asBoolean())
        .singleElement()
        .satisfies(
            own -> assertThat(own.path("options").path("hiddenUnits").asText()).isEqualTo("16"));
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void whoGoesOnStandsWhereOneTrainingWithoutAPauseDoes() throws IOException {
    TrainingOptions often =
        SmallTraining.DEFAULT.units(16).validateEvery(1).iterations(4000).options();
    tune(often, BUDGET, () -> false);
    JsonNode candidates = report().path("candidates");
    JsonNode own = candidates.path(0);
    for (JsonNode candidate : candidates) {
      own = candidate.path("isOwn").asBoolean() ? candidate : own;
    }
    JsonNode last = own.path("rounds").path(own.path("rounds").size() - 1);
    SplitCorpus corpus = SplitCorpus.look(source(), often.validationShare());
    Split split = corpus.split();

    TrainedNetwork straight =
        new TrainingPlan(RandomSongs.ENCODING, often, split, List.of())
            .withIterations(last.path("iterations").asInt())
            .start(Kernels.vector(), workers, List.of())
            .run(() -> false);

    assertThat(last.path("nats").asDouble())
        .isEqualTo(Decimal.of(straight.best().validationNats()).doubleValue());
  }

  @Test
  void sharesThatTheCorpusDecidesAreReportedAsWhatTheyAre() throws IOException {
    TrainingOptions open =
        SmallTraining.DEFAULT
            .units(16)
            .iterations(20)
            .dropout(0, Regularisation.AUTO, Regularisation.AUTO)
            .options();

    Result result = tune(open, BUDGET, () -> false);

    assertThat(result.summary())
        .anyMatch(
            line ->
                line.matches(
                    "The last candidates have made all 20 iterations, and [\\d.]+ minutes of PT20M"
                        + " were left: raise iterations to use them\\."));

    assertThat(report().path("candidates"))
        .filteredOn(candidate -> candidate.path("isOwn").asBoolean())
        .singleElement()
        .satisfies(
            own -> {
              assertThat(own.path("options").path("weightDropout").asText()).isEqualTo("0.5");
              assertThat(own.path("options").path("noteDropout").asText()).isEqualTo("0.3");
            });
    assertThat(lines).noneMatch(line -> line.contains("-1"));
  }

  @Test
  void withoutSongsToValidateOnThereIsNothingToCompareBy() throws IOException {
    for (int n = 1; n < 4; n++) {
      Files.delete(songs.resolve(n + ".mid"));
    }

    assertThatThrownBy(() -> tune(OPTIONS, BUDGET, () -> false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of the 1 songs in " + songs + " none is kept for that")
        .hasMessageEndingWith("Raise validationShare, add songs, or set validationDirectory.");
  }

  @Test
  void aTimeThatIsTooShortIsReportedWithWhatToDo() {
    assertThatThrownBy(() -> tune(OPTIONS, 1000, () -> false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("used up before the first candidate was measured. Raise tuneBudget");
    assertThat(warnings).anyMatch(line -> line.contains("from which little can be reported"));
    assertThat(folder.resolve("work")).doesNotExist();
    assertThat(tuneFile()).doesNotExist();
  }

  @Test
  void whoInterruptsGetsWhatThereIs() throws IOException {
    Result result = tune(OPTIONS, BUDGET, () -> Files.exists(folder.resolve("work")));

    assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(result.summary().get(0)).startsWith("Tuning was interrupted; this is");
    assertThat(report().path("isWhole").asBoolean()).isFalse();
    assertThat(report().path("candidates")).hasSize(1);
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void whoInterruptsAtOnceGetsNothing() throws IOException {
    Result result = tune(OPTIONS, BUDGET, () -> true);

    assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(tuneFile()).doesNotExist();
    assertThat(reportFile()).doesNotExist();
  }
}
