package org.musiclstm.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is there and that nobody can read, not even root. */
final class UnreadableFile {
  /** Begins with the address 0, where Linux has no memory. */
  private static final Path MEMORY = Path.of("/proc/self/mem");

  private UnreadableFile() {}

  /** Makes one, or skips the test where there is none. */
  static void make(Path file) throws IOException {
    assumeTrue(Files.isRegularFile(MEMORY), "there is a file that nobody can read");
    Files.createSymbolicLink(file, MEMORY);
  }
}
