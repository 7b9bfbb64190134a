package org.musiclstm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/**
 * Knows paths that are longer than the system takes. Such a file seems to be missing or to lack
 * permission, and what helps is something else.
 */
public final class LongPath {
  /** Bytes of a name, on all usual file systems; on some, UTF-16 units. */
  private static final int MOST_OF_A_NAME = 255;

  private static final int MOST_ON_LINUX = 4095;
  private static final int MOST_ON_MACOS = 1023;
  private static final int MOST_ON_WINDOWS = 32_760;
  private static final int SHOWN = 24;

  private static final String TOO_LONG =
      "its path is longer than the system takes; choose shorter names, or a folder nearer to the"
          + " root";

  private LongPath() {}

  /**
   * Why a path is refused that could not be used, if it is too long.
   *
   * @return a clause that says so, and a clause that says what helps
   */
  public static Optional<String> reason(Path path) {
    Path absolute = path.toAbsolutePath();
    for (Path name : absolute) {
      int length = length(name);
      if (length > MOST_OF_A_NAME && !exists(absolute)) {
        return Optional.of(
            "the name "
                + shortened(name.toString())
                + " has "
                + length
                + (isWindows() ? " letters" : " bytes")
                + ", and file systems take at most "
                + MOST_OF_A_NAME
                + "; choose a shorter name");
      }
    }
    boolean isLong = length(absolute) > most() && !exists(absolute);
    return isLong || saysSo(absolute) ? Optional.of(TOO_LONG) : Optional.empty();
  }

  /**
   * The same of a failure that has happened.
   *
   * @return nothing when it has another reason
   */
  public static Optional<String> reason(Path path, IOException failure) {
    return reason(path).or(() -> isTooLong(failure) ? Optional.of(TOO_LONG) : Optional.empty());
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Some file systems take less than usual; the system says so, in English mostly. */
  private static boolean saysSo(Path path) {
    try {
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return false;
    } catch (IOException e) {
      return isTooLong(e);
    }
  }

  private static boolean isTooLong(IOException failure) {
    String reason = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
    return reason != null && reason.toLowerCase(Locale.ROOT).contains("too long");
  }

  private static int length(Path path) {
    String text = path.toString();
    return isWindows() ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int most() {
    String system = System.getProperty("os.name", "");
    return isWindows() ? MOST_ON_WINDOWS : system.startsWith("Mac") ? MOST_ON_MACOS : MOST_ON_LINUX;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  private static String shortened(String name) {
    int end = Math.min(name.length(), SHOWN);
    return name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, end))) + "...";
  }
}
