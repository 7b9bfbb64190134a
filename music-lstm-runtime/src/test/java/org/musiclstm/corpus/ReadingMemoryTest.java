package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;

class ReadingMemoryTest {
  @TempDir Path folder;

  private SongFile file(String name, int size) throws IOException {
    return new SongFile(name, Files.write(folder.resolve(name), new byte[size]));
  }

  @Test
  @Timeout(60)
  void filesAreReadSideBySideWhileThereIsRoom() throws IOException {
    ReadingMemory memory = new ReadingMemory(2 * 160 * 1000);
    SongFile small = file("small.mid", 500);

    // The other one would never end if it had to wait.
    String read =
        memory.read(
            small,
            () ->
                CompletableFuture.supplyAsync(
                        () -> memory.read(small, () -> "both"), task -> new Thread(task).start())
                    .join());

    assertThat(read).isEqualTo("both");
  }

  @Test
  @Timeout(60)
  void aFileForWhichThereIsNoRoomWaits() throws Exception {
    ReadingMemory memory = new ReadingMemory(2 * 160 * 1000);
    SongFile small = file("small.mid", 1);
    SongFile large = file("large.mid", 1500);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Thread other = new Thread(() -> memory.read(large, () -> order.add("large")));

    boolean read =
        memory.read(
            small,
            () -> {
              other.start();
              while (other.getState() != Thread.State.WAITING && other.isAlive()) {
                Thread.onSpinWait();
              }
              return order.add("small");
            });
    other.join();

    assertThat(read).isTrue();
    assertThat(order).containsExactly("small", "large");
  }

  @Test
  void theFirstFileThatCanNeverFitIsNamed() throws IOException {
    List<SongFile> files =
        List.of(file("a.mid", 2000), file("deep.mid", 2001), file("other.mid", 5000));

    new ReadingMemory(1_066_668).check(files);
    assertThatThrownBy(() -> new ReadingMemory(426_668).check(files))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("deep.mid has 2001 bytes, and reading it may need ")
        .hasMessageEndingWith("exclude it or allow more memory with jvmArgs, such as -Xmx1m.");
  }

  @Test
  void whatTheMessageSaysToAllowIsEnough() throws IOException {
    List<SongFile> files = List.of(file("large.mid", 1_000_000));

    assertThatThrownBy(() -> new ReadingMemory(200_000_000).check(files))
        .hasMessage(
            "large.mid has 1000000 bytes, and reading it may need 160 MB of memory, but of the"
                + " JVM's 200 MB one file may take only 150 MB; exclude it or allow more memory"
                + " with jvmArgs, such as -Xmx241m.");
    new ReadingMemory(241_000_000).check(files);
  }

  @Test
  void roomIsFreeAgainAfterAFailure() throws IOException {
    ReadingMemory memory = new ReadingMemory(2 * 160 * 10);
    SongFile file = file("a.mid", 10);
    for (int n = 0; n < 3; n++) {
      assertThatThrownBy(
              () ->
                  memory.read(
                      file,
                      () -> {
                        throw new IllegalStateException("no");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(memory.read(file, () -> 1)).isEqualTo(1);
  }
}
