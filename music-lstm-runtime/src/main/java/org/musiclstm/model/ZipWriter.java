package org.musiclstm.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.musiclstm.Sha256;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.Parameters;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

/** A zip file whose bytes depend on nothing but its entries: stored, in order, at a fixed time. */
public final class ZipWriter implements AutoCloseable {
  /**
   * A fixed time. At the first time that a zip file can say, a month earlier, the JDK would add the
   * time once more, and in the zone of the machine.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  /** Writes to a stream, which {@link #close} does not close. */
  public ZipWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /** Adds an entry. */
  public void add(String name, byte[] content) throws IOException {
    add(name, out -> out.write(content));
  }

  /** Adds an entry whose content is written twice, the first time only to be measured. */
  public void add(String name, WholeFile.Content content) throws IOException {
    CRC32 crc = new CRC32();
    Measured measured = new Measured(crc);
    content.writeTo(measured);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(measured.size);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Adds an array as {@code folder/name.npy}. */
  public void addArray(String folder, NamedTensor tensor) throws IOException {
    add(ZipReader.arrayEntry(folder, tensor.name()), out -> writeNpy(tensor, out));
  }

  /** Adds all arrays of parameters as {@code folder/name.npy}, one after the other. */
  public void addArrays(String folder, Parameters parameters) throws IOException {
    for (String name : Parameters.shapes(parameters.shape()).keySet()) {
      addArray(folder, parameters.tensor(name));
    }
  }

  /** The SHA-256 of an array as {@link #addArray} writes it. */
  static String sha256(NamedTensor tensor) {
    MessageDigest digest = Sha256.digest();
    try {
      writeNpy(tensor, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void writeNpy(NamedTensor tensor, OutputStream out) throws IOException {
    int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    Npy.write(new NpyArray(shape, tensor.values()), out);
  }

  /** Counts bytes and keeps none. */
  private static final class Measured extends OutputStream {
    private final CRC32 crc;
    private long size;

    Measured(CRC32 crc) {
      this.crc = crc;
    }

    @Override
    public void write(int value) {
      crc.update(value);
      size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Stop.check();
      crc.update(bytes, offset, length);
      size += length;
    }
  }

  /** Writes the directory of entries. */
  @Override
  public void close() throws IOException {
    zip.finish();
  }
}
