package org.musiclstm.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.musiclstm.InputException;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

/** Reads what {@link ZipWriter} wrote and trusts none of it. */
public final class ZipReader implements AutoCloseable {
  /** The most that an {@code .npy} header takes. */
  private static final int MOST_HEADER = 1 << 16;

  private final ZipFile zip;

  /**
   * Opens a file.
   *
   * @throws ZipException when it is not a whole zip file
   */
  public ZipReader(Path file) throws IOException {
    zip = new ZipFile(file.toFile());
  }

  /**
   * Reads an entry whole.
   *
   * @param most how many bytes it may have
   * @throws ZipException when it is missing, larger or damaged
   */
  public byte[] read(String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException(name + " is missing in it");
    }
    if (entry.getSize() > most) {
      throw new ZipException(
          name + " has " + entry.getSize() + " bytes, but at most " + most + " are right");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize()));
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw new ZipException(name + " in it is damaged");
      }
      return bytes;
    }
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
    zip.close();
  }
}
