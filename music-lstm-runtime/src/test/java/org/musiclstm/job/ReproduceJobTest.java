package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.RefusedOptionsException;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.ReproduceRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Ancestry;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.shelf.MachineQueue;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

/** Trains models, says where they came from, and trains them again. */
class ReproduceJobTest {
  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT.nadeUnits(5).dropout(0.2, 0.3, 0.1).checkpointEvery(2).options();
  private static final String TIME = "2026-02-03T04:05:06Z";

  @TempDir Path folder;

  private final Workers workers = new Workers(1);
  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Path songs;
  private Path model;
  private Path reproduced;

  @BeforeEach
  void train() throws IOException {
    System.setProperty(MachineQueue.FOLDER, folder.resolve("machine").toString());
    songs = folder.resolve("songs");
    model = folder.resolve("model.zip");
    reproduced = folder.resolve("out/reproduced.zip");
    TrainedSongs.write(songs, 1, 40, 30, 20, 35, 25);
    Files.writeString(songs.resolve("broken.mid"), "no music");
    train(model, OPTIONS, List.of(), TrainRequest.Limits.NONE);
  }

  @AfterEach
  void end() {
    System.clearProperty(MachineQueue.FOLDER);
    workers.close();
  }

  private void train(
      Path file, TrainingOptions options, List<Path> initialModel, TrainRequest.Limits limits)
      throws IOException {
    TrainRequest request =
        new TrainRequest(
            new SongSource(
                TrainedSongs.folder(songs), List.of(), false, false, RandomSongs.ENCODING),
            options,
            initialModel,
            file,
            folder.resolve("work"),
            new TrainRequest.Cache(false, folder, 0, false),
            limits,
            TIME,
            1);
    try (EventLog log = new EventLog(folder.resolve("train.jsonl"))) {
      assertThat(new TrainJob(request, Kernels.vector(), workers, log, () -> false).run().status())
          .isEqualTo(Result.Status.DONE);
    }
  }

  private Result reproduce() throws IOException {
    return reproduce(List.of(), () -> false);
  }

  private Result reproduce(List<Path> initialModel, BooleanSupplier stop) throws IOException {
    return reproduce(List.of(TrainedSongs.folder(songs)), initialModel, stop);
  }

  private Result reproduce(List<SongFolder> folders, List<Path> initialModel, BooleanSupplier stop)
      throws IOException {
    ReproduceRequest request =
        new ReproduceRequest(
            model, folders, initialModel, reproduced, folder.resolve("again"), true, 1);
    Path events = folder.resolve("events.jsonl");
    try (EventLog log = new EventLog(events)) {
      return new ReproduceJob(request, Kernels.vector(), workers, log, stop).run();
    } finally {
      read(events);
    }
  }

  private void read(Path events) throws IOException {
    lines.clear();
    warnings.clear();
    for (String line : Files.readAllLines(events)) {
      if (Json.mapper().readValue(line, Event.class) instanceof Event.Message message) {
        (message.level() == Event.Level.WARNING ? warnings : lines).add(message.text());
      }
    }
  }

