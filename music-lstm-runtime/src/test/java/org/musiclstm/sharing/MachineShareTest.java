package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MachineShareTest {
  private static final int PROCESSORS = 4;
  private static final int MEMORY = 10;

  @TempDir Path folder;

  private Optional<MachineShare> take(
      int processors, int memory, List<String> told, BooleanSupplier stop) throws IOException {
    return MachineShare.take(
        folder.resolve("machine"),
        List.of(
            new MachineShare.Want("processor", processors, PROCESSORS),
            new MachineShare.Want("memory", memory, MEMORY)),
        "processors " + processors,
        told::add,
        stop);
  }

  @Test
  void whatFitsGoesOnAtOnceAndWhatDoesNotIsToldWhoHasIt() throws IOException {
    List<String> told = new ArrayList<>();
    MachineShare one = take(1, 2, told, () -> false).orElseThrow();
    MachineShare three = take(3, 8, told, () -> false).orElseThrow();
    assertThat(told).isEmpty();

    assertThat(take(2, 0, told, () -> !told.isEmpty())).isEmpty();
    assertThat(told).containsExactly("processors 1, processors 3");

    three.close();
    take(2, 1, told, () -> false).orElseThrow().close();
    assertThat(take(1, 9, told, () -> told.size() > 1)).as("memory is short").isEmpty();
    one.close();
    take(9, 99, told, () -> false).orElseThrow().close();
    assertThat(told).hasSize(2);
  }

  @Test
  void allTogetherNeverHaveMoreThanThereIs() throws Exception {
    AtomicInteger used = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService builds = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int build = 0; build < 24; build++) {
      int processors = 1 + build % PROCESSORS;
      all.add(
          builds.submit(
              () -> {
                start.await();
                MachineShare share =
                    take(processors, 1, new ArrayList<>(), () -> false).orElseThrow();
                try (share) {
                  most.accumulateAndGet(used.addAndGet(processors), Math::max);
                  used.addAndGet(-processors);
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> build : all) {
      build.get(100, TimeUnit.SECONDS);
    }
    builds.shutdown();

    assertThat(most.get()).isBetween(1, PROCESSORS);
  }
}
