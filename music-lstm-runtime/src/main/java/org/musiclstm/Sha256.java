package org.musiclstm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256, as lower-case hexadecimal. */
public final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** The hash of bytes. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * The hash of a file's content.
   *
   * @throws IOException when it cannot be read, or grows meanwhile
   */
  public static String of(Path file) throws IOException {
    return of(file, Files.size(file))
        .orElseThrow(() -> new IOException(file + " grows while it is read"));
  }

  /**
   * The hash of a file's content, unless that is too long, whatever becomes of the file meanwhile.
   *
   * @param most how many bytes the file may have
   * @return nothing when it has more
   * @throws IOException when it cannot be read
   */
  public static Optional<String> of(Path file, long most) throws IOException {
    if (Files.size(file) > most) {
      return Optional.empty();
    }
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    long left = most;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        Stop.check();
        left -= read;
        if (left < 0) {
          return Optional.empty();
        }
        digest.update(buffer, 0, read);
      }
    }
    return Optional.of(HexFormat.of().formatHex(digest.digest()));
  }

  /** A hash in the making. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
