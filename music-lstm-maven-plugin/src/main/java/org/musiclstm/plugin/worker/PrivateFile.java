package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that may hold secrets, and that nobody but this user may read. */
final class PrivateFile {
  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /**
   * Writes a new file in place of one that is there. It is private before there is a byte in it.
   *
   * @throws IOException when it cannot be written
   */
  static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                isPosix ? new FileAttribute<?>[] {OWN} : new FileAttribute<?>[0]))) {
      if (!isPosix) {
        restrict(file);
      }
      out.write(content);
    }
  }

  /** Takes from all others what the folder lets them do with it. */
  private static void restrict(Path file) throws IOException {
    @Nullable AclFileAttributeView acl =
        Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl != null) {
      acl.setAcl(
          List.of(
              AclEntry.newBuilder()
                  .setType(AclEntryType.ALLOW)
                  .setPrincipal(acl.getOwner())
                  .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                  .build()));
    }
  }
}
