package org.musiclstm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A folder beside another one, in which files are made before they take their places there. What a
 * process that was killed has left of one goes when the next one is made.
 */
public final class FreshFolder implements AutoCloseable {
  private static final String CLAIM = ".in-use";

  private final Path path;
  private final Predicate<String> known;
  private final Unfinished claim;

  private FreshFolder(Path path, Predicate<String> known, Unfinished claim) {
    this.path = path;
    this.known = known;
    this.claim = claim;
  }

  /**
   * Makes a folder, and removes those of processes that are no more.
   *
   * @param known the names of the files that are made in it; others are never removed
   * @throws IOException when it cannot be made
   */
  public static FreshFolder beside(Path folder, Predicate<String> known) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    String before = "." + whole.getFileName() + ".";
    removeAbandoned(whole.resolveSibling(""), before, known);
    Path path = whole.resolveSibling(Unfinished.name(before, ""));
    Files.createDirectories(path);
    boolean isClaimed = false;
    try {
      FreshFolder fresh = new FreshFolder(path, known, claim(path));
      isClaimed = true;
      return fresh;
    } finally {
      if (!isClaimed) {
        remove(path, known);
      }
    }
  }

  private static Unfinished claim(Path folder) throws IOException {
    Unfinished claim = Unfinished.create(folder.resolve(CLAIM));
    boolean isWritten = false;
    try {
      // Of an empty file it is not known whether it has its lock already.
      claim.channel().write(ByteBuffer.wrap(new byte[] {'\n'}));
      isWritten = true;
      return claim;
    } finally {
      if (!isWritten) {
        claim.close();
      }
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  private static void removeAbandoned(Path parent, String before, Predicate<String> known) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(
            parent,
            folder ->
                Unfinished.isName(folder.getFileName().toString(), before, "")
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))) {
      for (Path folder : folders) {
        if (isAbandoned(folder)) {
          remove(folder, known);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // They are in nobody's way.
    }
  }

  /** A folder that has just been made may not have got its claim yet. */
  private static boolean isAbandoned(Path folder) {
    Path claim = folder.resolve(CLAIM);
    return Files.exists(claim, LinkOption.NOFOLLOW_LINKS)
        ? Unfinished.isAbandoned(claim)
        : !Unfinished.isFresh(folder);
  }

  private static void remove(Path folder, Predicate<String> known) {
    try {
      KnownFiles.removeWithFolder(folder, name -> name.equals(CLAIM) || known.test(name));
    } catch (IOException e) {
      // The next one tries again.
    }
  }

  /** Removes the folder and what is still in it. */
  @Override
  public void close() {
    try {
      claim.close();
    } catch (IOException e) {
      // Nothing was written to it.
    }
    remove(path, known);
  }
}
