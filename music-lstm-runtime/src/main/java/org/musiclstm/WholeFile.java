package org.musiclstm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes files that appear under their name only when they are whole. */
public final class WholeFile {
  private static final String PART = ".part";

  /** Of the time that files of a folder are written in, the share that looking through it takes. */
  private static final int SHARE = 20;

  /** What lay in folders that looked half written. */
  private static final Map<Path, Look> LOOKS = new ConcurrentHashMap<>();

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
    store(file, out -> {}).close();
  }

  /**
   * Writes a file beside its place and then moves it there; its folder is made where it is missing.
   * Work that is asked to {@linkplain Stop stop} meanwhile leaves what was under the name.
   *
   * @throws InputException when the file cannot be written; what was under its name stays
   */
  public static void write(Path file, Content content) {
    try (Half half = store(file, content)) {
      half.moveTo(file);
    }
  }

  /**
   * Writes a file beside its place, for the caller to move it there.
   *
   * @throws InputException when it cannot be written
   */
  public static Half writeBeside(Path file, Content content) {
    return store(file, content);
  }

  /** A file that is written and lies beside its place. */
  public static final class Half implements AutoCloseable {
    private final Path path;
    private final Unfinished unfinished;

    private Half(Path path, Unfinished unfinished) {
      this.path = path;
      this.unfinished = unfinished;
    }

    private void fill(Content content) throws IOException {
      FileChannel channel = unfinished.channel();
      OutputStream out =
          new BufferedOutputStream(Stop.looking(Channels.newOutputStream(channel)), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
      if (!Unfinished.MOVES_OPEN_FILES) {
        unfinished.close();
      }
    }

    /** Where it lies. */
    public Path path() {
      return path;
    }

    /**
     * Moves it to its place.
     *
     * @throws InputException when it cannot be moved; what was in the place stays
     */
    public void moveTo(Path file) {
      try {
        OpenFiles.move(path, file);
      } catch (IOException e) {
        throw new InputException(
            "The file "
                + file
                + " cannot be replaced: "
                + OpenFiles.reason(file, e)
                + ", and run the build again.",
            e);
      }
    }

    /** Removes the file, if it was not moved. */
    @Override
    public void close() {
      try {
        unfinished.close();
      } catch (IOException e) {
        // All that was written is on the disk.
      }
      discard(path);
    }
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

  /**
   * Whether a name is that of a file on its way to be another one, which its writer may have left.
   *
   * @param file the name that it is to have
   */
  public static boolean isPart(String name, String file) {
    return Unfinished.isName(name, before(file), PART);
  }

  private static String before(String file) {
    return "." + file + ".";
  }

  /**
   * What lay in a folder.
   *
   * @param until until when it is not looked at again, for it may get thousands of files
   */
  private record Look(List<Path> parts, long until) {}

  /** Removes what writers of a file have left half written that were killed. */
  public static void removeParts(Path file) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    String name = file.getFileName().toString();
    long now = System.nanoTime();
    Look look =
        LOOKS.compute(
            folder,
            (same, last) -> last != null && now - last.until() < 0 ? last : look(folder, now));
    for (Path part : look.parts()) {
      if (isPart(part.getFileName().toString(), name) && Unfinished.isAbandoned(part)) {
        try {
          Files.deleteIfExists(part);
        } catch (IOException e) {
          // It is in nobody's way.
        }
      }
    }
  }

  private static Look look(Path folder, long begin) {
    List<Path> parts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + PART)) {
      files.forEach(parts::add);
    } catch (IOException | DirectoryIteratorException e) {
      // Whether it can be written to is found out next.
    }
    long end = System.nanoTime();
    return new Look(parts, end + SHARE * (end - begin));
  }

  private static Half store(Path file, Content content) {
    // Another process may write the same file at this moment.
    Path part = file.resolveSibling(Unfinished.name(before(file.getFileName().toString()), PART));
    try {
      makeFolder(file);
      removeParts(file);
      Half half = new Half(part, Unfinished.create(part));
      boolean isWhole = false;
      try {
        half.fill(content);
        isWhole = true;
        return half;
      } finally {
        if (!isWhole) {
          half.close();
        }
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

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A file that nobody reads is no reason to fail.
    }
  }
}
