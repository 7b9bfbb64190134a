package org.musiclstm.sharing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.musiclstm.KnownFiles;
import org.musiclstm.WholeFile;

/**
 * Finished models and checkpoints by fingerprint, in a folder that many builds share, on one
 * machine or on several. Each fingerprint has a folder of its own; when it was last of use is that
 * folder's time. Beside it lies a lock, which whoever trains the model holds meanwhile.
 *
 * <p>Others may write to the folder. No link in it is followed, and nothing is removed but files of
 * the names that this class gives. Who may write there decides what a build takes for its model,
 * unless there is a {@link Seal}.
 */
public final class ModelCache {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final String LOCK = ".lock";

  private static final String MODEL = "model.zip";
  private static final String MACHINE = "model.machine.json";
  private static final String CHECKPOINT = "checkpoint.zip";

  /** What {@link #tidy} leaves. */
  private static final Set<String> FINISHED =
      Set.of(MODEL, Seal.name(MODEL), MACHINE, Seal.name(MACHINE));

  private static final Set<String> KNOWN =
      Set.of(
          MODEL, Seal.name(MODEL), MACHINE, Seal.name(MACHINE), CHECKPOINT, Seal.name(CHECKPOINT));

  private final Path directory;
  private final Optional<Seal> seal;

  /** Names the folder, which is made when something is put into it. */
  public ModelCache(Path directory) {
    this(directory, Optional.empty());
  }

  /**
   * Names the folder, which is made when something is put into it.
   *
   * @param seal distinguishes what was put there by those who have its key, if only that is trusted
   */
  public ModelCache(Path directory, Optional<Seal> seal) {
    this.directory = directory;
    this.seal = seal;
  }

  /** The folder. */
  public Path directory() {
    return directory;
  }

  /**
   * What the cache holds of one fingerprint.
   *
   * @param fingerprint of songs, options and format
   * @param bytes what it takes on the disk
   * @param lastUsed when it was last written or taken
   * @param finished whether there is a model; otherwise there is a checkpoint
   */
  public record Entry(String fingerprint, long bytes, Instant lastUsed, boolean finished) {}

  /** Where the finished model of a fingerprint is, if it is there. */
  public Path modelFile(String fingerprint) {
    return folder(fingerprint).resolve(MODEL);
  }

  /** Where it is reported which machine has trained the model of a fingerprint, if it is there. */
  public Path machineFile(String fingerprint) {
    return folder(fingerprint).resolve(MACHINE);
  }

  /** Where the checkpoint of a training is, if it is there. */
  public Path checkpointFile(String fingerprint) {
    return folder(fingerprint).resolve(CHECKPOINT);
  }

  /** Whether a file of the cache is there, and is not another one that a link leads to. */
  public boolean has(Path file) {
    return Files.isDirectory(file.resolveSibling(""), LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * A file of the cache as far as it is trusted.
   *
   * @param copy where it is copied to while it is looked at, as others could change it meanwhile;
   *     the caller removes it
   * @return the file itself where everything is trusted, its copy where the key says that it can
   *     be, and nothing when it cannot be or is not there
   * @throws IOException when it cannot be read or copied
   */
  public Optional<Path> trusted(Path file, Path copy) throws IOException {
    if (!has(file)) {
      return Optional.empty();
    }
    if (seal.isEmpty()) {
      return Optional.of(file);
    }
    return seal.get().copy(file, label(file), copy) ? Optional.of(copy) : Optional.empty();
  }

  /** Whether only what has the right seal is trusted. */
  public boolean isSealed() {
    return seal.isPresent();
  }

  /**
   * Writes a file of the cache.
   *
   * @throws org.musiclstm.InputException when it cannot be written
   * @throws IOException when a link has the name of its folder
   */
  public void write(Path file, WholeFile.Content content) throws IOException {
    checkFolder(file.resolveSibling(""));
    if (seal.isPresent()) {
      seal.get().write(file, label(file), content);
    } else {
      // That of another content would be wrong.
      Files.deleteIfExists(file.resolveSibling(Seal.name(file.getFileName().toString())));
      WholeFile.write(file, content);
    }
  }

  /** A file of one fingerprint or name is none of another. */
  private static String label(Path file) {
    return file.resolveSibling("").getFileName() + "/" + file.getFileName();
  }

  private static void checkFolder(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          folder.toString(), null, "it is a link or a file, but has to be a folder; remove it");
    }
  }

