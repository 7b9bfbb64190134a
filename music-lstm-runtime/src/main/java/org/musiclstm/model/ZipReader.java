package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

/** Reads what {@link ZipWriter} wrote and trusts none of it. */
public final class ZipReader implements AutoCloseable {
  /** The most that an {@code .npy} header takes. */
  private static final int MOST_HEADER = 1 << 16;

  /** The most that an array of bytes holds. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final Entries entries;

  /**
   * Opens a file.
   *
   * @throws ZipException when it is not a whole zip file
   */
  public ZipReader(Path file) throws IOException {
    entries = new FileEntries(file);
  }

  /**
   * Reads a stream, whose entries have to be asked for in the order in which they stand; those that
   * are not asked for are passed over. Closing the reader does not close the stream.
   */
  ZipReader(InputStream in) {
    entries = new StreamEntries(in);
  }

  /** Where entries are read from. */
  private interface Entries extends Closeable {
    /** Reads an entry, as {@link ZipReader#read(String, long, Reading)} does. */
    <T> T read(String name, long most, Reading<T> reading) throws IOException;

    /** Whether an entry is known to be there. */
    boolean has(String name);

    /**
     * Makes sure that the zip file is whole, as far as reading its entries has not shown it.
     *
     * @throws ZipException when it is not
     */
    void finish() throws IOException;
  }

