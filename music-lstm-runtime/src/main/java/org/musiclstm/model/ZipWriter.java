package org.musiclstm.model;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

/** A zip file whose bytes depend on nothing but its entries: stored, in order, at a fixed time. */
public final class ZipWriter implements AutoCloseable {
  /**
   * <<<<<<< HEAD A fixed time. At the first time that a zip file can tell, a month earlier, the JDK
   * would add the time once more, and in the zone of the machine. ======= Not the first time that a
   * zip file can tell: Java takes that for an earlier one and adds it in full, as it is in the time
   * zone of the machine. >>>>>>> tests
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  /** Writes to a stream, which {@link #close} does not close. */
  public ZipWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /** Adds an entry. */
  public void add(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Adds arrays as {@code folder/name.npy}. */
  public void addArrays(String folder, List<NamedTensor> tensors) throws IOException {
    for (NamedTensor tensor : tensors) {
      add(ZipReader.arrayEntry(folder, tensor.name()), npy(tensor));
    }
  }

  /** An array as the bytes of an {@code .npy} file. */
  static byte[] npy(NamedTensor tensor) {
    int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    return Npy.write(new NpyArray(shape, tensor.values()));
  }

  /** Writes the directory of entries. */
  @Override
  public void close() throws IOException {
    zip.finish();
  }
}
