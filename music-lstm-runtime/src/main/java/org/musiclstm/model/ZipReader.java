package org.musiclstm.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

/** Reads what {@link ZipWriter} wrote and trusts none of it. */
public final class ZipReader implements AutoCloseable {
  /** The most that an {@code .npy} header takes. */
  private static final int MOST_HEADER = 1 << 16;

  /** The most that an array of bytes holds. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final ZipEntries entries;

  /**
   * Opens a file that {@link ZipWriter} wrote.
   *
   * @throws ZipException when it is not a whole zip file of that form
   */
  public ZipReader(Path file) throws IOException {
    this(new FileEntries(file));
  }

  /**
   * Reads a stream, whose entries have to be asked for in the order in which they stand; those that
   * are not asked for are passed over. Closing the reader does not close the stream.
   */
  ZipReader(InputStream in) {
    this(new StreamEntries(in));
  }

  private ZipReader(ZipEntries entries) {
    this.entries = entries;
  }

  /**
   * Opens a file that another program wrote, whose entries may be compressed.
   *
   * @throws ZipException when it is not a whole zip file, or two entries have one name
   */
  public static ZipReader ofOthers(Path file) throws IOException {
    return new ZipReader(new PackedEntries(file));
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
   * only when its checksum is right, and what a damaged one looks like is never the reason
   * reported.
   *
   * @param most how many bytes it may have
   * @throws ZipException when it is missing, larger or damaged
   */
  <T> T read(String name, long most, ZipEntries.Reading<T> reading) throws IOException {
    return entries.read(name, most, reading);
  }

  /**
   * Makes sure, before room is made for them, that arrays are there and as large as they have to
   * be.
   *
   * @return whether they are; a stream does not know it before it has read them
   * @throws ZipException when one is missing, damaged or of another shape
   */
  boolean hasArrays(String folder, Map<String, List<Integer>> shapes) throws IOException {
    Optional<Map<String, Long>> sizes = entries.sizes();
    if (sizes.isEmpty()) {
      return false;
    }
    for (Map.Entry<String, List<Integer>> wanted : shapes.entrySet()) {
      @Nullable Long size = sizes.get().get(arrayEntry(folder, wanted.getKey()));
      if (size == null || size < bytes(wanted.getValue())) {
        // It says in its own words what is wrong with it, and takes no more room than it has.
        readArray(folder, wanted.getKey(), wanted.getValue());
      }
    }
    return true;
  }

  /** How many bytes the numbers of an array take. */
  private static long bytes(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(Float.BYTES, Math::multiplyExact);
  }

  /** Whether a file has an entry; a stream cannot say. */
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
    NpyArray array;
    try {
      array = Npy.read(read(name, bytes(shape) + MOST_HEADER), name);
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
}
