package org.musiclstm.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Goes through a zip file of the form that {@link ZipWriter} writes: entries that are stored, one
 * right behind the other, each with its size before it; then the directory, which says the same of
 * all of them; then the end. A file of any other form is refused, so that no two programs see
 * different things in it, and nothing in it is larger than the file (<a
 * href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>, 4.3).
 */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;

  private static final int LOCAL_BYTES = 26;
  private static final int CENTRAL_BYTES = 42;
  private static final int END_BYTES = 18;
  private static final int END_64_BYTES = 52;
  private static final int LOCATOR_64_BYTES = 16;

  /** A number that is too large for four bytes, and stands elsewhere. */
  private static final long ELSEWHERE = 0xFFFF_FFFFL;

  private static final int ENCRYPTED = 1;
  private static final int SIZE_BEHIND = 1 << 3;
  private static final int UTF_8 = 1 << 11;

  /** A model has some sixty. */
  private static final int MOST_ENTRIES = 1000;

  private final Source source;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  StoredZip(Source source) {
    this.source = source;
  }

  /** Bytes one after the other. */
  interface Source {
    /**
     * Reads as many bytes as there is room for.
     *
     * @throws EOFException when there are fewer
     */
    void readFully(byte[] bytes) throws IOException;

    /** How many bytes stand before the next one. */
    long position();

    /** Whether there are no more bytes. */
    boolean isAtEnd() throws IOException;
  }

  /**
   * What stands before an entry.
   *
   * @param at where it stands
   * @param data where the entry's bytes begin
   */
  record Entry(String name, int flags, long crc, long size, long at, long data) {}

  /**
   * Reads what stands before the next entry. The entry before has to be passed by already.
   *
   * @return nothing when there is no more, and then the directory and the end are right
   * @throws ZipException when the file is of another form or breaks off
   */
  Optional<Entry> next() throws IOException {
    long at = source.position();
    int signature = numbers(Integer.BYTES).getInt();
    if (signature == LOCAL) {
      Entry entry = entry(at);
      entries.add(entry);
      return Optional.of(entry);
    }
    if (signature != CENTRAL && signature != END) {
      throw new ZipException(
          entries.isEmpty()
              ? "it is no zip file, or breaks off"
              : "behind " + entries.get(entries.size() - 1).name() + " it is no zip file any more");
    }
    readDirectory(at, signature);
    return Optional.empty();
  }

  private ByteBuffer numbers(int count) throws IOException {
    return ByteBuffer.wrap(bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    try {
      source.readFully(bytes);
    } catch (EOFException e) {
      ZipException reported = new ZipException("it is no zip file, or breaks off");
      reported.initCause(e);
      throw reported;
    }
    return bytes;
  }

  private Entry entry(long at) throws IOException {
    ByteBuffer header = numbers(LOCAL_BYTES);
    int flags = header.getShort(2);
    int method = header.getShort(4);
    long crc = header.getInt(10) & ELSEWHERE;
    long stored = header.getInt(14) & ELSEWHERE;
    long size = header.getInt(18) & ELSEWHERE;
    int nameLength = header.getShort(22) & 0xFFFF;
    int extraLength = header.getShort(24) & 0xFFFF;
    String name = new String(bytes(nameLength), StandardCharsets.UTF_8);
    if ((flags & ENCRYPTED) != 0) {
      throw new ZipException(name + " in it is encrypted");
    }
    if (method != 0) {
      throw new ZipException(name + " in it is compressed, but has to be stored as it is");
    }
    if ((flags & SIZE_BEHIND) != 0 || stored != size || size == ELSEWHERE) {
      throw new ZipException(name + " in it does not say its size before it begins");
    }
    if ((flags & ~UTF_8) != 0 || extraLength != 0) {
      throw new ZipException(name + " in it says more of itself than a model's entries do");
    }
    if (!names.add(name)) {
      throw new ZipException(name + " is in it twice");
    }
    if (names.size() > MOST_ENTRIES) {
      throw new ZipException("it has more than " + MOST_ENTRIES + " entries");
    }
    return new Entry(name, flags, crc, size, at, source.position());
  }

  private void readDirectory(long begin, int first) throws IOException {
    int signature = first;
    long end = begin;
    for (Entry entry : entries) {
      if (signature != CENTRAL) {
        throw differs();
      }
      check(entry);
      end = source.position();
      signature = numbers(Integer.BYTES).getInt();
    }
    long size = end - begin;
    if (signature == END_64) {
      readEnd64(begin, size, end);
      signature = numbers(Integer.BYTES).getInt();
    }
    ByteBuffer last = numbers(END_BYTES);
    if (signature != END
        || last.getInt(0) != 0
        || last.getShort(4) != entries.size()
        || last.getShort(6) != entries.size()
        || !isSaid(last.getInt(8), size)
        || !isSaid(last.getInt(12), begin)) {
      throw differs();
    }
    if (last.getShort(16) != 0 || !source.isAtEnd()) {
      throw new ZipException("it goes on after its end");
    }
  }

  private static boolean isSaid(int said, long number) {
    return said == (int) Math.min(number, ELSEWHERE);
  }

  private void check(Entry entry) throws IOException {
    ByteBuffer header = numbers(CENTRAL_BYTES);
    int nameLength = header.getShort(24) & 0xFFFF;
    int extraLength = header.getShort(26) & 0xFFFF;
    String name = new String(bytes(nameLength), StandardCharsets.UTF_8);
    ByteBuffer extra = numbers(extraLength);
    // Where the entry begins beyond four bytes, that is all there is.
    boolean isFar = entry.at() >= ELSEWHERE;
    boolean isRightFar =
        extraLength == 12
            && extra.getShort(0) == 1
            && extra.getShort(2) == Long.BYTES
            && extra.getLong(4) == entry.at();
    if (!name.equals(entry.name())
        || header.getShort(4) != entry.flags()
        || header.getShort(6) != 0
        || (header.getInt(12) & ELSEWHERE) != entry.crc()
        || (header.getInt(16) & ELSEWHERE) != entry.size()
        || (header.getInt(20) & ELSEWHERE) != entry.size()
        || header.getShort(28) != 0
        || header.getShort(30) != 0
        || !isSaid(header.getInt(38), entry.at())
        || (isFar ? !isRightFar : extraLength != 0)) {
      throw differs();
    }
  }

  private void readEnd64(long begin, long size, long at) throws IOException {
    ByteBuffer end = numbers(END_64_BYTES);
    ByteBuffer locator = numbers(Integer.BYTES + LOCATOR_64_BYTES);
    if (end.getLong(0) != END_64_BYTES - Long.BYTES
        || end.getLong(20) != entries.size()
        || end.getLong(28) != entries.size()
        || end.getLong(36) != size
        || end.getLong(44) != begin
        || locator.getInt(0) != LOCATOR_64
        || locator.getLong(8) != at) {
      throw differs();
    }
  }

  private static ZipException differs() {
    return new ZipException("its directory says something else than its entries");
  }
}
