package org.musiclstm.format;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a MIDI file up to where its music ends, and how to find chunks among them. */
public final class MidiBytes {
  /** The name and the length before a chunk's content. */
  public static final int CHUNK_HEAD = 8;

  /** What a MIDI file begins with. */
  public static final String HEADER = "MThd";

  /** What a track begins with. */
  public static final String TRACK = "MTrk";

  /** The event by which a track ends, without its delta time. */
  public static final String END_OF_TRACK = "\u00FF/\u0000";

  private static final int BLOCK = 64;

  private final byte[] bytes;
  private final int end;

  /** Where tracks certainly stand, once that has been asked. */
  private int @Nullable [] tracks;

  /** Where the next status stands from the begin of each block on, once that has been asked. */
  private int @Nullable [] statuses;

  /**
   * Makes a view.
   *
   * @param end the byte at which the music is over
   */
  public MidiBytes(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** All of the bytes, not a copy. */
  public byte[] array() {
    return bytes;
  }

  /** The offset after the last byte. */
  public int end() {
    return end;
  }

  /** The byte at an offset, 0 to 255. */
  public int at(int offset) {
    return bytes[offset] & 0xFF;
  }

  /** The two bytes at an offset, high byte first. */
  public int at16(int offset) {
    return (at(offset) << 8) | at(offset + 1);
  }

  /** The four bytes at an offset, high byte first. */
  public long at32(int offset) {
    return ((long) at16(offset) << 16) | at16(offset + 2);
  }

  /** Whether these characters stand there. */
  public boolean matches(int offset, String text) {
    if (offset < 0 || text.length() > end - offset) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (at(offset + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where these characters stand next, or the end. */
  public int find(int from, String text) {
    for (int offset = from; offset <= end - text.length(); offset++) {
      if (matches(offset, text)) {
        return offset;
      }
    }
    return end;
  }

  /** Four characters that name a chunk. */
  public String type(int offset) {
    StringBuilder type = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      type.append((char) at(offset + i));
    }
    return type.toString();
  }

  /** Whether a chunk may stand there: a name of printable characters and a length that fits. */
  public boolean isChunk(int offset) {
    if (end - offset < CHUNK_HEAD) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (at(offset + i) < ' ' || at(offset + i) > '~') {
        return false;
      }
    }
    return at32(offset + 4) <= end - offset - CHUNK_HEAD;
  }

  /** Whether a track says there that it begins, be its length as it may. */
  public boolean isTrackHead(int offset) {
    return end - offset >= CHUNK_HEAD && matches(offset, TRACK);
  }

  /** Whether a track certainly stands there, since another or the end follows it. */
  public boolean isTrack(int offset) {
    if (!matches(offset, TRACK) || !isChunk(offset)) {
      return false;
    }
    int next = offset + CHUNK_HEAD + (int) at32(offset + 4);
    return next == end || matches(next, TRACK);
  }

  /** Where a track certainly stands next, or the end. */
  public int findTrack(int from) {
    if (tracks == null) {
      tracks = IntStream.range(0, end).filter(this::isTrack).toArray();
    }
    int next = Arrays.binarySearch(tracks, from);
    next = next < 0 ? -next - 1 : next;
    return next < tracks.length ? tracks[next] : end;
  }

  /**
   * Where a byte above 7F stands next, or the end. However far that is, no more is looked at than
   * the rest of a block: a search for events may ask for the same place from many others.
   */
  public int findStatus(int from) {
    if (statuses == null) {
      statuses = statuses();
    }
    int block = (from + BLOCK - 1) / BLOCK;
    int begin = Math.min(end, block * BLOCK);
    for (int offset = from; offset < begin; offset++) {
      if (at(offset) >= 0x80) {
        return offset;
      }
    }
    return block < statuses.length ? statuses[block] : end;
  }

  private int[] statuses() {
    int[] next = new int[(end + BLOCK - 1) / BLOCK];
    int status = end;
    for (int offset = end - 1; offset >= 0; offset--) {
      if (at(offset) >= 0x80) {
        status = offset;
      }
      if (offset % BLOCK == 0) {
        next[offset / BLOCK] = status;
      }
    }
    return next;
  }
}
