package org.musiclstm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A file that is being written, and what distinguishes it from one whose writer was killed: the
 * writer has a lock on it, which the operating system takes back from a process that ends.
 */
final class Unfinished implements AutoCloseable {
  private static final Pattern RANDOM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Where a file that is open cannot be moved for certain, it has no lock for a moment. */
  static final boolean MOVES_OPEN_FILES = !System.getProperty("os.name", "").startsWith("Windows");

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration FRESH_WITHOUT_LOCK = Duration.ofSeconds(60);

  /**
   * What this process writes. On Unix, a process that closes a file loses every lock that it has on
   * it, so none of these may be opened again.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private Unfinished(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /** A name that no other file has, which says that this is one. */
  static String name(String before, String after) {
    return before + UUID.randomUUID() + after;
  }

  /** Whether {@link #name} gives such a name. */
  static boolean isName(String name, String before, String after) {
    return name.length() > before.length() + after.length()
        && name.startsWith(before)
        && name.endsWith(after)
        && RANDOM
            .matcher(name.substring(before.length(), name.length() - after.length()))
            .matches();
  }

  /** Makes a new file. */
  static Unfinished create(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    OWN.add(key);
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      tryLock(channel);
      return new Unfinished(key, channel);
    } finally {
      if (channel == null) {
        OWN.remove(key);
      }
    }
  }

  /** Where the file has no locks, nobody can take it for left over either. */
  private static boolean tryLock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
      return false;
    }
  }

  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OWN.remove(key);
    }
  }

  /** Whether the process that wrote the file is no more. */
  static boolean isAbandoned(Path file) {
    if (OWN.contains(file.toAbsolutePath().normalize())) {
      return false;
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Duration age = age(attributes);
      if (!attributes.isRegularFile()
          || (attributes.size() == 0 && age.compareTo(FRESH) < 0)
          || (!MOVES_OPEN_FILES && age.compareTo(FRESH_WITHOUT_LOCK) < 0)) {
        return false;
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        return tryLock(channel);
      }
    } catch (IOException e) {
      // Another user's, or gone.
      return false;
    }
  }

  /** Whether a folder was made, or got a file, a moment ago. */
  static boolean isFresh(Path folder) {
    try {
      return age(Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
              .compareTo(FRESH)
          < 0;
    } catch (IOException e) {
      // Gone, which makes it nobody's.
      return true;
    }
  }

  /** A clock may have been set back meanwhile. */
  private static Duration age(BasicFileAttributes attributes) {
    return Duration.between(attributes.lastModifiedTime().toInstant(), Instant.now()).abs();
  }
}
