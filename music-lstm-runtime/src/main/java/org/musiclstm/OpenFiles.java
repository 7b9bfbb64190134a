package org.musiclstm;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Moves and removes files that another program may have open, which Windows does not allow
 * meanwhile: a virus scanner has them for a moment, which is waited for, and a player for as long
 * as it plays, which is said.
 */
public final class OpenFiles {
  /** What is done to a file. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** Waits before the next attempt. */
  @FunctionalInterface
  interface Pause {
    void last(long milliseconds);
  }

  /** Each time twice as long as before, some three seconds in all. */
  private static final long FIRST_PAUSE = 50;

  private static final int ATTEMPTS = 7;

  private OpenFiles() {}

  /**
   * Moves a file to the place of another one, in one step where the file system can do that.
   *
   * @throws IOException when it cannot be moved, after some seconds if another program may have one
   *     of them open; {@link #reason} says why
   */
  public static void move(Path from, Path to) throws IOException {
    insist(
        to,
        () -> {
          try {
            Files.move(
                from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
          }
        },
        OpenFiles::sleep);
  }

  /**
   * Removes a file, if it is there.
   *
   * @throws IOException when it cannot be removed, after some seconds if another program may have
   *     it open; {@link #reason} says why
   */
  public static void remove(Path file) throws IOException {
    insist(file, () -> Files.deleteIfExists(file), OpenFiles::sleep);
  }

  /** Does something to a file, again and again while another program may have it open. */
  static void insist(Path file, Action action, Pause pause) throws IOException {
    long milliseconds = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        action.run();
        return;
      } catch (FileSystemException e) {
        if (attempt == ATTEMPTS || !mayBeOpen(file, e)) {
          throw e;
        }
      }
      Stop.check();
      pause.last(milliseconds);
      milliseconds *= 2;
    }
  }

  private static void sleep(long milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a failure may come from another program that has a file open. */
  private static boolean mayBeOpen(Path file, FileSystemException e) {
    return isOfWindows(file)
        // In the words of the JDK, all other kinds have classes of their own.
        ? e instanceof AccessDeniedException || e.getClass() == FileSystemException.class
        : Optional.ofNullable(e.getReason()).orElse("").toLowerCase(Locale.ROOT).contains("busy");
  }

  private static boolean isOfWindows(Path file) {
    return file.getFileSystem().getSeparator().equals("\\");
  }

  /**
   * Why a file could not be moved, replaced or removed, and what to do, in two sentences' ends.
   *
   * @param file the one that was in the way, or that was to go
   */
  public static String reason(Path file, IOException e) {
    if (e instanceof FileSystemException failure && mayBeOpen(file, failure)) {
      return Files.exists(file) && !Files.isWritable(file)
          ? "it is write-protected, or a program has it open. Take the protection away, or close the"
              + " program"
          : "a program has it open, such as a player or an editor. Close it";
    }
    if (e instanceof AccessDeniedException) {
      return "the system does not let it be replaced or removed. Make it and its folder yours to"
          + " write";
    }
    String words = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return (words == null ? e.getClass().getSimpleName() : words)
        + ". Make sure that its folder can be written";
  }
}
