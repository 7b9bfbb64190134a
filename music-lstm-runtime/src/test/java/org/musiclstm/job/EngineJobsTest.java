package org.musiclstm.job;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.dl4j.Nd4jForThisMachine;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.exchange.ReproduceRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.exchange.TuneRequest;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceName;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.provenance.Machine;
import org.musiclstm.shelf.MachineQueue;
import org.musiclstm.songs.PieceOnDisk;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.worker.Worker;

/** Requests that name the engine on Deeplearning4j. */
@Timeout(120)
class EngineJobsTest {
  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT
          .dropout(0.3, Regularisation.AUTO, Regularisation.AUTO)
          .iterations(3)
          .options()
          .with(EngineName.OPTION, EngineName.DL4J);

  @TempDir Path folder;

  private final Workers workers = new Workers(1);

  @BeforeEach
  void putSongs() throws IOException {
    System.setProperty(MachineQueue.FOLDER, folder.resolve("machine").toString());
    Path songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors = RandomSongs.tensors(1, RandomSongs.ENCODING, 20, 15, 10, 17);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  @AfterEach
  void end() {
    System.clearProperty(MachineQueue.FOLDER);
    workers.close();
  }

  private SongSource source() {
    return new SongSource(
        new SongFolder(folder.resolve("songs"), List.of(), List.of()),
        List.of(),
        false,
        false,
        RandomSongs.ENCODING);
  }

  private Path model() {
    return folder.resolve("model.zip");
  }

  private Result generate() throws IOException {
    GenerateRequest request =
        new GenerateRequest(
            model(),
            List.of(),
            GenerationOptions.DEFAULT,
            folder.resolve("music"),
            folder.resolve("midi.zip"),
            PieceName.DEFAULT.pattern(),
            EngineName.DL4J,
            1);
    // As it comes out of the plugin's file.
    Request read =
        Json.mapper().readValue(Json.mapper().writeValueAsString(request), request.getClass());
    assertThat(read).isEqualTo(request);
    try (EventLog log = new EventLog(folder.resolve("generate.jsonl"))) {
      return new GenerateJob((GenerateRequest) read, Kernels.best(), workers, log, () -> false)
          .run();
    }
  }

  private TrainRequest training() {
    return new TrainRequest(
        source(),
        OPTIONS,
        List.of(),
        model(),
        folder.resolve("work"),
        new TrainRequest.Cache(false, folder.resolve("cache"), 0, true),
        TrainRequest.Limits.NONE,
        "2026-01-02T03:04:05Z",
        1);
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void aModelIsTrainedAndMusicIsMadeWithIt() throws IOException {
    TrainRequest request = training();
    Request read =
        Json.mapper().readValue(Json.mapper().writeValueAsString(request), request.getClass());
    assertThat(read).isEqualTo(request);
    Path events = folder.resolve("train.jsonl");
    try (EventLog log = new EventLog(events)) {
      TrainJob job = new TrainJob((TrainRequest) read, Kernels.best(), workers, log, () -> false);
      assertThat(job.run().status()).isEqualTo(Result.Status.DONE);
    }

    assertThat(Files.readString(events))
        .contains("seed 1, with Deeplearning4j 1.0.0-M2.1 on nd4j-native 1.0.0-M2.1 (OMP_NUM_");
    assertThat(ModelFile.read(model()).provenance().options()).containsEntry("engine", "dl4j");
    theMachineSaysWhatDecidesTheBytes();
    assertThat(generate().status()).isEqualTo(Result.Status.DONE);
    assertThat(Files.readString(folder.resolve("generate.jsonl")))
        .contains(", with Deeplearning4j 1.0.0-M2.1 on nd4j-native 1.0.0-M2.1 (OMP_NUM_");
    assertThat(folder.resolve("music").resolve(PieceName.DEFAULT.of(1))).exists();
    itsMusicIsMadeAgain();
    itIsReproducedHere();
    anotherModelIsSaidToComeFromAnotherMachine();
  }

  private Engine engine() {
    return Engines.start(EngineName.DL4J, Kernels.best(), workers);
  }

  private void theMachineSaysWhatDecidesTheBytes() throws IOException {
    assertThat(
            MachineFile.read(
                MachineFile.beside(model()), ModelFile.read(model()).provenance().fingerprint()))
        .map(Machine::details)
        .get(as(InstanceOfAssertFactories.map(String.class, String.class)))
        .containsEntry("kernel", engine().description())
        .containsEntry("threads", Integer.toString(engine().threads()));
    DescribeRequest request =
        new DescribeRequest(model(), List.of(source().songs()), folder.resolve("description.json"));
    Path events = folder.resolve("describe.jsonl");
    try (EventLog log = new EventLog(events)) {
      new DescribeJob(request, log).run();
    }
    assertThat(Files.readString(events))
        .contains(": " + engine().description() + ", threads: ")
        .contains(
            "so the goal reproduce can train it again; the engine dl4j makes the same bytes only on"
                + " the same machine, with");
  }

  /** Trains the model again, and gives what was reported meanwhile. */
  private String reproduce(Consumer<ReproduceJob> run) throws IOException {
    ReproduceRequest request =
        new ReproduceRequest(
            model(),
            List.of(source().songs()),
            List.of(),
            folder.resolve("reproduced.zip"),
            folder.resolve("again"),
            true,
            1);
    Path events = folder.resolve("reproduce.jsonl");
    try (EventLog log = new EventLog(events)) {
      run.accept(new ReproduceJob(request, Kernels.best(), workers, log, () -> false));
    }
    return Files.readString(events);
  }

  /** By itself, though beside others the bytes of a piece may be others. */
  private void itsMusicIsMadeAgain() throws IOException {
    ReproduceMusicRequest request =
        new ReproduceMusicRequest(
            model(),
            List.of(),
            folder.resolve("music").resolve(PieceName.DEFAULT.of(3)),
            "piece",
            folder.resolve("music again"),
            1);
    Request read =
        Json.mapper().readValue(Json.mapper().writeValueAsString(request), request.getClass());
    assertThat(read).isEqualTo(request);
    assertThat(PieceOnDisk.engine(request.music(), "piece")).isEqualTo(EngineName.DL4J);
    Path events = folder.resolve("again.jsonl");
    try (EventLog log = new EventLog(events)) {
      ReproduceMusicJob job =
          new ReproduceMusicJob(request, Kernels.best(), workers, log, () -> false);
      assertThat(job.run().summary().get(0))
          .startsWith("Reproduced: piece-003.mid has the same bytes");
    }
    assertThat(Files.readString(events)).contains("so that elsewhere the bytes may differ.");
  }

  private void itIsReproducedHere() throws IOException {
    assertThat(reproduce(job -> assertThat(job.run().status()).isEqualTo(Result.Status.DONE)))
        .contains("so that elsewhere the bytes will differ.")
        .doesNotContain("and is trained again with");
  }

  private void anotherModelIsSaidToComeFromAnotherMachine() throws IOException {
    MusicModel trained = ModelFile.read(model());
    NamedTensor bias = trained.parameters().tensor("output.bias");
    bias.values()[0] += 1;
    trained.parameters().set(bias);
    ModelFile.write(model(), trained);
    MachineFile.write(
        MachineFile.beside(model()), trained, Machine.current("Deeplearning4j on abacus", 99));

    assertThat(
            reproduce(
                job ->
                    assertThatThrownBy(job::run)
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("the weights differ in output.bias")
                        .hasMessageContaining(
                            "The engine dl4j makes the same bytes only on the same machine")))
        .contains("The model was trained with Deeplearning4j on abacus, as ")
        .contains(" and is trained again with " + engine().description() + ", so the bytes may");
  }

  private ChildJvm worker(String classPath, String... options) throws IOException {
    Path exchange = Files.createDirectories(folder.resolve("exchange"));
    Files.writeString(
        exchange.resolve("request.json"), Json.mapper().writeValueAsString(training()));
    return ChildJvm.startOn(
        classPath,
        folder.resolve("worker.log"),
        List.of(options),
        Worker.class,
        exchange.toString());
  }

  private String result() throws IOException {
    return Files.readString(folder.resolve("exchange").resolve("result.json"));
  }

  @Test
  void aDamagedJarIsNamed() throws Exception {
    String name = "openblas-0.3.19-1.5.7.jar";
    Path damaged = Files.writeString(folder.resolve(name), "no zip");
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).endsWith(name) ? damaged.toString() : entry)
            .collect(Collectors.joining(File.pathSeparator));
    ChildJvm worker = worker(classPath);

    assertThat(worker.exitCode()).as(worker.output()).isEqualTo(Result.Status.INPUT.exitCode());
    assertThat(result()).contains("needs the file").contains(name).contains("Delete it, so that");
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void whatBreaksOnTheMachineIsReportedWithItsCause() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    ChildJvm worker =
        worker(
            System.getProperty("java.class.path"),
            "-Dorg.bytedeco.javacpp.cachedir=" + file,
            "-Duser.home=" + file,
            "-Djava.io.tmpdir=" + file);

    assertThat(worker.exitCode()).as(worker.output()).isEqualTo(Result.Status.BROKEN.exitCode());
    assertThat(result())
        .contains("cannot start on this machine (java.io.IOException: Could not create the cache")
        .doesNotContain("Put them there");
    assertThat(worker.output()).contains("Caused by: java.io.IOException: Could not create");
  }

  @Test
  void nothingIsGeneratedFromAChainedModel() {
    NetworkShape chained = new NetworkShape(RandomSongs.ENCODING.features(), 4, 1, 3);
    ModelFile.write(model(), SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, chained));

    assertThatThrownBy(this::generate)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The engine dl4j has no layer for an autoregressive output.");
    assertThat(folder.resolve("music")).doesNotExist();
  }

  @Test
  void itDoesNotTune() throws IOException {
    TuneRequest request =
        new TuneRequest(
            source(),
            OPTIONS,
            1000,
            folder.resolve("tuning.xml"),
            folder.resolve("tuning.json"),
            folder.resolve("work"),
            1);
    try (EventLog log = new EventLog(folder.resolve("tune.jsonl"))) {
      TuneJob job =
          new TuneJob(request, Kernels.best(), workers, log, () -> false, System::nanoTime);
      assertThatThrownBy(job::run)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Set engine to jvm, and train with the options that are found.");
    }
  }
}
