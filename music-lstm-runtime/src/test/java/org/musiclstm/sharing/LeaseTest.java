package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.ChildJvm;
import org.musiclstm.Links;

@Timeout(120)
class LeaseTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long PID = ProcessHandle.current().pid();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("deep").resolve("file.lock");
  }

  @Test
  void onlyOneHoldsItAndTheOtherSeesWhoAndForHowLong() throws IOException {
    Lease first = Lease.tryTake(file()).orElseThrow();
    List<Supplier<Holders>> reported = new ArrayList<>();

    assertThat(Lease.tryTake(file())).isEmpty();
    assertThat(Lease.take(file(), reported::add, () -> !reported.isEmpty())).isEmpty();
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).get().words(NOON)).isEqualTo("process " + PID);
    first.expect(NOON.plusSeconds(150));
    assertThat(reported.get(0).get().words(NOON))
        .isEqualTo("process " + PID + " (up to about 2.5 minutes more)");
    assertThat(reported.get(0).get().words(NOON.plusSeconds(151)))
        .isEqualTo("process " + PID + " (done at any moment)");

    first.close();
    assertThat(folder.resolve("deep"))
        .isDirectoryContaining(file -> file.endsWith("file.lock"))
        .isDirectoryNotContaining(file -> file.toString().contains("holder"));
    assertThat(reported.get(0).get().words(NOON)).isEqualTo("another process");
    Lease second = Lease.tryTake(file()).orElseThrow();
    first.close();
    assertThat(Lease.tryTake(file())).as("closing twice takes it from nobody").isEmpty();
    first.expect(NOON);
    assertThat(Lease.holder(file())).isEqualTo(Optional.of(Holder.current()));
    second.close();
  }

  @Test
  void lookingAtALockThatThisProcessHoldsDoesNotLoseIt() throws Exception {
    Lease lease = Lease.tryTake(file()).orElseThrow();
    assertThat(Lease.tryTake(file())).isEmpty();
    assertThat(Lease.isHeld(file())).isTrue();

    ChildJvm other = holder();
    assertThat(other.exitCode()).as(other.output()).isEqualTo(Holding.TAKEN);

    lease.close();
    assertThat(Lease.isHeld(file())).isFalse();
  }

  @Test
  void aProcessThatIsKilledLeavesNoLock() throws Exception {
    ChildJvm holder = holder();
    awaitHolder(holder);
    assertThat(Lease.tryTake(file())).isEmpty();
    assertThat(Lease.holder(file()).orElseThrow().process()).isEqualTo(holder.process().pid());

    holder.process().destroyForcibly();
    Lease lease = Lease.take(file(), others -> {}, () -> false).orElseThrow();
    try (lease) {
      assertThat(Lease.holder(file())).isEqualTo(Optional.of(Holder.current()));
    }
  }

  @Test
  void aLinkIsNotFollowedAndWhatItLeadsToStaysAsItIs() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
    Files.createDirectories(file().getParent());
    Path lock = Links.make(file(), mine);
    assertThatThrownBy(() -> Lease.tryTake(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file() + ": it is a link, a folder or a pipe");
    Files.delete(lock);

    for (String name : List.of("file.lock.holder", "file.lock.holder.part")) {
      Links.make(file().resolveSibling(name), mine);
    }
    assertThat(Lease.holder(file())).as("no link is read").isEmpty();
    Lease lease = Lease.tryTake(file()).orElseThrow();
    try (lease) {
      assertThat(Lease.holder(file())).isPresent();
      lease.expect(NOON);
    }

    assertThat(mine).hasContent("mine");
  }

  @Test
  void nothingHangsOnAPipe() throws Exception {
    Files.createDirectories(file().getParent());
    pipe(file());
    assertThatThrownBy(() -> Lease.tryTake(file())).isInstanceOf(IOException.class);
    Files.delete(file());

    pipe(file().resolveSibling("file.lock.holder"));
    assertThat(Lease.holder(file())).isEmpty();
    Lease.tryTake(file()).orElseThrow().close();
    pipe(file().resolveSibling("file.lock.holder.part"));
    Lease.tryTake(file()).orElseThrow().close();
  }

  private static void pipe(Path path) throws Exception {
    Path program = Path.of("/usr/bin/mkfifo");
    assumeTrue(Files.isExecutable(program), "there are no pipes here");
    assertThat(new ProcessBuilder(program.toString(), path.toString()).start().waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "process",
        "process -1\n",
        "process 1, which makes /home/other/secret-project/target/model.zip",
        "process 1\nuntil \u001b[2J\n",
        "process 1\nuntil tomorrow\nand more\n",
        "process 99999999999999999999\n"
      })
  void onlyAProcessAndATimeAreTakenFromWhatOthersWrite(String text) throws IOException {
    Lease lease = Lease.tryTake(file()).orElseThrow();
    try (lease) {
      Files.writeString(file().resolveSibling("file.lock.holder"), text);

      assertThat(Holders.of(Lease.holder(file())).words(NOON)).isEqualTo("another process");
    }
  }

  @Test
  void aTimeThatIsNoneOrTooFarIsNotSaid() {
    for (String time :
        List.of("2026-99-99T12:00:00Z", "+999999999-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
      assertThat(Holder.parse("process 7\nuntil " + time + "\n").orElseThrow().words(NOON))
          .isEqualTo("process 7");
    }
  }

  private ChildJvm holder() throws IOException {
    return ChildJvm.start(
        folder.resolve("output.txt"), List.of(), Holding.class, file().toString());
  }

  private void awaitHolder(ChildJvm holder) throws Exception {
    while (!holder.output().contains("held")) {
      assertThat(holder.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** A program that takes a lock and then waits until it is ended. */
  static final class Holding {
    static final int TAKEN = 7;

    private Holding() {}

    public static void main(String[] arguments) throws IOException {
      if (Lease.tryTake(Path.of(arguments[0])).isEmpty()) {
        System.exit(TAKEN);
      }
      System.out.println("held");
      while (System.in.read() >= 0) {}
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAnError() throws IOException {
    Files.writeString(folder.resolve("deep"), "a file where the folder should be");

    assertThatThrownBy(() -> Lease.tryTake(file())).isInstanceOf(IOException.class);
  }
}
