package org.musiclstm.sharing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musiclstm.KnownFiles;
import org.musiclstm.Sha256;

/** Folders that nobody but one user writes to. */
public final class OwnFolder {
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private static final String MACHINE = "music-lstm-machine-";
  private static final Pattern MACHINES = Pattern.compile(MACHINE + "[0-9a-f]{16}");
  private static final Pattern FILES =
      Pattern.compile("(?:queue|short|[a-z]+-[0-9]+)(?:\\.holder(?:\\.part)?)?|probe-[-0-9a-f]+");

  /** Nothing waits so long for a machine without looking at the folder. */
  private static final Duration UNTIL_OLD = Duration.ofDays(60);

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private OwnFolder() {}

  /**
   * The folder where the trainings of this machine queue, in a folder that other users, or other
   * machines, may share.
   *
   * @param cache the folder in which it is
   */
  public static Path ofMachine(Path cache) {
    return ofMachine(cache, machine(System.getenv()), System.getProperty("user.name", ""));
  }

  static Path ofMachine(Path cache, String machine, String user) {
    String name = user + "\n" + machine;
    return cache.resolve(
        MACHINE + Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
  }

  /**
   * What distinguishes this machine from others that see the same folder. On Linux that is the same
   * in all containers of a machine, and another one whenever it starts anew.
   */
  private static String machine(Map<String, String> environment) {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return environment.getOrDefault("COMPUTERNAME", environment.getOrDefault("HOSTNAME", ""));
    }
  }

  /**
   * Makes a folder that is this user's alone, or makes sure that one that is there is.
   *
   * @throws IOException when it is a link or another user's, or cannot be made or written
   */
  static void make(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().resolveSibling("");
    Files.createDirectories(parent);
    boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        isPosix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWN)}
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(folder, attributes);
      removeOld(parent, folder);
    } catch (FileAlreadyExistsException e) {
      check(folder);
    }
  }

  private static void check(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          folder.toString(), null, "it is a link or a file, but has to be a folder");
    }
    UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
    UserPrincipal self = self(folder);
    if (!owner.equals(self)) {
      throw new FileSystemException(
          folder.toString(),
          null,
          "it belongs to " + owner.getName() + ", not to " + self.getName());
    }
    @Nullable PosixFileAttributeView posix =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (posix != null && !posix.readAttributes().permissions().equals(OWN)) {
      // Nobody but the owner can do so.
      posix.setPermissions(OWN);
    }
  }

  /** Who this process is for the file system, which the name of the user does not always say. */
  private static UserPrincipal self(Path folder) throws IOException {
    Path probe = folder.resolve("probe-" + UUID.randomUUID());
    Files.write(probe, new byte[0], StandardOpenOption.CREATE_NEW);
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Removes folders of machines that are no more, or have started anew. */
  private static void removeOld(Path parent, Path folder) {
    if (!MACHINES.matcher(folder.getFileName().toString()).matches()) {
      return;
    }
    Instant old = Instant.now().minus(UNTIL_OLD);
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, MACHINE + "*")) {
      for (Path other : others) {
        if (!other.getFileName().equals(folder.getFileName())
            && MACHINES.matcher(other.getFileName().toString()).matches()
            && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
            && Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(old)) {
          KnownFiles.removeWithFolder(other, name -> FILES.matcher(name).matches());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // They take next to no room.
    }
  }
}