  /**
   * Waits until no other process trains the model of a fingerprint, and removes what processes that
   * were killed have left half written.
   *
   * @param waiting is called once, before the first wait, with what says who holds it
   * @param stop whether to give up
   * @return nothing when it gave up
   * @throws IOException when the folder cannot be written or has no locks
   */
  public Optional<Lease> take(
      String fingerprint, Consumer<Supplier<Holders>> waiting, BooleanSupplier stop)
      throws IOException {
    checkFolder(folder(fingerprint));
    Optional<Lease> lease = Lease.take(lock(fingerprint), waiting, stop);
    if (lease.isPresent()) {
      removeHalf(fingerprint);
    }
    return lease;
  }

  /**
   * Takes the right to write the files of a fingerprint, if nobody has it.
   *
   * @throws IOException when the folder cannot be written or has no locks
   */
  public Optional<Lease> tryTake(String fingerprint) throws IOException {
    checkFolder(folder(fingerprint));
    return Lease.tryTake(lock(fingerprint));
  }

  /** Only who holds the lock writes there, so that nobody is at work on them. */
  private void removeHalf(String fingerprint) {
    Path folder = folder(fingerprint);
    try {
      KnownFiles.removeFrom(
          folder, name -> isPart(name) || (KNOWN.contains(name) && !isPlain(folder.resolve(name))));
    } catch (IOException e) {
      // They are in nobody's way.
    }
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isPart(String name) {
    return KNOWN.stream().anyMatch(known -> WholeFile.isPart(name, known));
  }

  private static boolean isKnown(String name) {
    return KNOWN.contains(name) || isPart(name);
  }

  /** Notes that an entry was of use. */
  public void touch(String fingerprint) throws IOException {
    Files.getFileAttributeView(
            folder(fingerprint), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(Instant.now()), null, null);
  }

  /** All entries, the one that was of use last first. */
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory)) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        if (FINGERPRINT.matcher(name).matches()) {
          entry(name, folder).ifPresent(entries::add);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(
        Comparator.comparing(Entry::lastUsed).reversed().thenComparing(Entry::fingerprint));
    return entries;
  }

  /**
   * Nothing when another process has just removed it, it is none of ours, or it is of a user who
   * lets nobody see it.
   */
  private Optional<Entry> entry(String fingerprint, Path folder) throws IOException {
    try {
      BasicFileAttributes attributes = attributes(folder);
      if (!attributes.isDirectory()) {
        return Optional.empty();
      }
      long bytes = 0;
      boolean isEmpty = true;
      for (Path file : files(folder)) {
        BasicFileAttributes found = attributes(file);
        if (isKnown(file.getFileName().toString()) && !found.isDirectory()) {
          isEmpty = false;
          bytes += found.isRegularFile() ? found.size() : 0;
        }
      }
      return isEmpty
          ? Optional.empty()
          : Optional.of(
              new Entry(
                  fingerprint,
                  bytes,
                  attributes.lastModifiedTime().toInstant(),
                  isPlain(modelFile(fingerprint))));
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      return Optional.empty();
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes room: removes what was longest of no use until all that is left takes no more than so
   * many bytes. What some process works on stays.
   *
   * @return what was removed
   */
  public List<Entry> shrink(long mostBytes) throws IOException {
    List<Entry> removed = new ArrayList<>();
    List<Entry> oldestFirst = new ArrayList<>(entries());
    Collections.reverse(oldestFirst);
    long bytes = oldestFirst.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : oldestFirst) {
      if (bytes > mostBytes && remove(entry.fingerprint())) {
        removed.add(entry);
        bytes -= entry.bytes();
      }
    }
    return removed;
  }

  /**
   * Removes an entry.
   *
   * @return false when some process works on it, when it is another user's, when it is a link, or
   *     when some process holds a file of it open where the system does not remove such files
   */
  public boolean remove(String fingerprint) {
    Optional<Lease> lease;
    try {
      lease = Lease.tryTake(lock(fingerprint));
    } catch (IOException e) {
      // Another user's, or no plain file.
      return false;
    }
    if (lease.isEmpty()) {
      return false;
    }
    Lease held = lease.get();
    try (held) {
      clear(fingerprint);
    } catch (IOException e) {
      return false;
    }
    return true;
  }

  /**
   * Removes an entry of which the caller holds the lock.
   *
   * @throws IOException when something of it cannot be removed
   */
  public void clear(String fingerprint) throws IOException {
    KnownFiles.removeWithFolder(folder(fingerprint), ModelCache::isKnown);
  }

  /** Removes everything of a finished training but its model and what says of the machine. */
  public void tidy(String fingerprint) throws IOException {
    KnownFiles.removeFrom(folder(fingerprint), name -> isKnown(name) && !FINISHED.contains(name));
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(files::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  private Path folder(String fingerprint) {
    return directory.resolve(fingerprint);
  }

  private Path lock(String fingerprint) {
    return directory.resolve(fingerprint + LOCK);
  }
}
