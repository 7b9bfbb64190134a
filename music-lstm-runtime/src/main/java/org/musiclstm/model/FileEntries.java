package org.musiclstm.model;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** Entries of a file, all of which have been found before the first is read. */
final class FileEntries implements ZipEntries {
  private final RandomAccessFile file;
  private final Map<String, StoredZip.Entry> found = new TreeMap<>();

  FileEntries(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    boolean isWhole = false;
    try {
      find();
      isWhole = true;
    } finally {
      if (!isWhole) {
        file.close();
      }
    }
  }

  private void find() throws IOException {
    StoredZip zip = new StoredZip(new FileSource(file));
    Optional<StoredZip.Entry> entry = zip.next();
    while (entry.isPresent()) {
      long end = entry.get().data() + entry.get().size();
      if (end > file.length()) {
        throw new ZipException("it breaks off before the end of a zip file");
      }
      found.put(entry.get().name(), entry.get());
      file.seek(end);
      entry = zip.next();
    }
  }

  @Override
  public <T> T read(String name, long most, Reading<T> reading) throws IOException {
    StoredZip.Entry entry = found.get(name);
    if (entry == null) {
      throw new ZipException(name + " is missing in it");
    }
    file.seek(entry.data());
    InputStream in = new BufferedInputStream(new FileInputStream(file.getFD()), 1 << 16);
    return new EntryStream(in, entry.size()).read(entry, most, reading);
  }

  @Override
  public boolean has(String name) {
    return found.containsKey(name);
  }

  @Override
  public Optional<Map<String, Long>> sizes() {
    Map<String, Long> sizes = new TreeMap<>();
    found.forEach((name, entry) -> sizes.put(name, entry.size()));
    return Optional.of(sizes);
  }

  @Override
  public void finish() {
    // The end was found before the first entry was read.
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The bytes of a file. */
  private record FileSource(RandomAccessFile file) implements StoredZip.Source {
    @Override
    public void readFully(byte[] bytes) throws IOException {
      file.readFully(bytes);
    }

    @Override
    public long position() {
      try {
        return file.getFilePointer();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean isAtEnd() throws IOException {
      return file.getFilePointer() == file.length();
    }
  }
}
