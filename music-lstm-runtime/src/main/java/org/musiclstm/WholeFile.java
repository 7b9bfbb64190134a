package org.musiclstm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    discard(store(file, out -> {}));
  }

  /**
   * Writes a file beside its place and then moves it there; its folder is made where it is missing.
   * Work that is asked to {@linkplain Stop stop} meanwhile leaves what was under the name.
   *
   * @throws InputException when the file cannot be written; what was under its name stays
   */
  public static void write(Path file, Content content) {
    Path part = store(file, content);
    try {
      OpenFiles.move(part, file);
    } catch (IOException e) {
      throw new InputException(
          "The file "
              + file
              + " cannot be replaced: "
              + OpenFiles.reason(file, e)
              + ", and run the build again.",
          e);
    } finally {
      discard(part);
    }
  }

  /**
   * Writes a file beside its place, for the caller to move it there or to remove it.
   *
   * @return where it is
   * @throws InputException when it cannot be written
   */
  public static Path writeBeside(Path file, Content content) {
    return store(file, content);
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
      OpenFiles.remove(file);
    } catch (IOException e) {
      throw new InputException(
          "The old file "
              + file
              + " cannot be removed: "
              + OpenFiles.reason(file, e)
              + ", and run the build again.",
          e);
    }
  }

  private static Path store(Path file, Content content) {
    // Another process may write the same file at this moment.
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      makeFolder(file);
      boolean isWhole = false;
      try {
        try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          OutputStream out =
              new BufferedOutputStream(Stop.looking(Channels.newOutputStream(channel)), 1 << 16);
          content.writeTo(out);
          out.flush();
          channel.force(true);
        }
        isWhole = true;
        return part;
      } finally {
        if (!isWhole) {
          discard(part);
        }
      }
    } catch (AccessDeniedException e) {
      throw new InputException(
          "The file " + file + " cannot be written: no permission. Make its folder writable.", e);
    } catch (IOException e) {
      throw new InputException(
          "The file "
              + file
              + " cannot be written: "
              + words(e)
              + ". Make sure that its folder can be written and the disk has room.",
          e);
    }
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

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A file that nobody reads is no reason to fail.
    }
  }
}
