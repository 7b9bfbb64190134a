package org.musiclstm.midi;

/**
 * A place in the bytes of a MIDI file that moves on as they are read, never past the end of the
 * chunk that it is in.
 */
final class MidiBytes {
  private static final int LONGEST_VARIABLE_LENGTH = 4;

  private final byte[] bytes;
  private final String name;
  private int position;
  private int limit;
  private int track;

  MidiBytes(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
    this.limit = bytes.length;
  }

  /** Confines reading to the next bytes, which belong to a track, counted from 1. */
  void enterTrack(int track, int length) {
    this.track = track;
    this.limit = position + length;
  }

  /** Goes to the end of the track and lets the rest of the file be read. */
  void leaveTrack() {
    position = limit;
    limit = bytes.length;
    track = 0;
  }

  int position() {
    return position;
  }

  int remaining() {
    return limit - position;
  }

  int peek() {
    need(1, "an event");
    return bytes[position] & 0xFF;
  }

  int next(String what) {
    need(1, what);
    return bytes[position++] & 0xFF;
  }

  int next16(String what) {
    need(2, what);
    return (next(what) << 8) | next(what);
  }

  long next32(String what) {
    need(4, what);
    return ((long) next16(what) << 16) | next16(what);
  }

  /** Four characters that name a chunk. */
  String nextType() {
    need(4, "a chunk's name");
    StringBuilder type = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      type.append((char) (bytes[position++] & 0xFF));
    }
    return type.toString();
  }

  /** A quantity of seven bits a byte, of which all but the last have the top bit set. */
  int nextVariableLength(String what) {
    int begin = position;
    int value = 0;
    for (int i = 0; i < LONGEST_VARIABLE_LENGTH; i++) {
      int next = next(what);
      value = (value << 7) | (next & 0x7F);
      if (next < 0x80) {
        return value;
      }
    }
    throw refusal(begin, what + " is longer than four bytes");
  }

  byte[] nextBytes(int length, String what) {
    need(length, what);
    byte[] part = new byte[length];
    System.arraycopy(bytes, position, part, 0, length);
    position += length;
    return part;
  }

  void skip(int length, String what) {
    need(length, what);
    position += length;
  }

  private void need(int length, String what) {
    if (length > remaining()) {
      throw refusal(
          position,
          what
              + " needs "
              + (length == 1 ? "a byte" : length + " bytes")
              + " more, but "
              + (track == 0 ? "the file" : "the track")
              + " ends at byte "
              + limit);
    }
  }

  MidiFormatException refusal(int offset, String problem) {
    return new MidiFormatException(name, track, offset, problem);
  }
}