  /** What makes something of the bytes of an entry. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads as much as it needs; the stream is closed by the caller. */
    T read(InputStream in) throws IOException;
  }

  /**
   * Reads an entry whole.
   *
   * @param most how many bytes it may have
   * @throws ZipException when it is missing, larger or damaged
   */
  public byte[] read(String name, long most) throws IOException {
    return read(name, Math.min(most, MOST_BYTES), InputStream::readAllBytes);
  }

  /**
   * Reads an entry as it goes by. It goes by to its end, so that what was made of it is given away
   * only when its checksum is right, and what a damaged one looks like is never the reason told.
   *
   * @param most how many bytes it may have
   * @throws ZipException when it is missing, larger or damaged
   */
  <T> T read(String name, long most, Reading<T> reading) throws IOException {
    return entries.read(name, most, reading);
  }

  /** Whether a file has an entry; a stream cannot tell. */
  public boolean has(String name) {
    return entries.has(name);
  }

  /**
   * Makes sure, after the last entry has been read, that the zip file goes on to its end.
   *
   * @throws ZipException when it breaks off
   */
  void finish() throws IOException {
    entries.finish();
  }

  /**
   * Reads an array that {@link ZipWriter#addArrays} wrote.
   *
   * @param shape the shape that it has to have
   * @throws ZipException when it is missing, damaged or of another shape
   */
  public NamedTensor readArray(String folder, String tensor, List<Integer> shape)
      throws IOException {
    String name = arrayEntry(folder, tensor);
    long size =
        shape.stream().mapToLong(Integer::longValue).reduce(Float.BYTES, Math::multiplyExact);
    NpyArray array;
    try {
      array = Npy.read(read(name, size + MOST_HEADER), name);
    } catch (InputException e) {
      throw new ZipException(e.getMessage());
    }
    List<Integer> found = new ArrayList<>();
    for (int length : array.shape()) {
      found.add(length);
    }
    if (!found.equals(shape)) {
      throw new ZipException(name + " has the shape " + found + ", but has to have " + shape);
    }
    return new NamedTensor(tensor, shape, array.values());
  }

  static String arrayEntry(String folder, String tensor) {
    return (folder.isEmpty() ? "" : folder + "/") + tensor + ".npy";
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }

  private static ZipException tooLarge(String name, String size, long most) {
    return new ZipException(name + " has " + size + " bytes, but at most " + most + " are right");
  }

  /** Looks at what is left when an entry has been read to its end. */
  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }

  private static <T> T toEnd(InputStream in, Reading<T> reading, Check check) throws IOException {
    T made;
    try {
      made = reading.read(in);
    } catch (JsonProcessingException | RuntimeException e) {
      in.transferTo(OutputStream.nullOutputStream());
      check.run();
      throw e;
    }
    in.transferTo(OutputStream.nullOutputStream());
    check.run();
    return made;
  }

  /** A stream whose bytes are looked at as they go by. */
  private abstract static class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    /** Looks at bytes that have been read. */
    abstract void see(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Stop.check();
      int read = super.read(bytes, offset, length);
      see(bytes, offset, Math.max(0, read));
      return read;
    }
  }

  /** An entry, which may be larger than it says, or say nothing, where it is compressed. */
  private static final class Bounded extends Watched {
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
        throw tooLarge(name, "more than " + most, most);
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

  /** Entries of a file, which are found by its directory. */
  private static final class FileEntries implements Entries {
    private final ZipFile zip;

    FileEntries(Path file) throws IOException {
      try {
        zip = new ZipFile(file.toFile());
      } catch (ZipException e) {
        String reason = String.valueOf(e.getMessage());
        ZipException told =
            new ZipException(
                // In the words of the JDK, the directory of a file that is one, say of an
                // encrypted.
                reason.contains("CEN header")
                    ? "it is no zip file that can be read (" + reason + ")"
                    : "it is no zip file, or breaks off");
        told.initCause(e);
        throw told;
      }
    }

    @Override
    public <T> T read(String name, long most, Reading<T> reading) throws IOException {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new ZipException(name + " is missing in it");
      }
      if (entry.getSize() > most) {
        throw tooLarge(name, Long.toString(entry.getSize()), most);
      }
      CRC32 crc = new CRC32();
      try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
        return toEnd(
            new Bounded(in, name, most),
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
    public void finish() {
      // A file without its directory, which stands at the end, could not be opened.
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  /** Entries of a stream, one after the other; the JDK checks what it reads of them. */
  private static final class StreamEntries implements Entries {
    private final Tail tail;
    private final ZipInputStream zip;

    StreamEntries(InputStream in) {
      tail = new Tail(in);
      zip = new ZipInputStream(tail);
    }

    @Override
    public <T> T read(String name, long most, Reading<T> reading) throws IOException {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && !entry.getName().equals(name)) {
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        throw new ZipException(name + " is missing in it, or not in its place");
      }
      if (entry.getSize() > most) {
        throw tooLarge(name, Long.toString(entry.getSize()), most);
      }
      return toEnd(new Bounded(zip, name, most), reading, () -> {});
    }

    @Override
    public boolean has(String name) {
      return false;
    }

    @Override
    public void finish() throws IOException {
      while (zip.getNextEntry() != null) {
        // What a model does not need may stand there.
      }
      tail.transferTo(OutputStream.nullOutputStream());
      if (!tail.isEndOfZip()) {
        throw new ZipException("it breaks off before the end of a zip file");
      }
    }

    @Override
    public void close() {
      // The stream belongs to the caller.
    }
  }

  /** Remembers the last bytes that were read. */
  private static final class Tail extends Watched {
    /** The end of a zip file that has no comment. */
    private static final byte[] END = {'P', 'K', 5, 6};

    private static final int END_SIZE = 22;

    private final byte[] last = new byte[END_SIZE];
    private long count;

    Tail(InputStream in) {
      super(in);
    }

    @Override
    void see(byte[] bytes, int offset, int length) {
      for (int n = Math.max(0, length - END_SIZE); n < length; n++) {
        last[(int) ((count + n) % END_SIZE)] = bytes[offset + n];
      }
      count += length;
    }

    boolean isEndOfZip() {
      for (int n = 0; n < END.length; n++) {
        if (last[(int) ((count + n) % END_SIZE)] != END[n]) {
          return false;
        }
      }
      return count >= END_SIZE;
    }
  }
}
