package org.musiclstm.sharing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finished models and checkpoints by fingerprint, in a folder that many builds share, on one
 * machine or on several. Each fingerprint has a folder of its own; when it was last of use is that
 * folder's time. Beside it lies a lock, which whoever trains the model holds meanwhile.
 */
public final class ModelCache {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final String LOCK = ".lock";

  private final Path directory;

  /** Names the folder, which is made when something is put into it. */
  public ModelCache(Path directory) {
    this.directory = directory;
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
    return folder(fingerprint).resolve("model.zip");
  }

  /** Where it is told which machine has trained the model of a fingerprint, if it is there. */
  public Path machineFile(String fingerprint) {
    return folder(fingerprint).resolve("model.machine.json");
  }

  /** Where the checkpoint of a training is, if it is there. */
  public Path checkpointFile(String fingerprint) {
    return folder(fingerprint).resolve("checkpoint.zip");
  }

  /**
   * Waits until no other process trains the model of a fingerprint.
   *
   * @param holder what others are told who have to wait
   * @param waiting is told once who holds it, before the first wait
   * @param stop whether to give up
   * @return nothing when it gave up
   * @throws IOException when the folder cannot be written or has no locks
   */
  public Optional<Lease> take(
      String fingerprint, String holder, Consumer<String> waiting, BooleanSupplier stop)
      throws IOException {
    return Lease.take(lock(fingerprint), holder, waiting, stop);
  }

  /** Notes that an entry was of use. */
  public void touch(String fingerprint) throws IOException {
    Files.setLastModifiedTime(folder(fingerprint), FileTime.from(Instant.now()));
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

  /** Nothing when another process has just removed it. */
  private Optional<Entry> entry(String fingerprint, Path folder) throws IOException {
    try {
      long bytes = 0;
      for (Path file : files(folder)) {
        bytes += Files.size(file);
      }
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      return attributes.isDirectory()
          ? Optional.of(
              new Entry(
                  fingerprint,
                  bytes,
                  attributes.lastModifiedTime().toInstant(),
                  Files.exists(modelFile(fingerprint))))
          : Optional.empty();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
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
   * @return false when some process works on it, when it is another user's, or when some process
   *     holds a file of it open where the system does not remove such files
   */
  public boolean remove(String fingerprint) {
    Optional<Lease> lease;
    try {
      lease = Lease.tryTake(lock(fingerprint), "the removal of it");
    } catch (IOException e) {
      // Another user's.
      return false;
    }
    if (lease.isEmpty()) {
      return false;
    }
    Lease held = lease.get();
    try (held) {
      Path folder = folder(fingerprint);
      for (Path file : files(folder)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      return false;
    }
    return true;
  }

  /** Removes everything of a finished training but its model and what tells of the machine. */
  public void tidy(String fingerprint) throws IOException {
    for (Path file : files(folder(fingerprint))) {
      if (!file.equals(modelFile(fingerprint)) && !file.equals(machineFile(fingerprint))) {
        Files.deleteIfExists(file);
      }
    }
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
