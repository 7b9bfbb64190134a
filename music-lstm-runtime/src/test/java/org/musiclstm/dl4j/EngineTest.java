package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.generation.Generator;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceLength;
import org.musiclstm.generation.Primer;
import org.musiclstm.generation.Sampling;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainedNetwork;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingRun;
import org.nd4j.linalg.factory.Nd4j;

class EngineTest {
  @TempDir Path folder;

  private final Workers workers = new Workers(1);

  @AfterEach
  void end() {
    workers.close();
  }

  private static TrainingPlan plan(TrainingOptions options) {
    List<Song> songs = new ArrayList<>();
    for (NoteTensor tensor : RandomSongs.tensors(1, RandomSongs.ENCODING, 20, 11, 16, 7, 5, 19)) {
      songs.add(RandomSongs.song("song " + songs.size(), tensor));
    }
    Split split = Split.byShare(songs, options.validationShare());
    return new TrainingPlan(RandomSongs.ENCODING, options, split, List.of());
  }

  private Engine engine(EngineName name) {
    return name == EngineName.DL4J
        ? Dl4jEngine.start(workers)
        : new JvmEngine(Kernels.best(), workers);
  }

  private TrainedNetwork train(TrainingOptions options) {
    return plan(options).start(engine(options.engine()), workers, List.of()).run(() -> false);
  }

  /** With songs of different lengths, and of everything that may be left out. */
  private static SmallTraining training(Loss loss) {
    return SmallTraining.DEFAULT
        .hiddenLayers(2)
        .dropout(0.3, 0.5, 0.2)
        .learning(loss, 1e-2, 0.9)
        .iterations(8)
        .validateEvery(4);
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @ParameterizedTest
  @CsvSource({"MSE", "BCE"})
  void songsArePredictedAsWellAsByTheOtherEngine(Loss loss) {
    TrainingOptions options = training(loss).options();

    List<TrainingLog.Row> mine = train(options).log().rows();
    List<TrainingLog.Row> others =
        train(options.with(EngineName.OPTION, EngineName.DL4J)).log().rows();

    assertThat(others).hasSameSizeAs(mine).hasSize(2);
    for (int n = 0; n < mine.size(); n++) {
      // Slopes near zero may have another sign, and RMSProp then goes its first steps elsewhere.
      assertThat(others.get(n).validationNats() / mine.get(n).validationNats())
          .isCloseTo(1, within(1e-3));
      assertThat(others.get(n).trainLoss() / mine.get(n).trainLoss()).isCloseTo(1, within(1e-3));
    }
  }

  /** Trains for so many updates, and gives the model's bytes if it ended. */
  private Optional<byte[]> train(TrainingPlan plan, Path file, int updates, int expectedStart)
      throws IOException {
    Checkpoint checkpoint = new Checkpoint(file, plan.fingerprint());
    int[] made = {0};
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void updated(int iteration, double loss) {
            made[0]++;
          }
        };
    TrainingRun run = plan.start(Dl4jEngine.start(workers), workers, List.of(checkpoint, counter));
    assertThat(checkpoint.resume(run).orElse(0)).isEqualTo(expectedStart);
    TrainedNetwork network = run.run(() -> made[0] == updates);
    if (network.ending() == TrainedNetwork.Ending.STOPPED) {
      return Optional.empty();
    }
    Path model = folder.resolve("model.zip");
    ModelFile.write(model, plan.model(network));
    return Optional.of(Files.readAllBytes(model));
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void aRunThatWasInterruptedEndsInTheBytesOfAStraightOne() throws IOException {
    TrainingPlan plan = plan(training(Loss.MSE).options().with(EngineName.OPTION, EngineName.DL4J));
    byte[] straight = train(plan, folder.resolve("none.zip"), -1, 0).orElseThrow();
    Path file = folder.resolve("checkpoint.zip");

    assertThat(train(plan, file, 3, 0)).isEmpty();
    assertThat(train(plan, file, 2, 3)).isEmpty();
    assertThat(train(plan, file, -1, 5)).contains(straight);
    assertThat(ModelFile.read(folder.resolve("model.zip")).provenance().options())
        .containsEntry("engine", "dl4j");
  }

  @Test
  void onlyTheOtherEngineHasAFingerprintOfItsOwn() {
    TrainingOptions options = training(Loss.MSE).options();

    assertThat(options.decisive()).doesNotContainKey("engine");
    assertThat(plan(options).fingerprint())
        .isNotEqualTo(plan(options.with(EngineName.OPTION, EngineName.DL4J)).fingerprint());
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void theSameNotesAreDrawn() {
    MusicModel model = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 12, 2);
    List<List<Piece>> pieces = new ArrayList<>();
    for (EngineName name : EngineName.values()) {
      pieces.add(
          new Generator(model, engine(name), workers)
              .generate(
                  Collections.nCopies(3, Primer.silence(RandomSongs.ENCODING)),
                  PieceLength.of(12),
                  Sampling.DEFAULT
                      .with(Sampling.TEMPERATURE, 1.0)
                      .with(Sampling.LONGEST_DRONE, 0)
                      .with(Sampling.LONGEST_SILENCE, 0),
                  1,
                  () -> false));
    }

    assertThat(pieces.get(0)).anyMatch(piece -> piece.tensor().activeCount() > 0);
    assertThat(pieces.get(1)).isEqualTo(pieces.get(0));
  }

  @Test
  void aChainedOutputIsRefusedBeforeAnythingElse() {
    assertThatThrownBy(
            () ->
                SmallTraining.DEFAULT
                    .nadeUnits(3)
                    .options()
                    .with(EngineName.OPTION, EngineName.DL4J))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The engine dl4j has no layer for an autoregressive output. Set engine to jvm, or train with"
                + " output=independent.");
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void itRefusesAChainedNetworkToo() {
    Engine engine = engine(EngineName.DL4J);
    assertThatThrownBy(() -> engine.forward(new NetworkShape(5, 3, 1, 2), 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("engine to jvm");
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void anotherEngineThanThatOfTheOptionsIsRefused() {
    assertThatThrownBy(
            () ->
                plan(training(Loss.MSE).options())
                    .start(engine(EngineName.DL4J), workers, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void itPredictsWhatDecidesItsBytes() {
    Engine engine = engine(EngineName.DL4J);

    assertThat(engine.threads()).isEqualTo(Nd4j.getEnvironment().maxThreads()).isPositive();
    assertThat(engine.description())
        .isEqualTo(
            "Deeplearning4j 1.0.0-M2.1 on nd4j-native 1.0.0-M2.1 ("
                + NativeSettings.of(System.getenv()).describe(engine.threads())
                + ")");
  }

  @Test
  void aMissingDeeplearning4jIsReportedInASentence() throws Exception {
    try (URLClassLoader loader = JarsLeftOut.ofDeeplearning4j()) {
      Class<?> foreignWorkers = loader.loadClass(Workers.class.getName());
      Class<?> engine = loader.loadClass(Dl4jEngine.class.getName());
      Object worker = foreignWorkers.getConstructor(int.class).newInstance(1);

      assertThatThrownBy(() -> engine.getMethod("start", foreignWorkers).invoke(null, worker))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageStartingWith(
              "The engine dl4j cannot start (java.lang.ClassNotFoundException: org.")
          .hasMessageContaining("it needs Deeplearning4j and a backend of ND4J")
          .hasMessageEndingWith("Put them there, or set engine to jvm.");
      foreignWorkers.getMethod("close").invoke(worker);
    }
  }
}
