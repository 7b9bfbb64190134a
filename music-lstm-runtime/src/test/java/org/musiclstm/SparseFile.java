package org.musiclstm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are far longer than the room that they take on the disk. */
public final class SparseFile {
  private SparseFile() {}

  /** Makes one, or skips the test where the system would fill it with zeros or refuses it. */
  public static void make(Path file, long length) throws IOException {
    FileStore store = Files.getFileStore(file.toAbsolutePath().getParent());
    assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "files are sparse here");
    long before = store.getUsableSpace();
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(length);
    } catch (IOException e) {
      assumeTrue(false, "files of this length are possible on " + store + ", " + before);
    }
  }
}
