package org.musiclstm.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.musiclstm.InputException;

/** Lets no more files be read side by side than there is memory for. */
final class ReadingMemory {
  /**
   * What reading takes at most for a byte of a file, all that it holds at one time: measured, 143
   * where three bytes are a note that never ends, 70 where eight are a note.
   */
  private static final long MEMORY_OF_A_BYTE = 160;

  private static final long MEGABYTE = 1_000_000;

  private final long most;
  private final long mostOfAFile;
  private final int room;
  private final Semaphore free;

  /**
   * Makes a measure.
   *
   * @param most the memory of the JVM in bytes; half of it is for files that are read side by side,
   *     three quarters for one that is read alone, the rest for songs that have been read
   */
  ReadingMemory(long most) {
    this.most = most;
    this.mostOfAFile = most / 4 * 3;
    this.room = (int) Math.max(1, Math.min(Integer.MAX_VALUE, most / 2 / MEMORY_OF_A_BYTE));
    this.free = new Semaphore(room, true);
  }

  /**
   * Refuses a file that alone may need more than there is. It is not left out instead: on another
   * machine, other songs would be trained on.
   *
   * @throws InputException that names the first such file
   */
  void check(List<SongFile> files) {
    for (SongFile file : files) {
      long size = size(file);
      long needed = size * MEMORY_OF_A_BYTE;
      if (size <= SongBytes.MOST && needed > mostOfAFile) {
        throw new InputException(
            file.name()
                + " has "
                + size
                + " bytes, and reading it may need "
                + needed / MEGABYTE
                + " MB of memory, but of the JVM's "
                + most / MEGABYTE
                + " MB one file may take only "
                + mostOfAFile / MEGABYTE
                + " MB; exclude it or allow more memory with jvmArgs, such as -Xmx"
                + (needed + needed / 2 + MEGABYTE) / MEGABYTE
                + "m.");
      }
    }
  }

  /** Reads a file once there is room; one that is larger than the room is read alone. */
  <T> T read(SongFile file, Supplier<T> reading) {
    int size = (int) Math.min(room, Math.min(SongBytes.MOST, size(file)));
    free.acquireUninterruptibly(size);
    try {
      return reading.get();
    } finally {
      free.release(size);
    }
  }

  /** Nothing for a file that cannot be opened; who reads it says so. */
  private static long size(SongFile file) {
    try {
      return Files.size(file.path());
    } catch (IOException e) {
      return 0;
    }
  }
}
