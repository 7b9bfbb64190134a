package org.musiclstm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** Writes files that appear under their name only when they are whole. */
public final class WholeFile {
  private WholeFile() {}

  /** What puts the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes; the stream is buffered and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Finds out early whether a file could be written, and leaves nothing behind but its folder.
   *
   * @throws InputException when it could not
   */
  public static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw new InputException(
          "The file " + file + " cannot be written: a folder has its name. Choose another name.");
    }
    store(file, out -> {}, false);
  }

  /**
   * Writes a file beside its place and then moves it there; its folder is made where it is missing.
   *
   * @throws InputException when the file cannot be written; what was under its name stays
   */
  public static void write(Path file, Content content) {
    store(file, content, true);
  }

  /**
   * Removes the file of an earlier run, if there is one, before it could be taken for that of a run
   * that fails.
   *
   * @throws InputException when it cannot be removed
   */
  public static void removeOld(Path file) {
    if (Files.isDirectory(file)) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new InputException(
          "The old file " + file + " cannot be removed: " + e + ". Remove it by hand.", e);
    }
  }

  private static void store(Path file, Content content, boolean keep) {
    // Another process may write the same file at this moment.
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      makeFolder(file);
      try {
        try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          content.writeTo(out);
          out.flush();
          channel.force(true);
        }
        if (keep) {
          move(part, file);
        }
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (AccessDeniedException e) {
      throw new InputException(
          "The file " + file + " cannot be written: no permission. Make its folder writable.", e);
    } catch (IOException e) {
      // What is written first has the longer name.
      LongPath.reason(part, e).ifPresent(reason -> refuse(file, reason, e));
      throw new InputException(
          "The file "
              + file
              + " cannot be written: "
              + words(e)
              + ". Make sure that its folder can be written and the disk has room.",
          e);
    }
  }

  private static void refuse(Path file, String reason, IOException e) {
    throw new InputException("The file " + file + " cannot be written: " + reason + ".", e);
  }

  /** What the system says of a failure, without the file, which may be one that nobody knows. */
  private static String words(IOException e) {
    return reason(e)
        .orElse(
            e instanceof NoSuchFileException
                ? "its folder takes no files"
                : e.getClass().getSimpleName());
  }

  private static Optional<String> reason(IOException e) {
    return Optional.ofNullable(
        e instanceof FileSystemException failure ? failure.getReason() : e.getMessage());
  }

  /** Makes the folder of a file, if it is not there. */
  private static void makeFolder(Path file) throws AccessDeniedException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    try {
      Files.createDirectories(folder);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      LongPath.reason(file, e).ifPresent(reason -> refuse(file, reason, e));
      throw new InputException(
          "The file "
              + file
              + " cannot be written: "
              + inTheWayOf(folder)
                  .map(other -> "the file " + other + " is where a folder would have to be")
                  .orElse(
                      "its folder "
                          + folder
                          + " cannot be made"
                          + reason(e).map(text -> " (" + text + ")").orElse(""))
              + ". Choose another folder.",
          e);
    }
  }

  /** A file that has the name of a folder, or of one that it would be in. */
  private static Optional<Path> inTheWayOf(Path folder) {
    for (Path above = folder; above != null; above = above.getParent()) {
      if (Files.exists(above) && !Files.isDirectory(above)) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
