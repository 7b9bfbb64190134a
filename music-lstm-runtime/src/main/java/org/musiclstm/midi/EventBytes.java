package org.musiclstm.midi;

import org.musiclstm.format.MidiBytes;

/** One event of a track as it lies in the bytes; the same object looks at one after the other. */
final class EventBytes {
  /** Why bytes are not the event that the format has there. */
  enum Problem {
    /** They are. */
    NONE,
    /** It goes on beyond the limit. */
    CUT,
    /** It has no status, and none came before. */
    NO_STATUS,
    /** A delta time or a length is larger or has more bytes than can be. */
    TOO_LARGE,
    /** A delta time or a length has more than four bytes, though its value is small. */
    LONG_QUANTITY,
    /** A data byte is above 7F. */
    DATA_BYTE,
    /** The status has no place in a file. */
    SYSTEM_STATUS,
    /** There are statuses in a system exclusive event. */
    STATUS_IN_EXCLUSIVE;

    /** Whether the event can be taken all the same. */
    boolean isReadable() {
      return this != CUT && this != NO_STATUS && this != TOO_LARGE;
    }
  }

  static final int NO_STATUS = 0;
  static final int NOTE_OFF = 0x80;
  static final int NOTE_ON = 0x90;
  static final int CONTROL_CHANGE = 0xB0;
  static final int PROGRAM_CHANGE = 0xC0;
  static final int CHANNEL_PRESSURE = 0xD0;
  static final int SYSTEM_EXCLUSIVE = 0xF0;
  static final int ESCAPE = 0xF7;
  static final int FIRST_REAL_TIME = 0xF8;
  static final int META = 0xFF;
  static final int META_END_OF_TRACK = 0x2F;

  private static final int TIME_CODE = 0xF1;
  private static final int SONG_POSITION = 0xF2;
  private static final int SONG_SELECT = 0xF3;

  private static final int LARGEST_QUANTITY = 0x0FFF_FFFF;
  private static final int BYTES_OF_A_QUANTITY = 4;

  /** Some programs write more than four, but none writes this many. */
  private static final int MOST_BYTES_OF_A_QUANTITY = 8;

  private final MidiBytes bytes;
  private int begin;
  private long delta;
  private int status;
  private boolean hasStatus;
  private int metaType;
  private int data;
  private int length;
  private Problem problem = Problem.NONE;

  private int next;
  private long quantity;

  EventBytes(MidiBytes bytes) {
    this.bytes = bytes;
  }

  /** Where its delta time begins. */
  int begin() {
    return begin;
  }

  /** Ticks since the event before. */
  long delta() {
    return delta;
  }

  /** Its own status, or the running one. */
  int status() {
    return status;
  }

  /** Whether the status is its own. */
  boolean hasStatus() {
    return hasStatus;
  }

  /** What kind of meta event it is. */
  int metaType() {
    return metaType;
  }

  /** Where its data begin, for channel events its data bytes. */
  int data() {
    return data;
  }

  /** How many data there are. */
  int length() {
    return length;
  }

  /** The byte after it. */
  int end() {
    return data + length;
  }

  boolean isEndOfTrack() {
    return status == META && metaType == META_END_OF_TRACK;
  }

  /**
   * Looks at an event.
   *
   * @param offset where its delta time begins
   * @param limit the byte that it has to end before
   * @param running the running status or {@link #NO_STATUS}
   * @return what is wrong; where {@link Problem#isReadable}, all else is set
   */
  Problem look(int offset, int limit, int running) {
    begin = offset;
    next = offset;
    problem = Problem.NONE;
    if (!readQuantity(limit)) {
      return problem;
    }
    delta = quantity;
    if (next >= limit) {
      return Problem.CUT;
    }
    int first = bytes.at(next);
    hasStatus = first >= 0x80;
    if (hasStatus) {
      next++;
    } else if (running == NO_STATUS) {
      return Problem.NO_STATUS;
    }
    status = hasStatus ? first : running;
    if (status < SYSTEM_EXCLUSIVE) {
      fixed(isOfOneByte() ? 1 : 2);
      return checkData(limit);
    }
    return switch (status) {
      case META -> {
        if (next >= limit) {
          yield Problem.CUT;
        }
        metaType = bytes.at(next++);
        if (metaType >= 0x80) {
          problem = Problem.DATA_BYTE;
        }
        yield variable(limit);
      }
      case SYSTEM_EXCLUSIVE, ESCAPE -> {
        variable(limit);
        yield problem == Problem.NONE && status == SYSTEM_EXCLUSIVE ? checkExclusive() : problem;
      }
      default -> {
        fixed(systemData(limit));
        yield Problem.SYSTEM_STATUS;
      }
    };
  }

  private boolean isOfOneByte() {
    int kind = status & 0xF0;
    return kind == PROGRAM_CHANGE || kind == CHANNEL_PRESSURE;
  }

  /** How many data bytes a system event has, as far as they are there. */
  private int systemData(int limit) {
    int most =
        switch (status) {
          case TIME_CODE, SONG_SELECT -> 1;
          case SONG_POSITION -> 2;
          default -> 0;
        };
    int count = 0;
    while (count < most && next + count < limit && bytes.at(next + count) < 0x80) {
      count++;
    }
    return count;
  }

  private void fixed(int length) {
    data = next;
    this.length = length;
  }

  private Problem checkData(int limit) {
    if (length > limit - data) {
      return Problem.CUT;
    }
    for (int i = 0; i < length; i++) {
      if (bytes.at(data + i) >= 0x80) {
        return Problem.DATA_BYTE;
      }
    }
    return problem;
  }

  private Problem variable(int limit) {
    if (!readQuantity(limit)) {
      return problem;
    }
    if (quantity > limit - next) {
      problem = Problem.CUT;
      return problem;
    }
    fixed((int) quantity);
    return problem;
  }

  private Problem checkExclusive() {
    int last = end() - 1;
    int found = bytes.findStatus(data);
    boolean isOver = found > last || (found == last && bytes.at(last) == ESCAPE);
    return isOver ? problem : Problem.STATUS_IN_EXCLUSIVE;
  }

  /** Reads seven bits a byte, of which all but the last have the top bit set. */
  private boolean readQuantity(int limit) {
    int from = next;
    quantity = 0;
    while (next < limit) {
      int value = bytes.at(next++);
      quantity = (quantity << 7) | (value & 0x7F);
      if (quantity > LARGEST_QUANTITY || next - from > MOST_BYTES_OF_A_QUANTITY) {
        problem = Problem.TOO_LARGE;
        return false;
      }
      if (value < 0x80) {
        if (next - from > BYTES_OF_A_QUANTITY) {
          problem = Problem.LONG_QUANTITY;
        }
        return true;
      }
    }
    problem = Problem.CUT;
    return false;
  }
}
