package org.musiclstm.sharing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;

/**
 * A keyed checksum (HMAC-SHA256, RFC 2104) beside a file. Only who has the key can have written
 * both.
 *
 * <p>The checksum takes its place before the file does, and those of the files before stand below
 * it: whenever a process is killed, the file that is there has its checksum.
 */
public final class Seal {
  private static final String SUFFIX = ".hmac";
  private static final String ALGORITHM = "HmacSHA256";

  /** Of a key of random letters, as many are enough. */
  private static final int LEAST_BYTES = 32;

  private static final int MOST_BYTES = 4096;
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

  /** So often in a row a process may be killed between the two moves before a file is lost. */
  private static final int MOST_CHECKSUMS = 4;

  private static final int MOST_BYTES_OF_CHECKSUMS = MOST_CHECKSUMS * 65;

  private final SecretKeySpec key;

  private Seal(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * A seal with the key in a file; white space at its end does not count.
   *
   * @param option the option that names the file
   * @throws InputException when it cannot be read, or is too short for a key or too long for one
   */
  public static Seal of(String option, Path keyFile) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(keyFile)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      InputException refused =
          InputException.option(
              option, keyFile, "a file that can be read, which holds the key (" + e + ")");
      refused.initCause(e);
      throw refused;
    }
    int length = bytes.length;
    while (length > 0 && Character.isWhitespace(bytes[length - 1])) {
      length--;
    }
    if (length < LEAST_BYTES || bytes.length > MOST_BYTES) {
      throw InputException.option(
          option,
          keyFile,
          "a file of "
              + LEAST_BYTES
              + " to "
              + MOST_BYTES
              + " bytes that nobody can guess, such as the output of: openssl rand -hex 32");
    }
    return new Seal(Arrays.copyOf(bytes, length));
  }

  /** The name of the file with the checksum of a file. */
  static String name(String file) {
    return file + SUFFIX;
  }

  private static Path beside(Path file) {
    return file.resolveSibling(name(file.getFileName().toString()));
  }

  /**
   * Writes a file and its checksum, which is that of the bytes that are written, whatever becomes
   * of the file meanwhile.
   *
   * @param label what the file is for, which is sealed too
   */
  void write(Path file, String label, WholeFile.Content content) {
    Mac[] mac = {begin(label)};
    try (WholeFile.Half half =
        WholeFile.writeBeside(
            file,
            out -> {
              mac[0] = begin(label);
              content.writeTo(new Watched(out, mac[0]));
            })) {
      String text =
          Stream.concat(
                  Stream.of(HexFormat.of().formatHex(mac[0].doFinal())), checksums(file).stream())
              .distinct()
              .limit(MOST_CHECKSUMS)
              .map(checksum -> checksum + "\n")
              .collect(Collectors.joining());
      WholeFile.write(beside(file), out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
      half.moveTo(file);
    }
  }

  /** Those that stand beside a file, the last one first. */
  private static List<String> checksums(Path file) {
    Path beside = beside(file);
    if (!Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(beside, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MOST_BYTES_OF_CHECKSUMS), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> CHECKSUM.matcher(line).matches())
          .toList();
    } catch (IOException e) {
      // What has none that can be read is not trusted.
      return List.of();
    }
  }

  /**
   * Copies a file and finds out whether its checksum is right.
   *
   * @return false when it is not, and then there is no copy
   */
  boolean copy(Path file, String label, Path copy) throws IOException {
    Mac mac = begin(label);
    Files.createDirectories(copy.toAbsolutePath().resolveSibling(""));
    boolean isRight = false;
    try {
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
          OutputStream out =
              Stop.looking(
                  new Watched(Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW), mac))) {
        in.transferTo(out);
      }
      byte[] wanted = mac.doFinal();
      // Read last: whoever replaces the file meanwhile has put the checksum there before.
      isRight =
          checksums(file).stream()
              .anyMatch(
                  checksum -> MessageDigest.isEqual(HexFormat.of().parseHex(checksum), wanted));
    } finally {
      if (!isRight) {
        Files.deleteIfExists(copy);
      }
    }
    return isRight;
  }

  private Mac begin(String label) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((label + "\n").getBytes(StandardCharsets.UTF_8));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Hands on bytes that the checksum sees. */
  private static final class Watched extends OutputStream {
    private final OutputStream out;
    private final Mac mac;

    Watched(OutputStream out, Mac mac) {
      this.out = out;
      this.mac = mac;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      mac.update((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      mac.update(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
