package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;

@Timeout(120)
class LeaseTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("deep").resolve("file.lock");
  }

  @Test
  void onlyOneHoldsItAndTheOtherIsToldWho() throws IOException {
    Optional<Lease> first = Lease.tryTake(file(), "process 1, the first");
    assertThat(first).isPresent();

    List<String> holders = new ArrayList<>();
    assertThat(Lease.tryTake(file(), "the second")).isEmpty();
    assertThat(Lease.take(file(), "the second", holders::add, () -> !holders.isEmpty())).isEmpty();
    assertThat(holders).containsExactly("process 1, the first");

    first.get().close();
    Optional<Lease> second = Lease.tryTake(file(), "2");
    assertThat(second).isPresent();
    assertThat(Lease.holder(file())).isEqualTo("2");
    second.get().close();
  }

  @Test
  void lookingAtALockThatThisProcessHoldsDoesNotLoseIt() throws Exception {
    Lease lease = Lease.tryTake(file(), "me").orElseThrow();
    try (lease) {
      assertThat(Lease.tryTake(file(), "me again")).isEmpty();

      ChildJvm other = holder();
      assertThat(other.exitCode()).as(other.output()).isEqualTo(Holder.TAKEN);
    }
  }

  @Test
  void aProcessThatIsKilledLeavesNoLock() throws Exception {
    ChildJvm holder = holder();
    awaitHolder(holder);
    assertThat(Lease.tryTake(file(), "me")).isEmpty();

    List<String> told = new ArrayList<>();
    holder.process().destroyForcibly();
    Lease lease = Lease.take(file(), "me", told::add, () -> false).orElseThrow();
    try (lease) {
      assertThat(told).allMatch("the holder"::equals);
      assertThat(Lease.holder(file())).isEqualTo("me");
    }
  }

  private ChildJvm holder() throws IOException {
    return ChildJvm.start(folder.resolve("output.txt"), List.of(), Holder.class, file().toString());
  }

  private void awaitHolder(ChildJvm holder) throws Exception {
    while (!holder.output().contains("held")) {
      assertThat(holder.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** A program that takes a lock and then waits until it is ended. */
  static final class Holder {
    static final int TAKEN = 7;

    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      if (Lease.tryTake(Path.of(arguments[0]), "the holder").isEmpty()) {
        System.exit(TAKEN);
      }
      System.out.println("held");
      while (System.in.read() >= 0) {}
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAnError() throws IOException {
    Files.writeString(folder.resolve("deep"), "a file where the folder should be");

    assertThatThrownBy(() -> Lease.tryTake(file(), "me")).isInstanceOf(IOException.class);
  }
}
