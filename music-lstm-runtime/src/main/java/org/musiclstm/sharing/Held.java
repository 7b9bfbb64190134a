package org.musiclstm.sharing;

import java.time.Instant;

/** Something that others wait for. */
public interface Held extends AutoCloseable {
  /** Says to those who wait when this process expects to be done. */
  void expect(Instant end);

  /** Gives it back. */
  @Override
  void close();
}
