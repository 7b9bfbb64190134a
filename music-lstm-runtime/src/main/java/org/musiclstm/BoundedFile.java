package org.musiclstm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files up to a number of bytes, whatever becomes of them meanwhile: a file may be sparse and
 * larger than any memory, or grow faster than it is read.
 */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * Reads a file whole.
   *
   * @param most how many bytes it may have
   * @return its bytes, or nothing when it has more
   * @throws IOException when it cannot be read
   */
  public static Optional<byte[]> read(Path file, long most) throws IOException {
    if (Files.size(file) > most) {
      return Optional.empty();
    }
    byte[] bytes = head(file, Math.toIntExact(most) + 1);
    return bytes.length > most ? Optional.empty() : Optional.of(bytes);
  }

  /**
   * Reads the beginning of a file.
   *
   * @return its first bytes, fewer than {@code most} only when it has no more
   * @throws IOException when it cannot be read
   */
  public static byte[] head(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }
}
