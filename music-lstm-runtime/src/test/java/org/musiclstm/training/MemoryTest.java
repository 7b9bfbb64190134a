package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.ChildJvm;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.BatchSize;
import org.musiclstm.network.Footprint;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.network.Loss;
import org.musiclstm.network.Memory;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.NoteTensor;

/** What the formula predicts is enough for all of a training, files included, and not much more. */
class MemoryTest {
  private static final long MEGABYTE = 1_000_000;

  /** What the JVM itself and this program need beside the arrays of the training. */
  private static final long BESIDE = 8;

  private static final int THREADS = 2;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1024, 64", "64, 2048"})
  void aTrainingWithItsCheckpointAndModelFitsIntoWhatTheFormulaPredicts(int units, int nadeUnits)
      throws Exception {
    long needed;
    try (Workers workers = new Workers(THREADS)) {
      Footprint footprint =
          plan(units, nadeUnits).footprint(new JvmEngine(Kernels.vector(), workers));
      assertThat(footprint.outside()).isZero();
      needed = footprint.heap() / MEGABYTE + 1;
    }
    for (String iterations : List.of("1", "2")) {
      ChildJvm child =
          ChildJvm.start(
              folder.resolve("output.txt"),
              // All but a little of the heap is for large arrays.
              List.of("-Xmx" + (needed + BESIDE) * 1000 + "k", "-Xmn2m", "-XX:+UseSerialGC"),
              Program.class,
              folder.toString(),
              iterations,
              Integer.toString(units),
              Integer.toString(nadeUnits));
      assertThat(child.exitCode()).as(child.output()).isZero();
    }
    assertThat(folder.resolve("model.zip")).exists();
    // What the formula forgot could not hide there: one set of parameters, or one of the chain's.
    assertThat(needed).isGreaterThan(BESIDE * 10);
  }

  private static BatchSize batch(int windows, int steps, int activeOfStep) {
    return new BatchSize(windows, steps, (long) windows * steps * activeOfStep, activeOfStep);
  }

  @Test
  void moreUnitsStepsSongsWindowsAndNotesTakeMore() {
    NetworkShape shape = new NetworkShape(88, 256, 1);
    NetworkShape chained = new NetworkShape(88, 256, 1, 64);
    BatchSize batch = batch(8, 64, 5);
    long base = Memory.ofTraining(shape, batch, 4);
    assertThat(Memory.ofTraining(new NetworkShape(88, 320, 1), batch, 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(new NetworkShape(88, 256, 2), batch, 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(shape, batch(9, 64, 5), 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(shape, batch(8, 65, 5), 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(shape, batch(8, 64, 6), 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(shape, batch, 5)).isGreaterThan(base);
    assertThat(Memory.ofTraining(chained, batch, 4)).isGreaterThan(base);
    assertThat(Memory.ofThread(shape, batch)).isZero();
    assertThat(Memory.ofThread(chained, batch(8, 64, 6)))
        .isGreaterThan(Memory.ofThread(chained, batch));
    assertThat(Memory.ofThread(chained, batch(1, 1, 5))).isLessThan(4 * 6 * 64 * 5);
  }

  @Test
  void theEngineCountsItsOwnThreads() {
    NetworkShape chained = new NetworkShape(88, 256, 1, 64);
    BatchSize batch = batch(8, 64, 5);
    try (Workers one = new Workers(1);
        Workers three = new Workers(3)) {
      long alone = new JvmEngine(Kernels.best(), one).footprint(chained, batch, 5).heap();
      assertThat(new JvmEngine(Kernels.best(), three).footprint(chained, batch, 5).heap())
          .isEqualTo(alone + 2 * Memory.ofThread(chained, batch));
      assertThat(alone)
          .isEqualTo(Memory.ofTraining(chained, batch, 5) + Memory.ofThread(chained, batch));
    }
  }

  @Test
  void arraysThatJavaCannotHaveDoNotFit() {
    assertThat(Memory.fitsArrays(new NetworkShape(88, 256, 1), batch(8, 64, 5))).isTrue();
    assertThat(Memory.fitsArrays(new NetworkShape(88, 8192, 1), batch(1024, 65536, 5))).isFalse();
    // The predictions of many features: 4096 * 1024 * 512 are 2^31.
    assertThat(Memory.fitsArrays(new NetworkShape(4096, 8, 1), batch(1024, 512, 5))).isFalse();
    assertThat(Memory.fitsArrays(new NetworkShape(4096, 8, 1), batch(1024, 511, 5))).isTrue();
    // The chain's hidden units between active features.
    NetworkShape chained = new NetworkShape(1024, 8, 1, 64);
    assertThat(Memory.fitsArrays(chained, batch(256, 256, 510))).isTrue();
    assertThat(Memory.fitsArrays(chained, batch(256, 256, 511))).isFalse();
  }

  private static TrainingPlan plan(int units, int nadeUnits) {
    List<Song> songs = List.of(song("a", 1), song("b", 2));
    return new TrainingPlan(
        RandomSongs.ENCODING,
        SmallTraining.DEFAULT
            .units(units)
            .nadeUnits(nadeUnits)
            .dropout(0.3, 0.5, 0.2)
            .learning(Loss.MSE, 1e-2, 0.9)
            .iterations(2)
            .batchSize(2)
            .windowSteps(150)
            .options(),
        new Split(songs, List.of()),
        List.of());
  }

  /** A song in which two notes begin in every step, so that the most is also the mean. */
  private static Song song(String name, int from) {
    int pitches = RandomSongs.ENCODING.rows();
    NoteTensor.Builder builder = NoteTensor.builder(RandomSongs.ENCODING);
    for (int step = 0; step < 400; step++) {
      int pitch = from + step % 10;
      builder.addStep(pitch, pitch + 4, pitches + pitch, pitches + pitch + 4);
    }
    return RandomSongs.song(name, builder.build());
  }

  /**
   * Trains, stops after some iterations with a checkpoint, and goes on from it when it is there.
   */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      int iterations = Integer.parseInt(arguments[1]);
      TrainingPlan plan = plan(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.zip"), plan.fingerprint());
      try (Workers workers = new Workers(THREADS)) {
        TrainingRun run = plan.start(Kernels.vector(), workers, List.of(checkpoint));
        boolean resumed = checkpoint.resume(run).isPresent();
        if (resumed != Files.exists(folder.resolve("checkpoint.zip"))) {
          throw new IllegalStateException("there is a checkpoint that was not taken up");
        }
        TrainedNetwork network = run.run(() -> run.snapshot().standing().iteration() == iterations);
        if (network.ending() != TrainedNetwork.Ending.STOPPED) {
          ModelFile.write(folder.resolve("model.zip"), plan.model(network));
        }
      }
    }
  }
}
