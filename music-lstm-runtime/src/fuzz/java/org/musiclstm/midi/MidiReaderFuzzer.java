package org.musiclstm.midi;

/** What Jazzer runs on all bytes that it can think of. */
public final class MidiReaderFuzzer {
  private MidiReaderFuzzer() {}

  /** Reads bytes; whatever is thrown is a find. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    HostileBytes.check(bytes);
  }
}
