package org.musiclstm.sharing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A lock on a file that one process holds. The operating system takes it back when the process
 * ends, however it ends, so that none is ever left behind. The file stays: were it removed, a
 * second process could hold a lock on a new file of its name while the first holds the old one's.
 *
 * <p>Others may have put something else under a name: links are not followed, nothing is waited for
 * that is no file, and no byte is written into what is there already.
 */
public final class Lease implements Held {
  private static final String HOLDER = ".holder";
  private static final String PART = ".part";

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
   * @return nothing when another process, or another part of this one, holds it
   * @throws IOException when the file cannot be written, is no plain file, or the file system has
   *     no locks
   */
  public static Optional<Lease> tryTake(Path file) throws IOException {
    Optional<Lease> lease = lock(key(file));
    lease.ifPresent(taken -> taken.write(Holder.current()));
    return lease;
  }

  private static Optional<Lease> lock(Path key) throws IOException {
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    boolean held = false;
    FileChannel channel = null;
    try {
      checkPlain(key);
      // What is opened to be read as well does not hang where it is a pipe.
      channel =
          FileChannel.open(
              key,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      held = isLocked(channel);
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

  private static void checkPlain(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          file.toString(), null, "it is a link, a folder or a pipe, but has to be a file");
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Holders are in a file of their own, as the locked one must not be opened to be read. */
  private static Path holderFile(Path file) {
    return file.resolveSibling(file.getFileName() + HOLDER);
  }

  @Override
  public void expect(Instant end) {
    write(Holder.current().until(end));
  }

  /** Says who holds the lock, which is worth no failure. Only who holds it does so. */
  private synchronized void write(Holder holder) {
    if (!channel.isOpen()) {
      return;
    }
    Path file = holderFile(key);
    Path part = file.resolveSibling(file.getFileName() + PART);
    try {
      // A new file, which takes the place of whatever has the name: nothing is written through it.
      Files.deleteIfExists(part);
      Files.writeString(part, holder.text(), StandardOpenOption.CREATE_NEW);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // Others then wait for they know not whom.
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
   * @param waiting is called once, before the first wait, with what says who holds the lock
   *     whenever it is asked
   * @param stop whether to give up
   * @return nothing when it gave up
   * @throws IOException when the file cannot be written, is no plain file, or the file system has
   *     no locks
   */
  public static Optional<Lease> take(
      Path file, Consumer<Supplier<Holders>> waiting, BooleanSupplier stop) throws IOException {
    boolean reported = false;
    while (!stop.getAsBoolean()) {
      Optional<Lease> lease = tryTake(file);
      if (lease.isPresent()) {
        return lease;
      }
      if (!reported) {
        reported = true;
        waiting.accept(() -> Holders.of(holder(file)));
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

  /** What the process that holds the lock says of itself, which it takes back at its end. */
  static Optional<Holder> holder(Path file) {
    Path holder = holderFile(file);
    if (!Files.isRegularFile(holder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(holder, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(Holder.MOST_CHARACTERS);
      return Holder.parse(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether some process holds the lock now. */
  static boolean isHeld(Path file) throws IOException {
    Path key = key(file);
    Optional<Lease> lease = lock(key);
    lease.ifPresent(Lease::release);
    return lease.isEmpty();
  }

  @Override
  public synchronized void close() {
    if (channel.isOpen()) {
      try {
        Files.deleteIfExists(holderFile(key));
      } catch (IOException e) {
        // The next one writes over it.
      }
      release();
    }
  }

  private void release() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
    } finally {
      HELD.remove(key);
    }
  }
}
