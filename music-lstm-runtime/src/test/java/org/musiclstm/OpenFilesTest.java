package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files as Windows and as Unix have them, in memory. */
class OpenFilesTest {
  private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
  private final FileSystem unix = Jimfs.newFileSystem(Configuration.unix());
  private final List<Long> pauses = new ArrayList<>();
  private Path open;
  private Path onUnix;

  @BeforeEach
  void put() throws IOException {
    open = Files.writeString(windows.getPath("C:\\work\\piece-001.mid"), "old");
    onUnix = Files.writeString(unix.getPath("/work/piece-001.mid"), "old");
  }

  @AfterEach
  void end() throws IOException {
    windows.close();
    unix.close();
  }

  /** Fails so many times. */
  private OpenFiles.Action failing(int times, IOException failure) {
    int[] done = {0};
    return () -> {
      if (done[0]++ < times) {
        throw failure;
      }
    };
  }

  /** What Windows says of a file that is open: either, depending on who has opened it how. */
  private List<FileSystemException> held(Path file) {
    return List.of(
        new AccessDeniedException(file.toString()),
        new FileSystemException(
            file.toString(),
            null,
            "The process cannot access the file because it is being used by another process"));
  }

  @Test
  void aFileThatIsOpenForAMomentIsWaitedFor() throws IOException {
    for (FileSystemException failure : held(open)) {
      pauses.clear();

      OpenFiles.insist(open, failing(4, failure), pauses::add);

      assertThat(pauses).containsExactly(50L, 100L, 200L, 400L);
    }
  }

  @Test
  void aFileThatStaysOpenIsNotWaitedForMoreThanSomeSeconds() {
    for (FileSystemException failure : held(open)) {
      pauses.clear();

      assertThatThrownBy(() -> OpenFiles.insist(open, failing(1000, failure), pauses::add))
          .isSameAs(failure);
      assertThat(pauses.stream().mapToLong(Long::longValue).sum()).isBetween(2000L, 5000L);
      assertThat(OpenFiles.reason(open, failure))
          .isEqualTo("a program has it open, such as a player or an editor. Close it");
    }
  }

  @Test
  void whatWaitingDoesNotMendIsNotWaitedFor() {
    AccessDeniedException noPermission = new AccessDeniedException(onUnix.toString());
    NoSuchFileException gone = new NoSuchFileException(open.toString());
    FileSystemException full =
        new FileSystemException(onUnix.toString(), null, "No space left on device");

    for (FileSystemException failure : List.of(noPermission, full)) {
      assertThatThrownBy(() -> OpenFiles.insist(onUnix, failing(1000, failure), pauses::add))
          .isSameAs(failure);
    }
    assertThatThrownBy(() -> OpenFiles.insist(open, failing(1000, gone), pauses::add))
        .isSameAs(gone);
    assertThat(pauses).isEmpty();
    assertThat(OpenFiles.reason(onUnix, noPermission))
        .isEqualTo(
            "the system does not let it be replaced or removed. Make it and its folder yours to"
                + " write");
    assertThat(OpenFiles.reason(onUnix, full))
        .isEqualTo("No space left on device. Make sure that its folder can be written");
  }

  @Test
  void aFileThatANetworkDriveHasOpenIsWaitedForOnUnixToo() throws IOException {
    FileSystemException busy =
        new FileSystemException(onUnix.toString(), null, "Device or resource busy");

    OpenFiles.insist(onUnix, failing(2, busy), pauses::add);

    assertThat(pauses).hasSize(2);
  }

  @Test
  void whoWaitsHeedsThatItIsToStop() {
    AccessDeniedException failure = new AccessDeniedException(open.toString());

    assertThatThrownBy(
            () ->
                Stop.heeding(
                    () -> pauses.size() == 2,
                    () -> {
                      try {
                        OpenFiles.insist(open, failing(1000, failure), pauses::add);
                      } catch (IOException e) {
                        throw new IllegalStateException(e);
                      }
                      return "";
                    }))
        .isInstanceOf(StoppedException.class);
  }

  @Test
  void aFileTakesThePlaceOfAnother() throws IOException {
    for (Path file : List.of(open, onUnix)) {
      Path fresh = Files.writeString(file.resolveSibling("fresh"), "new");

      OpenFiles.move(fresh, file);

      assertThat(file).hasContent("new");
      assertThat(fresh).doesNotExist();
      OpenFiles.remove(file);
      OpenFiles.remove(file);
      assertThat(file).doesNotExist();
    }
  }
}