  private void refused(List<Path> initialModel, String... reasons) {
    assertThatThrownBy(() -> reproduce(initialModel, () -> false))
        .isInstanceOf(InputException.class)
        .satisfies(
            e -> {
              for (String reason : reasons) {
                assertThat(e).hasMessageContaining(reason);
              }
            });
    assertThat(lines).noneMatch(line -> line.startsWith("Training"));
    assertThat(reproduced).doesNotExist();
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aModelIsTrainedAgainFromItsProvenanceAndSongsOfAnyName() throws IOException {
    byte[] before = Files.readAllBytes(model);
    move(songs.resolve("song-0.mid"), songs.resolve("deep/else.mid"));
    TrainedSongs.write(folder.resolve("more"), 9, 20);
    Files.copy(folder.resolve("more/song-0.mid"), songs.resolve("new.mid"));

    Result result = reproduce();

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(result.summary())
        .anyMatch(line -> line.startsWith("Trained 12 iterations"))
        .last()
        .asString()
        .startsWith("Reproduced: the model that was trained again has the same bytes, SHA-256 ");
    assertThat(lines).contains("2 files are none of the model's songs, and left out.");
    assertThat(warnings).isEmpty();
    assertThat(reproduced).hasBinaryContent(before);
    assertThat(model).hasBinaryContent(before);
  }

  @Test
  void songsOfTwoFoldersKeepTheirSides() throws IOException {
    for (int n = 0; n < 2; n++) {
      move(songs.resolve("song-" + n + ".mid"), folder.resolve("apart/song-" + n + ".mid"));
    }

    reproduce(
        List.of(TrainedSongs.folder(songs), TrainedSongs.folder(folder.resolve("apart"))),
        List.of(),
        () -> false);

    assertThat(reproduced).hasSameBinaryContentAs(model);
  }

  @Test
  void missingAndChangedSongsAreReportedBeforeAnythingIsTrained() throws IOException {
    Files.delete(songs.resolve("song-1.mid"));
    refused(List.of(), "of its 5 songs, 1 is not in ", "song-1.mid, of which no file");
    Files.copy(songs.resolve("song-3.mid"), songs.resolve("song-1.mid"));
    refused(List.of(), "song-1.mid, which has another content now", "set midiDirectory");
    for (int n = 0; n < 5; n++) {
      Files.deleteIfExists(songs.resolve("song-" + n + ".mid"));
    }
    refused(List.of(), "of its 5 songs, 5 are not in ", "song-2.mid", "; and 2 more)");
  }

  @Test
  void aModelThatATimeBudgetCutShortIsReproducedWithItsIterations() throws IOException {
    train(
        model,
        SmallTraining.DEFAULT.iterations(1_000_000).options(),
        List.of(),
        new TrainRequest.Limits(1, false, true));
    int iterations =
        Integer.parseInt(ModelFile.read(model).provenance().results().get("iterations"));
    assertThat(iterations).isLessThan(1_000_000);

    reproduce();

    assertThat(reproduced).hasSameBinaryContentAs(model);
  }

  @Test
  void anInitialModelIsNeededAndChecked() throws IOException {
    refused(List.of(model), "was trained without an initial model", "Remove the option");
    Path first = folder.resolve("first.zip");
    Path other = folder.resolve("other.zip");
    move(model, first);
    train(other, SmallTraining.DEFAULT.nadeUnits(5).seed(3).options(), List.of(), NO_LIMITS);
    train(model, OPTIONS, List.of(first), NO_LIMITS);
    String fingerprint = ModelFile.fingerprint(first);

    refused(List.of(), "began with the model with the fingerprint " + fingerprint, "initialModel");
    refused(List.of(other), "has the fingerprint " + ModelFile.fingerprint(other), fingerprint);
    train(other, SmallTraining.DEFAULT.nadeUnits(6).options(), List.of(), NO_LIMITS);
    refused(List.of(other), "has the fingerprint " + ModelFile.fingerprint(other), fingerprint);
    refused(List.of(folder.resolve("none.zip")), "There is no model file", "or set initialModel");
    reproduce(List.of(first), () -> false);

    assertThat(reproduced).hasSameBinaryContentAs(model);
    describe(List.of(TrainedSongs.folder(songs)));
    assertThat(lines)
        .contains("Training began with the model of the fingerprint " + fingerprint)
        .anyMatch(
            line ->
                line.endsWith(
                    "can train it again with that which training began with (initialModel)."))
        .noneMatch(line -> line.contains("initialModel ="))
        .noneMatch(line -> line.contains("initialModelFingerprint"));
  }

  @Test
  void whatTheOptionsOfTheModelSayIsRefusedWithoutItsSongs() throws IOException {
    Path none = folder.resolve("none");
    TreeMap<String, String> options = new TreeMap<>(ModelFile.options(model));
    request(TrainedSongs.folder(songs), List.of()).check(options);

    assertThatThrownBy(() -> request(TrainedSongs.folder(none), List.of()).check(options))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The folder " + none + " does not exist; put MIDI files there or set midiDirectory.");
    assertThatThrownBy(() -> request(TrainedSongs.folder(songs), List.of(model)).check(options))
        .hasMessageContaining("was trained without an initial model");
    Ancestry begun = Ancestry.beginningWith(new Ancestry.Initial("ab12", "cd34"));
    options.putAll(begun.options());
    assertThatThrownBy(() -> request(TrainedSongs.folder(songs), List.of()).check(options))
        .hasMessageContaining("the fingerprint cd34, which is needed");
    assertThatThrownBy(() -> request(TrainedSongs.folder(songs), List.of(none)).check(options))
        .hasMessageContaining("There is no model file " + none)
        .hasMessageContaining("set initialModel");
    assertThatThrownBy(() -> request(TrainedSongs.folder(songs), List.of(model)).check(options))
        .hasMessageContaining("but the training of the model began with the model with the");
    options.putAll(begun.withImported("ef56").options());
    assertThatThrownBy(() -> request(TrainedSongs.folder(songs), List.of()).check(options))
        .hasMessageContaining("was imported from another program");
  }

  private ReproduceRequest request(SongFolder midi, List<Path> initialModel) {
    return new ReproduceRequest(
        model, List.of(midi), initialModel, reproduced, folder.resolve("again"), true, 1);
  }

  private static final TrainRequest.Limits NO_LIMITS = TrainRequest.Limits.NONE;

  @Test
  void whatIsInterruptedGoesOnFromItsCheckpoint() throws IOException {
    Result first = reproduce(List.of(), this::trains);

    assertThat(first.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(reproduced).doesNotExist();
    reproduce();
    assertThat(lines).anyMatch(line -> line.startsWith("Going on from the checkpoint at "));
    assertThat(reproduced).hasSameBinaryContentAs(model);
  }

  /** Whether training is on its way. */
  private boolean trains() {
    try {
      return Files.readString(folder.resolve("events.jsonl")).contains("\"progress\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the model with another provenance or other weights, and says what then differs. */
  private String difference(MusicModel changed) {
    ModelFile.write(model, changed);
    Throwable refused = catchThrowable(this::reproduce);
    assertThat(refused).isInstanceOf(InputException.class);
    assertThat(reproduced).exists();
    return String.valueOf(refused.getMessage());
  }

  private static MusicModel with(MusicModel model, Provenance.Making making) {
    Provenance old = model.provenance();
    return new MusicModel(
        model.encoding(),
        model.style(),
        model.parameters(),
        model.log(),
        new Provenance(
            old.fingerprint(), making, old.songs(), old.rejected(), old.options(), old.results()));
  }

  @Test
  void whatDiffersIsNamed() throws IOException {
    MusicModel whole = ModelFile.read(model);
    Provenance old = whole.provenance();

    assertThat(
            difference(with(whole, new Provenance.Making("0.0.1", "4.2.1", Instant.parse(TIME)))))
        .contains(
            "does not have the same bytes, though the weights are the same: provenance.json has"
                + " another version of music-lstm (0.0.1, now ");
    assertThat(warnings)
        .anyMatch(
            line ->
                line.startsWith(
                    "The model was made by music-lstm 0.0.1 with Tribuo 4.2.1 and this is "))
        .anyMatch(
            line ->
                line.startsWith(
                    "Not reproduced: provenance.json has another version of Tribuo (4.2.1, now "));

    NamedTensor bias = whole.parameters().tensor("output.bias");
    bias.values()[0] += 1;
    Parameters parameters = Parameters.zeros(whole.parameters().shape());
    parameters.set(whole.parameters());
    parameters.set(bias);
    TreeMap<String, String> results = new TreeMap<>(old.results());
    results.put("trainLoss", "7");
    assertThat(
            difference(
                new MusicModel(
                    whole.encoding(),
                    whole.style(),
                    parameters,
                    whole.log(),
                    new Provenance(
                        old.fingerprint(),
                        old.making(),
                        old.songs(),
                        List.of(),
                        old.options(),
                        results))))
        .contains("the weights differ in output.bias; provenance.json has another trainLoss (7, ");
    assertThat(warnings).hasSize(2);

    assertThat(
            difference(
                new MusicModel(whole.encoding(), whole.style(), parameters, whole.log(), old)))
        .contains("bytes: the weights differ in output.bias. Use music-lstm ");
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aModelThatWasPackedAnewHoldsTheSame() throws IOException {
    Path whole = folder.resolve("whole.zip");
    move(model, whole);
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(whole));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(model))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry other = new ZipEntry(entry.getName());
        other.setMethod(ZipEntry.STORED);
        other.setSize(content.length);
        other.setCrc(crc.getValue());
        other.setTimeLocal(LocalDateTime.of(2026, 1, 2, 3, 4));
        out.putNextEntry(other);
        out.write(content);
      }
    }

    assertThatThrownBy(this::reproduce)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds the same as " + model + ", but is not the same bytes")
        .hasMessageEndingWith("Take a copy of the model that no other program has packed anew.");
    assertThat(warnings).isEmpty();
    assertThat(reproduced).hasSameBinaryContentAs(whole);
  }

  @Test
  void otherOptionsAreNoRemedyForWhoeverCannotSetThem() {
    BooleanSupplier outOfMemory =
        () -> {
          throw new RefusedOptionsException("It is too much.", "Ask less.", "Allow more.", null);
        };

    assertThatThrownBy(() -> reproduce(List.of(), outOfMemory))
        .isInstanceOf(InputException.class)
        .hasMessage("It is too much. Allow more.");
  }

  @Test
  void aFolderThatDoesNotExistIsReportedAsOne() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Files.delete(songs.resolve("song-3.mid"));
    List<SongFolder> folders = List.of(TrainedSongs.folder(songs), TrainedSongs.folder(nowhere));
    String where = songs + "; " + nowhere + ", a folder that does not exist";

    assertThatThrownBy(() -> reproduce(folders, List.of(), () -> false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of its 5 songs, 1 is not in " + where + " (song-3.mid, of which no");
    describe(folders);
    assertThat(lines)
        .anyMatch(
            line -> line.startsWith("4 of its 5 songs are in " + where + "; not there: song-3"));
  }

  @Test
  void aSongThatCannotBeReadIsNotCalledAbsent() throws IOException {
    Path song = songs.resolve("song-2.mid");
    assumeTrue(song.toFile().setReadable(false) && !Files.isReadable(song), "files can be locked");

    refused(
        List.of(),
        "of its 5 songs, 1 is not in ",
        song + " cannot be read: make sure that you may");
  }

  @Test
  void aProvenanceThatWasChangedIsRefused() {
    MusicModel whole = ModelFile.read(model);
    Provenance old = whole.provenance();
    TreeMap<String, String> options = new TreeMap<>(old.options());
    options.put("seed", "2");
    ModelFile.write(
        model,
        new MusicModel(
            whole.encoding(),
            whole.style(),
            whole.parameters(),
            whole.log(),
            new Provenance(
                old.fingerprint(),
                old.making(),
                old.songs(),
                old.rejected(),
                options,
                old.results())));

    refused(List.of(), "provenance does not fit together", old.fingerprint());
  }

  @Test
  void whatIsAddedToATrainingIsPartOfTheProvenanceOrCannotChangeTheModel() {
    // Whoever adds one has to see to it that reproduce takes it from the provenance.
    assertThat(TrainRequest.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactlyInAnyOrder(
            "source",
            "options",
            "initialModel",
            "outputTimestamp",
            "modelFile",
            "workDirectory",
            "cache",
            "limits",
            "threads");
    assertThat(SongSource.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactlyInAnyOrder(
            "songs", "validationSongs", "failOnUnreadable", "strict", "encoding");
  }

  private JsonNode describe(List<SongFolder> folders) throws IOException {
    Path file = folder.resolve("out/description.json");
    Path events = folder.resolve("events.jsonl");
    try (EventLog log = new EventLog(events)) {
      new DescribeJob(new DescribeRequest(model, folders, file), log).run();
    }
    read(events);
    assertThat(warnings).isEmpty();
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void aModelIsDescribedAsAPageAndAsJson() throws IOException {
    Provenance provenance = ModelFile.read(model).provenance();

    JsonNode json = describe(List.of(TrainedSongs.folder(songs)));

    assertThat(lines)
        .contains("Fingerprint " + provenance.fingerprint())
        .anyMatch(
            line -> line.matches("  made by  music-lstm \\S+, dated 2026-02-03T04:05:06Z, .*"))
        .anyMatch(
            line ->
                line.contains("1 x 10 LSTM units, autoregressive output of 5 units, 34 features"))
        .anyMatch(line -> line.matches("Learnt from 4 songs .*; validated on 1 song .*:"))
        .anyMatch(line -> line.matches("  song-3.mid  [0-9a-f]{12} +35 .*"))
        .anyMatch(line -> line.startsWith("  broken.mid: "))
        .anyMatch(line -> line.contains("weightDropout = 0.3"))
        .anyMatch(
            line ->
                line.matches(
                    "Result: iteration \\d+ of 12 was taken, with \\d+\\.\\d{3} nats per time step.*"))
        .anyMatch(
            line -> line.startsWith("Trained with Java " + System.getProperty("java.version")))
        .anyMatch(line -> line.startsWith("All 5 songs are in " + songs));
    assertThat(json.path("songs")).hasSize(5);
    assertThat(json.path("songs").path(0).path("sha256").asText()).hasSize(64);
    assertThat(json.path("sha256").asText()).isEqualTo(DescribeJob.sha256(model));
    assertThat(json.path("options").path("seed").asText()).isEqualTo("1");
    assertThat(json.path("results").path("iterations").asText()).isEqualTo("12");
    assertThat(json.path("missing")).isEmpty();
    assertThat(json.path("machine").path("architecture").asText())
        .isEqualTo(System.getProperty("os.arch"));
    assertThat(json.toString()).doesNotContain(folder.toString());
  }

  @Test
  void longListsAreShortInThePageAndWholeInTheJson() throws IOException {
    int[] lengths = new int[20];
    Arrays.fill(lengths, 12);
    TrainedSongs.write(songs, 4, lengths);
    train(model, SmallTraining.DEFAULT.options(), List.of(), NO_LIMITS);
    Files.delete(songs.resolve("song-7.mid"));
    Files.delete(MachineFile.beside(model));

    JsonNode json = describe(List.of(TrainedSongs.folder(songs)));

    assertThat(lines)
        .contains("  and 8 more, in description.json")
        .contains(
            "Which machine trained it is not reported beside the model; it has no influence on the"
                + " bytes.")
        .anyMatch(line -> line.startsWith("19 of its 20 songs are in "))
        .anyMatch(
            line -> line.endsWith("not there: song-7.mid, of which no file has the content."));
    assertThat(lines.stream().filter(line -> line.startsWith("  song-"))).hasSize(12);
    assertThat(json.path("songs")).hasSize(20);
    assertThat(json.path("missing")).extracting(JsonNode::asText).containsExactly("song-7.mid");
    assertThat(json.has("machine")).isFalse();
  }

  @Test
  void ofAnImportedModelNothingIsReportedThatIsNotKnown() throws IOException {
    MusicModel whole = ModelFile.read(model);
    Provenance old = whole.provenance();
    TreeMap<String, String> options = new TreeMap<>(old.options());
    options.putAll(old.ancestry().withImported("ab12").options());
    ModelFile.write(
        model,
        new MusicModel(
            whole.encoding(),
            whole.style(),
            whole.parameters(),
            whole.log(),
            new Provenance(
                "f2", old.making(), old.songs(), old.rejected(), options, new TreeMap<>())));

    describe(List.of(TrainedSongs.folder(songs)));

    assertThat(lines)
        .contains(
            "Which machine trained it is not reported beside the model: model.machine.json there cannot"
                + " be read, is damaged or says of another model.")
        .contains("Weights imported from another program, with their encoding of the SHA-256 ab12")
        .noneMatch(line -> line.contains("imported ="))
        .anyMatch(line -> line.startsWith("Result: unknown, since the weights were imported from"))
        .anyMatch(line -> line.endsWith(", but what was imported cannot be trained again."));
  }

  @Test
  void theMachineOfAnotherModelIsNotReported() throws IOException {
    MusicModel own = ModelFile.read(model);
    train(folder.resolve("other.zip"), SmallTraining.DEFAULT.options(), List.of(), NO_LIMITS);
    Files.copy(
        folder.resolve("other.machine.json"),
        MachineFile.beside(model),
        StandardCopyOption.REPLACE_EXISTING);
    machineIsNotReported();
    MachineFile.write(
        MachineFile.beside(model), own, new Machine("8", "none", "other", new TreeMap<>()));
    assertThat(describe(List.of()).path("machine").path("java").asText()).isEqualTo("8");
    Files.writeString(MachineFile.beside(model), "[]");
    machineIsNotReported();
  }

  private void machineIsNotReported() throws IOException {
    assertThat(describe(List.of()).has("machine")).isFalse();
    assertThat(lines)
        .contains(
            "Which machine trained it is not reported beside the model: model.machine.json there cannot"
                + " be read, is damaged or says of another model; it has no influence on the"
                + " bytes.");
  }

  @Test
  void aMachineThatIsNoUtf8IsNotReported() throws IOException {
    byte[] content = Files.readAllBytes(MachineFile.beside(model));
    content[content.length / 2] = (byte) 0xFF;
    Files.write(MachineFile.beside(model), content);
    describe(List.of());

    content[0] = (byte) 0xFF;
    Files.write(MachineFile.beside(model), content);
    machineIsNotReported();
  }

  @Test
  void aMachineThatCannotBeReadIsNotReported() throws IOException {
    Files.delete(MachineFile.beside(model));
    UnreadableFile.make(MachineFile.beside(model));

    machineIsNotReported();
    Files.delete(MachineFile.beside(model));
  }
}
