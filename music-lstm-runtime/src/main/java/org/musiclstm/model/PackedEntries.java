package org.musiclstm.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Entries of a file that another program wrote, which are found by its directory. */
final class PackedEntries implements ZipEntries {
  /** What weights are packed to is more than a hundredth of them. */
  private static final long MOST_PACKED = 100;

  /** As many bytes do no harm. */
  private static final long SMALL = 1L << 24;

  private final ZipFile zip;

  PackedEntries(Path file) throws IOException {
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      String reason = String.valueOf(e.getMessage());
      ZipException reported =
          new ZipException(
              // In the words of the JDK, the directory of a file that is one, say of an
              // encrypted.
              reason.contains("CEN header")
                  ? "it is no zip file that can be read (" + reason + ")"
                  : "it is no zip file, or breaks off");
      reported.initCause(e);
      throw reported;
    }
    Set<String> names = new HashSet<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      if (!names.add(name)) {
        zip.close();
        throw new ZipException(name + " is in it twice");
      }
    }
  }

  @Override
  public <T> T read(String name, long most, Reading<T> reading) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException(name + " is missing in it");
    }
    if (entry.getSize() > most) {
      throw ZipEntries.tooLarge(name, Long.toString(entry.getSize()), most);
    }
    long room = Math.max(SMALL, MOST_PACKED * Math.max(0, entry.getCompressedSize()));
    if (entry.getSize() > room) {
      throw new ZipException(
          name + " in it is packed to less than a hundredth, which weights never are");
    }
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      return ZipEntries.toEnd(
          new Bounded(in, name, Math.min(most, room)),
          reading,
          () -> {
            if (crc.getValue() != entry.getCrc()) {
              throw new ZipException(name + " in it is damaged");
            }
          });
    }
  }

  @Override
  public boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  @Override
  public Optional<Map<String, Long>> sizes() {
    return Optional.empty();
  }

  @Override
  public void finish() {
    // A file without its directory, which stands at the end, could not be opened.
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** An entry, which may be larger than it says, or say nothing, where it is compressed. */
  private static final class Bounded extends WatchedStream {
    private final String name;
    private final long most;
    private long count;

    Bounded(InputStream in, String name, long most) {
      super(in);
      this.name = name;
      this.most = most;
    }

    @Override
    void see(byte[] bytes, int offset, int length) throws IOException {
      count += length;
      if (count > most) {
        throw ZipEntries.tooLarge(name, "more than " + most, most);
      }
    }

    @Override
    public long skip(long bytes) {
      // Whoever skips has to read instead, or the bytes would not be counted.
      return 0;
    }

    @Override
    public void close() {
      // It belongs to the zip file.
    }
  }
}
