package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What builds that were ended must not leave once another build has succeeded. */
final class Leftovers {
  private Leftovers() {}

  /**
   * Asserts that there are no half-written files and that no lock is held.
   *
   * @param what the rounds before, for the message
   */
  static void assertNone(String what, Path... folders) throws IOException {
    for (Path folder : folders) {
      assertThat(find(folder, Leftovers::isHalf)).as(what + ": half-written files").isEmpty();
      assertThat(find(folder, Leftovers::isHeld)).as(what + ": locks that are held").isEmpty();
    }
  }

  private static List<Path> find(Path folder, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(wanted).toList();
    }
  }

  private static boolean isHalf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".part")
        || name.endsWith(".half")
        || name.startsWith(".music-lstm.")
        || name.startsWith("hs_err_pid");
  }

  /** Whether another process has locked a file; locks of this process are none of the plugin's. */
  private static boolean isHeld(Path file) {
    if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
