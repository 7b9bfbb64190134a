package org.musiclstm.sharing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A lock on a file that one process holds. The operating system takes it back when the process
 * ends, however it ends, so that none is ever left behind. The file stays: were it removed, a
 * second process could hold a lock on a new file of its name while the first holds the old one's.
 */
public final class Lease implements AutoCloseable {
  private static final String HOLDER = ".holder";

  private static final long MILLIS_BETWEEN_TRIES = 200;

  /**
   * What this process holds. On Unix, a process that closes a file loses every lock that it has on
   * it, so a file that is held must not even be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private Lease(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock if it is free.
   *
   * @param holder what others are told who have to wait: the process by its id, and what it does
   * @return nothing when another process, or another part of this one, holds it
   * @throws IOException when the file cannot be written or the file system has no locks
   */
  public static Optional<Lease> tryTake(Path file, String holder) throws IOException {
    Path key = key(file);
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    boolean held = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held = isLocked(channel);
      if (held) {
        tell(file, holder);
      }
      return held ? Optional.of(new Lease(key, channel)) : Optional.empty();
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(key);
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Holders are told in a file of their own, as the locked one must not be opened to be read. */
  private static Path holderFile(Path file) {
    return file.resolveSibling(file.getFileName() + HOLDER);
  }

  /** Tells others who holds the lock, which is worth no failure. */
  private static void tell(Path file, String holder) {
    try {
      Files.writeString(holderFile(file), holder);
    } catch (IOException e) {
      // They are told of the holder before.
    }
  }

  private static Path key(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    Files.createDirectories(folder);
    return folder.toRealPath().resolve(file.getFileName());
  }

  /**
   * Waits for the lock.
   *
   * @param holder what others are told who have to wait
   * @param waiting is told once who holds it, before the first wait
   * @param stop whether to give up
   * @return nothing when it gave up
   * @throws IOException when the file cannot be written or the file system has no locks
   */
  public static Optional<Lease> take(
      Path file, String holder, Consumer<String> waiting, BooleanSupplier stop) throws IOException {
    boolean told = false;
    while (!stop.getAsBoolean()) {
      Optional<Lease> lease = tryTake(file, holder);
      if (lease.isPresent()) {
        return lease;
      }
      if (!told) {
        told = true;
        waiting.accept(holder(file));
      }
      if (!pause()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Waits a moment; false when the thread is interrupted, which it then still is. */
  static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_TRIES);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the process that holds the lock says of itself. */
  static String holder(Path file) {
    try {
      return Files.readString(holderFile(file));
    } catch (IOException e) {
      return "another process";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
    } finally {
      HELD.remove(key);
    }
  }
}
