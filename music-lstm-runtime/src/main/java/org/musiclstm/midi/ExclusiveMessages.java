package org.musiclstm.midi;

import java.util.Optional;
import org.musiclstm.channel.ChannelEvents;
import org.musiclstm.channel.SetupMessage;
import org.musiclstm.channel.SetupMessage.Kind;
import org.musiclstm.format.MidiBytes;

/**
 * Puts the system exclusive messages of a track together, which may stand in several events, and
 * understands those that say which channels play drums: resets of General MIDI, GS and XG, "use for
 * rhythm part" of GS (address 40 1x 15) and the part mode of XG (address 08 nn 07). For whichever
 * of several instruments a message is, it is heard.
 */
final class ExclusiveMessages {
  private static final int END = 0xF7;
  private static final int BEGIN = 0xF0;
  private static final int UNIVERSAL = 0x7E;
  private static final int GENERAL_MIDI = 0x09;
  private static final int ROLAND = 0x41;
  private static final int GS = 0x42;
  private static final int DATA_SET = 0x12;
  private static final int YAMAHA = 0x43;
  private static final int PARAMETER_CHANGE = 0x10;
  private static final int XG = 0x4C;
  private static final int RHYTHM_PART = 0x15;
  private static final int PART_MODE = 0x07;
  private static final int DRUM_PART_OF_GS = 9;

  /** Those that are of use here have some twelve; what is sent in bulk may have hundreds. */
  private static final int LONGEST = 1024;

  private final MidiBytes bytes;
  private byte[] message = {};
  private int length;
  private boolean isOpen;
  private boolean isTooLong;

  ExclusiveMessages(MidiBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes an event of the status F0 or F7.
   *
   * @param from its first byte after its length
   * @param count how many there are
   * @return whether the message is complete
   */
  boolean take(int status, int from, int count) {
    int begin = from;
    if (status == BEGIN) {
      open();
    } else if (!isOpen) {
      // An escape may hold a whole message.
      if (count == 0 || bytes.at(from) != BEGIN) {
        return false;
      }
      open();
      begin++;
    }
    for (int at = begin; at < from + count; at++) {
      if (bytes.at(at) == END) {
        return true;
      }
      if (length < LONGEST) {
        message[length++] = (byte) bytes.at(at);
      } else {
        isTooLong = true;
      }
    }
    return false;
  }

  private void open() {
    if (message.length == 0) {
      message = new byte[LONGEST];
    }
    isOpen = true;
    isTooLong = false;
    length = 0;
  }

  /** Whether a message has begun that no event has ended. */
  boolean isOpen() {
    return isOpen;
  }

  /**
   * What the message says, which is over then.
   *
   * @param port the first channel of the port that it goes to
   */
  Optional<SetupMessage> finish(int port) {
    isOpen = false;
    if (isTooLong || length < 4) {
      return Optional.empty();
    }
    return switch (at(0)) {
      case UNIVERSAL -> universal(port);
      case ROLAND -> at(2) == GS && at(3) == DATA_SET ? roland(port) : Optional.empty();
      case YAMAHA ->
          (at(1) & 0xF0) == PARAMETER_CHANGE && at(2) == XG ? yamaha(port) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private int at(int index) {
    return message[index] & 0xFF;
  }

  private Optional<SetupMessage> universal(int port) {
    return at(2) == GENERAL_MIDI && at(3) >= 1 && at(3) <= 3
        ? Optional.of(new SetupMessage(Kind.GENERAL_RESET, port))
        : Optional.empty();
  }

  /** 41 device 42 12, three bytes of address, data, checksum. */
  private Optional<SetupMessage> roland(int port) {
    int data = 7;
    int count = length - 1 - data;
    if (count < 1) {
      return Optional.empty();
    }
    Optional<SetupMessage> message = rolandData(port, data, count);
    return isSumRight()
        ? message
        : message.map(wrong -> new SetupMessage(Kind.WRONG_CHECKSUM, wrong.channel()));
  }

  /** Address, data and checksum make a multiple of 80. */
  private boolean isSumRight() {
    int sum = 0;
    for (int n = 4; n < length; n++) {
      sum += at(n);
    }
    return (sum & 0x7F) == 0;
  }

  private Optional<SetupMessage> rolandData(int port, int data, int count) {
    int high = at(4);
    int middle = at(5);
    int low = at(6);
    if ((high == 0x40 || high == 0) && middle == 0 && low == 0x7F) {
      // 7F leaves GS for General MIDI; of the two modes of an SC-88, either is GS.
      boolean leaves = high == 0x40 && at(data) != 0;
      return Optional.of(new SetupMessage(leaves ? Kind.GENERAL_RESET : Kind.GS_RESET, port));
    }
    boolean isOther = high == 0x50;
    if ((high == 0x40 || isOther)
        && (middle & 0xF0) == 0x10
        && low <= RHYTHM_PART
        && RHYTHM_PART < low + count) {
      int value = at(data + RHYTHM_PART - low);
      int part = middle & 0x0F;
      int onPort = part == 0 ? DRUM_PART_OF_GS : part <= DRUM_PART_OF_GS ? part - 1 : part;
      // Parts of the group B play on the second port, or on the first for who sends there.
      int first = isOther ? port ^ ChannelEvents.CHANNELS : port;
      return value > 2
          ? Optional.empty()
          : Optional.of(new SetupMessage(value > 0 ? Kind.DRUMS : Kind.PITCHES, first + onPort));
    }
    return Optional.empty();
  }

  /** 43 1n 4C, three bytes of address, data. */
  private Optional<SetupMessage> yamaha(int port) {
    int data = 6;
    int count = length - data;
    if (count < 1) {
      return Optional.empty();
    }
    int high = at(3);
    int middle = at(4);
    int low = at(5);
    if (high == 0 && middle == 0 && (low == 0x7E || low == 0x7F) && at(data) == 0) {
      return Optional.of(new SetupMessage(Kind.XG_RESET, port));
    }
    if (high == 0x08 && middle < 0x40 && low <= PART_MODE && PART_MODE < low + count) {
      boolean isDrums = at(data + PART_MODE - low) > 0;
      // Parts from 17 on are those of the next port.
      return Optional.of(new SetupMessage(isDrums ? Kind.DRUMS : Kind.PITCHES, port + middle));
    }
    return Optional.empty();
  }
}
