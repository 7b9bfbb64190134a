package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.Links;

@Timeout(120)
class MachineShareTest {
  private static final int PROCESSORS = 4;
  private static final int MEMORY = 10;

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long PID = ProcessHandle.current().pid();

  @TempDir Path folder;

  private Optional<MachineShare> take(
      int processors,
      int memory,
      boolean isShort,
      List<Supplier<Holders>> reported,
      BooleanSupplier stop)
      throws IOException {
    return MachineShare.take(
        folder.resolve("machine"),
        List.of(
            new MachineShare.Want("processor", processors, PROCESSORS),
            new MachineShare.Want("memory", memory, MEMORY)),
        isShort,
        reported::add,
        stop);
  }

  private Optional<MachineShare> take(
      int processors, int memory, List<Supplier<Holders>> reported, BooleanSupplier stop)
      throws IOException {
    return take(processors, memory, false, reported, stop);
  }

  @Test
  void whatFitsGoesOnAtOnceAndWhatDoesNotWaitsAndSeesForHowLong() throws IOException {
    List<Supplier<Holders>> reported = new ArrayList<>();
    MachineShare one = take(1, 2, reported, () -> false).orElseThrow();
    MachineShare three = take(3, 8, reported, () -> false).orElseThrow();
    assertThat(reported).isEmpty();

    assertThat(take(2, 0, reported, () -> !reported.isEmpty())).isEmpty();
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).get().words(NOON)).isEqualTo("process " + PID);
    three.expect(NOON.plusSeconds(30));
    assertThat(reported.get(0).get().words(NOON))
        .isEqualTo("process " + PID + " (up to about 30 seconds more)");

    three.close();
    take(2, 1, reported, () -> false).orElseThrow().close();
    assertThat(take(1, 9, reported, () -> reported.size() > 1)).as("memory is short").isEmpty();
    one.close();
    take(9, 99, reported, () -> false).orElseThrow().close();
    assertThat(reported).hasSize(2);
  }

  @Test
  void aShortOnePassesALargeOneAndTheNextShortOneWaitsForItAlone() throws IOException {
    List<Supplier<Holders>> reported = new ArrayList<>();
    MachineShare large = take(PROCESSORS, MEMORY, reported, () -> false).orElseThrow();
    MachineShare first = take(PROCESSORS, 1, true, reported, () -> false).orElseThrow();
    assertThat(reported).as("it did not wait").isEmpty();

    first.expect(NOON.plusSeconds(2));
    assertThat(take(1, 1, true, reported, () -> !reported.isEmpty())).isEmpty();
    assertThat(reported.get(0).get().words(NOON))
        .isEqualTo("process " + PID + " (up to about 2.0 seconds more)");

    first.close();
    take(1, 1, true, reported, () -> false).orElseThrow().close();
    large.close();
  }

  @Test
  void shortOnesTakeWhatIsFreeSideBySide() throws IOException {
    List<Supplier<Holders>> reported = new ArrayList<>();
    List<MachineShare> all = new ArrayList<>();
    for (int n = 0; n <= PROCESSORS; n++) {
      all.add(take(1, 1, true, reported, () -> false).orElseThrow());
    }
    assertThat(reported).as("as many as processors, and one more").isEmpty();
    all.forEach(MachineShare::close);
  }

  @Test
  void shortOnesTakeNothingFromALargeOneThatIsInLine() throws Exception {
    MachineShare running = take(1, 1, new ArrayList<>(), () -> false).orElseThrow();
    CountDownLatch waits = new CountDownLatch(1);
    ExecutorService builds = Executors.newFixedThreadPool(1);
    Future<MachineShare> large =
        builds.submit(
            () ->
                MachineShare.take(
                        folder.resolve("machine"),
                        List.of(new MachineShare.Want("processor", PROCESSORS, PROCESSORS)),
                        false,
                        holders -> waits.countDown(),
                        () -> false)
                    .orElseThrow());
    waits.await();

    List<Supplier<Holders>> reported = new ArrayList<>();
    MachineShare passing = take(1, 1, true, reported, () -> false).orElseThrow();
    running.close();
    large.get(100, TimeUnit.SECONDS).close();
    passing.close();
    builds.shutdown();
  }

  @Test
  void theFolderIsTheUsersAlone() throws IOException {
    take(1, 1, new ArrayList<>(), () -> false).orElseThrow().close();
    Path machine = folder.resolve("machine");
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine)))
        .isEqualTo("rwx------");
    Files.setPosixFilePermissions(machine, PosixFilePermissions.fromString("rwxrwxrwx"));
    take(1, 1, new ArrayList<>(), () -> false).orElseThrow().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine)))
        .isEqualTo("rwx------");
  }

  @Test
  void aLinkToAnotherFolderIsNotTaken() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Links.make(folder.resolve("machine"), other);

    assertThatThrownBy(() -> take(1, 1, new ArrayList<>(), () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a link or a file, but has to be a folder");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void theFolderOfAMachineIsOneForEachMachineAndUser() throws IOException {
    Path cache = folder.resolve("cache");
    Path mine = OwnFolder.ofMachine(cache, "boot 1", "me");
    assertThat(mine.getParent()).isEqualTo(cache);
    assertThat(OwnFolder.ofMachine(cache, "boot 1", "me")).isEqualTo(mine);
    assertThat(OwnFolder.ofMachine(cache, "boot 2", "me")).isNotEqualTo(mine);
    assertThat(OwnFolder.ofMachine(cache, "boot 1", "you")).isNotEqualTo(mine);
    assertThat(OwnFolder.ofMachine(cache)).isEqualTo(OwnFolder.ofMachine(cache));

    Path old = OwnFolder.ofMachine(cache, "boot 0", "me");
    OwnFolder.make(old);
    Files.writeString(old.resolve("queue"), "");
    Files.writeString(old.resolve("processor-0.holder"), "process 1\n");
    Path strange = OwnFolder.ofMachine(cache, "boot -1", "me");
    OwnFolder.make(strange);
    Files.writeString(strange.resolve("notes.txt"), "not ours");
    for (Path folder : List.of(old, strange)) {
      Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(99))));
    }
    OwnFolder.make(mine);

    assertThat(old).doesNotExist();
    assertThat(strange.resolve("notes.txt")).exists();
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
