package org.musiclstm.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.musiclstm.Stop;

/** A stream whose bytes are looked at as they go by. */
abstract class WatchedStream extends FilterInputStream {
  WatchedStream(InputStream in) {
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
