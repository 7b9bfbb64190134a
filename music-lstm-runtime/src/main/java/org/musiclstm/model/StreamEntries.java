package org.musiclstm.model;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/** Entries of a stream, one after the other. */
final class StreamEntries implements ZipEntries {
  private final InputStream in;
  private final StoredZip zip;

  StreamEntries(InputStream in) {
    CountedStream counted = new CountedStream(new BufferedInputStream(in, 1 << 16));
    this.in = counted;
    this.zip = new StoredZip(counted);
  }

  @Override
  public <T> T read(String name, long most, Reading<T> reading) throws IOException {
    Optional<StoredZip.Entry> entry = zip.next();
    while (entry.isPresent() && !entry.get().name().equals(name)) {
      passOver(entry.get());
      entry = zip.next();
    }
    if (entry.isEmpty()) {
      throw new ZipException(name + " is missing in it, or not in its place");
    }
    return new EntryStream(in, entry.get().size()).read(entry.get(), most, reading);
  }

  private void passOver(StoredZip.Entry entry) throws IOException {
    new EntryStream(in, entry.size()).read(entry, Long.MAX_VALUE, nothing -> true);
  }

  @Override
  public boolean has(String name) {
    return false;
  }

  @Override
  public Optional<Map<String, Long>> sizes() {
    return Optional.empty();
  }

  @Override
  public void finish() throws IOException {
    Optional<StoredZip.Entry> more = zip.next();
    while (more.isPresent()) {
      // What a model does not need may stand there.
      passOver(more.get());
      more = zip.next();
    }
  }

  @Override
  public void close() {
    // The stream belongs to the caller.
  }

  /** A stream that counts its bytes. */
  private static final class CountedStream extends WatchedStream implements StoredZip.Source {
    private long count;

    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    void see(byte[] bytes, int offset, int length) {
      count += length;
    }

    @Override
    public void readFully(byte[] bytes) throws IOException {
      if (readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new EOFException();
      }
    }

    @Override
    public long position() {
      return count;
    }

    @Override
    public boolean isAtEnd() throws IOException {
      return read() < 0;
    }
  }
}
