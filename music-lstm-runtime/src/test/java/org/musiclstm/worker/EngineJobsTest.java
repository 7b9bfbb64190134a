package org.musiclstm.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.dl4j.Nd4jForThisMachine;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

/** Requests that name the engine on Deeplearning4j. */
@Timeout(120)
@ExtendWith(Nd4jForThisMachine.class)
class EngineJobsTest {
  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT
          .dropout(0.3, Regularisation.AUTO, Regularisation.AUTO)
          .iterations(3)
          .options()
          .with(EngineName.DL4J);

  @TempDir Path folder;

  private final Workers workers = new Workers(1);

  @BeforeEach
  void putSongs() throws IOException {
    System.setProperty(Shelf.MACHINE, folder.resolve("machine").toString());
    Path songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors = RandomSongs.tensors(1, RandomSongs.ENCODING, 20, 15, 10, 17);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
  }

  @AfterEach
  void end() {
    System.clearProperty(Shelf.MACHINE);
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
            EngineName.DL4J,
            1);
    // As it comes out of the plugin's file.
    Request read =
        Json.mapper().readValue(Json.mapper().writeValueAsString(request), Request.class);
    assertThat(read).isEqualTo(request);
    try (EventLog log = new EventLog(folder.resolve("generate.jsonl"))) {
      return new GenerateJob((GenerateRequest) read, Kernels.best(), workers, log, () -> false)
          .run();
    }
  }

  @Test
  void aModelIsTrainedAndMusicIsMadeWithIt() throws IOException {
    TrainRequest request =
        new TrainRequest(
            source(),
            OPTIONS,
            List.of(),
            model(),
            folder.resolve("work"),
            new TrainRequest.Cache(false, folder.resolve("cache"), 0, true),
            TrainRequest.Limits.NONE,
            "2026-01-02T03:04:05Z",
            1);
    Request read =
        Json.mapper().readValue(Json.mapper().writeValueAsString(request), Request.class);
    assertThat(read).isEqualTo(request);
    Path events = folder.resolve("train.jsonl");
    try (EventLog log = new EventLog(events)) {
      TrainJob job = new TrainJob((TrainRequest) read, Kernels.best(), workers, log, () -> false);
      assertThat(job.run().status()).isEqualTo(Result.Status.DONE);
    }

    assertThat(Files.readString(events)).contains("Engine dl4j: Deeplearning4j on ");
    assertThat(ModelFile.read(model()).provenance().options()).containsEntry("engine", "dl4j");
    assertThat(generate().status()).isEqualTo(Result.Status.DONE);
    assertThat(folder.resolve("music").resolve(PieceFiles.name(1))).exists();
    whereItCanBeTrainedAgainIsDescribed();
    anotherModelIsSaidToComeFromAnotherMachine();
  }

  private void whereItCanBeTrainedAgainIsDescribed() throws IOException {
    Path events = folder.resolve("describe.jsonl");
    try (EventLog log = new EventLog(events)) {
      new DescribeJob(
              new DescribeRequest(
                  model(), List.of(source().songs()), folder.resolve("description.json")),
              log)
          .run();
    }
    assertThat(Files.readString(events))
        .contains(
            "so the goal reproduce can train it again; the engine dl4j makes the same bytes only on"
                + " the same machine, with");
  }

  private void anotherModelIsSaidToComeFromAnotherMachine() throws IOException {
    MusicModel trained = ModelFile.read(model());
    NamedTensor bias = trained.parameters().tensor("output.bias");
    bias.values()[0] += 1;
    trained.parameters().set(bias);
    ModelFile.write(model(), trained);
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
      ReproduceJob job = new ReproduceJob(request, Kernels.best(), workers, log, () -> false);
      assertThatThrownBy(job::run)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the weights differ in output.bias")
          .hasMessageContaining("The engine dl4j makes the same bytes only on the same machine");
    }
    assertThat(Files.readString(events)).contains("so that elsewhere the bytes will differ.");
  }

  @Test
  void nothingIsGeneratedFromAChainedModel() {
    NetworkShape chained = new NetworkShape(RandomSongs.ENCODING.features(), 4, 1, 3);
    ModelFile.write(model(), SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, chained));

    assertThatThrownBy(this::generate)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The engine dl4j has no layer for a chained output.");
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
