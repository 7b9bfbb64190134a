package org.musiclstm.midi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts MIDI files together byte by byte, right or wrong. */
final class FileBuilder {
  /** An End of Track. */
  static final int[] END = {0, 0xFF, 0x2F, 0};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** These events and an End of Track. */
  static int[] ending(int... events) {
    int[] all = Arrays.copyOf(events, events.length + END.length);
    System.arraycopy(END, 0, all, events.length, END.length);
    return all;
  }

  static FileBuilder header(int format, int tracks, int division) {
    return new FileBuilder().chunk("MThd", 0, format, tracks >> 8, tracks, division >> 8, division);
  }

  /** A track as given, with its delta times and its End of Track. */
  FileBuilder track(int... content) {
    return chunk("MTrk", content);
  }

  FileBuilder chunk(String type, int... content) {
    return head(type, content.length).raw(content);
  }

  FileBuilder head(String type, int length) {
    out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    return raw(length >> 24, length >> 16, length >> 8, length);
  }

  FileBuilder raw(int... content) {
    for (int value : content) {
      out.write(value);
    }
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  MidiFile read() {
    return MidiReader.read(bytes(), "song.mid");
  }

  MidiFile readStrictly() {
    return MidiReader.read(bytes(), "song.mid", Strictness.STRICT);
  }
}
