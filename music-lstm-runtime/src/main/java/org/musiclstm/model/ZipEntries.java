package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/** Where entries are read from. */
interface ZipEntries extends Closeable {
  /** Reads an entry, as {@link ZipReader#read(String, long, Reading)} does. */
  <T> T read(String name, long most, Reading<T> reading) throws IOException;

  /** Whether an entry is known to be there. */
  boolean has(String name);

  /** How many bytes each entry takes in the file; nothing when that is not known yet. */
  Optional<Map<String, Long>> sizes();

  /**
   * Makes sure that the zip file is whole, as far as reading its entries has not shown it.
   *
   * @throws ZipException when it is not
   */
  void finish() throws IOException;

  /** What makes something of the bytes of an entry. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads as much as it needs; the stream is closed by the caller. */
    T read(InputStream in) throws IOException;
  }

  static ZipException tooLarge(String name, String size, long most) {
    return new ZipException(name + " has " + size + " bytes, but at most " + most + " are right");
  }

  /** Looks at what is left when an entry has been read to its end. */
  @FunctionalInterface
  interface Check {
    void run() throws IOException;
  }

  static <T> T toEnd(InputStream in, Reading<T> reading, Check check) throws IOException {
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
}
