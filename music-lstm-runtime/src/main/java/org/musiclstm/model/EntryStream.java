package org.musiclstm.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** What is left of a stream up to the end of an entry, whose checksum is made on the way. */
final class EntryStream extends InputStream {
  private final InputStream in;
  private final CRC32 crc = new CRC32();
  private long left;

  EntryStream(InputStream in, long size) {
    this.in = in;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 || length == 0) {
      return left == 0 ? -1 : 0;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new ZipException("it breaks off before the end of a zip file");
    }
    crc.update(bytes, offset, read);
    left -= read;
    return read;
  }

  <T> T read(StoredZip.Entry entry, long most, ZipEntries.Reading<T> reading) throws IOException {
    if (entry.size() > most) {
      throw ZipEntries.tooLarge(entry.name(), Long.toString(entry.size()), most);
    }
    return ZipEntries.toEnd(this, reading, () -> check(entry));
  }

  void check(StoredZip.Entry entry) throws ZipException {
    if (crc.getValue() != entry.crc()) {
      throw new ZipException(entry.name() + " in it is damaged");
    }
  }
}
