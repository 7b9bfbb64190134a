package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.Loss;
import org.musiclstm.network.Memory;
import org.musiclstm.network.NetworkShape;

/** What the formula tells is enough for all of a training, files included. */
class MemoryTest {
  private static final long MEGABYTE = 1_000_000;
  private static final int UNITS = 512;
  private static final int CHAIN_UNITS = 64;

  @TempDir Path folder;

  @Test
  void aTrainingWithItsCheckpointAndModelFitsIntoWhatTheFormulaTells() throws Exception {
    NetworkShape shape = new NetworkShape(RandomSongs.ENCODING.features(), UNITS, 1, CHAIN_UNITS);
    long needed = Memory.ofTraining(shape, 2, 64, 6) / MEGABYTE;
    // The formula leaves out the JVM itself and what little a song takes.
    String heap = "-Xmx" + (needed * 5 / 4 + 12) + "m";
    for (String iterations : List.of("2", "4")) {
      ChildJvm child =
          ChildJvm.start(
              folder.resolve("output.txt"),
              List.of(heap, "-XX:+UseSerialGC"),
              Program.class,
              folder.toString(),
              iterations);
      assertThat(child.exitCode()).as(child.output()).isZero();
    }
    assertThat(folder.resolve("model.zip")).exists();
  }

  @Test
  void moreUnitsLayersSongsAndWindowsTakeMore() {
    long base = Memory.ofTraining(new NetworkShape(88, 256, 1), 8, 64, 4);
    assertThat(Memory.ofTraining(new NetworkShape(88, 320, 1), 8, 64, 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(new NetworkShape(88, 256, 2), 8, 64, 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(new NetworkShape(88, 256, 1), 9, 64, 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(new NetworkShape(88, 256, 1), 8, 65, 4)).isGreaterThan(base);
    assertThat(Memory.ofTraining(new NetworkShape(88, 256, 1), 8, 64, 5)).isGreaterThan(base);
    assertThat(Memory.ofTraining(new NetworkShape(88, 256, 1, 64), 8, 64, 4)).isGreaterThan(base);
    assertThat(Memory.fitsArrays(new NetworkShape(88, 256, 1), 8, 64)).isTrue();
    assertThat(Memory.fitsArrays(new NetworkShape(1024, 8, 1, 64), 256, 256)).isFalse();
    assertThat(Memory.fitsArrays(new NetworkShape(88, 8192, 1), 1024, 65536)).isFalse();
  }

  /**
   * Trains, stops after some iterations with a checkpoint, and goes on from it when it is there.
   */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      int iterations = Integer.parseInt(arguments[1]);
      List<Song> songs = List.of(song("a", 1), song("b", 2));
      TrainingPlan plan =
          new TrainingPlan(
              RandomSongs.ENCODING,
              SmallTraining.DEFAULT
                  .units(UNITS)
                  .chainUnits(CHAIN_UNITS)
                  .dropout(0.3, 0.5, 0.2)
                  .learning(Loss.MSE, 1e-2, 0.9)
                  .iterations(4)
                  .batchSize(2)
                  .windowLayers(64)
                  .options(),
              new Split(songs, List.of()),
              List.of());
      Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.zip"), plan.fingerprint());
      try (Workers workers = new Workers(2)) {
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

    private static Song song(String name, int seed) {
      return RandomSongs.song(name, RandomSongs.tensors(seed, RandomSongs.ENCODING, 200).get(0));
    }
  }
}
