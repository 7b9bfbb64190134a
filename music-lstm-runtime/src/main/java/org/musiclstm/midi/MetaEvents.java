package org.musiclstm.midi;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musiclstm.channel.ChannelEvents;
import org.musiclstm.format.MidiBytes;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.TempoChange;

/** What a track says of itself and of time in its meta events. */
final class MetaEvents {
  private static final int META_TEXT = 0x01;
  private static final int META_TRACK_NAME = 0x03;
  private static final int META_INSTRUMENT_NAME = 0x04;
  private static final int META_CHANNEL_PREFIX = 0x20;
  private static final int META_PORT = 0x21;
  private static final int META_TEMPO = 0x51;
  private static final int META_FRAME_OFFSET = 0x54;
  private static final int META_TIME_SIGNATURE = 0x58;
  private static final int META_KEY_SIGNATURE = 0x59;

  private static final int MICROSECONDS_A_MINUTE = 60_000_000;
  private static final int ALL_CHANNELS = -1;
  private static final Charset LEGACY = Charset.forName("windows-1252");

  private final MidiBytes bytes;
  private final EventBytes event;
  private final Findings findings;
  private final int track;
  private final long begin;

  private final List<TempoChange> tempos = new ArrayList<>();
  private final List<MetreChange> metres = new ArrayList<>();
  private final List<KeyChange> keys = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<Integer, String> instruments = new HashMap<>();
  private String name = "";
  private boolean isNamed;
  private int firstChannel;
  private int prefixedChannel = ALL_CHANNELS;

  /**
   * Makes room for what a track says.
   *
   * @param event the event that the track's reader looks at
   * @param track counted from 1
   * @param begin the tick of the score at which the track begins
   */
  MetaEvents(MidiBytes bytes, EventBytes event, Findings findings, int track, long begin) {
    this.bytes = bytes;
    this.event = event;
    this.findings = findings;
    this.track = track;
    this.begin = begin;
  }

  /** The name of the track, empty when it has none. */
  String name() {
    return name;
  }

  /** The name of what plays on a channel, empty when the track does not say. */
  String instrument(int channel) {
    return instruments.getOrDefault(channel, instruments.getOrDefault(ALL_CHANNELS, ""));
  }

  List<TempoChange> tempos() {
    return tempos;
  }

  List<MetreChange> metres() {
    return metres;
  }

  List<KeyChange> keys() {
    return keys;
  }

  /** The text events at its start. */
  List<String> texts() {
    return texts;
  }

  /** The first channel of the port that the track is to be played on. */
  int firstChannel() {
    return firstChannel;
  }

  /** A channel event ends what the prefix of a channel is for. */
  void endPrefix() {
    prefixedChannel = ALL_CHANNELS;
  }

  /**
   * Takes the meta event that was looked at.
   *
   * @param tick when it happens
   */
  void take(long tick) {
    int data = event.data();
    int length = event.length();
    switch (event.metaType()) {
      case EventBytes.META_END_OF_TRACK -> {
        hasLength(tick, 0, "an End of Track");
      }
      case META_TEXT -> {
        if (tick == begin && length > 0) {
          texts.add(text());
        }
      }
      case META_TRACK_NAME -> {
        if (!isNamed) {
          isNamed = true;
          name = text();
        }
      }
      case META_INSTRUMENT_NAME -> instruments.putIfAbsent(prefixedChannel, text());
      case META_CHANNEL_PREFIX ->
          prefixedChannel =
              length == 1 && bytes.at(data) < ChannelEvents.CHANNELS
                  ? firstChannel + bytes.at(data)
                  : ALL_CHANNELS;
      case META_PORT -> {
        if (hasLength(tick, 1, "a port")) {
          firstChannel = ChannelEvents.CHANNELS * bytes.at(data);
        }
      }
      case META_TEMPO -> {
        if (hasLength(tick, 3, "a tempo")) {
          int tempo = (bytes.at16(data) << 8) | bytes.at(data + 2);
          if (tempo == 0) {
            unusable(tick, Finding.Kind.TEMPO, "a tempo is 0");
          } else {
            add(new TempoChange(tick, tempo));
          }
        }
      }
      case META_FRAME_OFFSET -> {
        if (hasLength(tick, 5, "a start in frames") && !isFrameOffset(data)) {
          unusable(tick, Finding.Kind.FRAME_OFFSET, "a start in frames is no time of a day");
        }
      }
      case META_TIME_SIGNATURE -> {
        if (hasLength(tick, 4, "a metre")) {
          int beats = bytes.at(data);
          int unit = bytes.at(data + 1);
          if (beats == 0 || unit > 7) {
            unusable(tick, Finding.Kind.METRE, "a metre is " + beats + " beats of 1/2^" + unit);
          } else {
            metres.add(new MetreChange(tick, beats, 1 << unit));
          }
        }
      }
      case META_KEY_SIGNATURE -> {
        if (hasLength(tick, 2, "a key")) {
          int sharps = (byte) bytes.at(data);
          int mode = bytes.at(data + 1);
          if (sharps < -7 || sharps > 7 || mode > 1) {
            unusable(
                tick, Finding.Kind.KEY, "a key has " + sharps + " sharps and the mode " + mode);
          } else {
            keys.add(new KeyChange(tick, sharps, mode == 1));
          }
        }
      }
      default -> {
        // Nothing else is kept.
      }
    }
  }

  private void add(TempoChange change) {
    tempos.add(change);
    if (!change.isPlayable()) {
      int time = change.microsecondsPerQuarter();
      String quarters =
          time < MICROSECONDS_A_MINUTE / 10
              ? Integer.toString((MICROSECONDS_A_MINUTE + time / 2) / time)
              : BigDecimal.valueOf((10L * MICROSECONDS_A_MINUTE + time / 2) / time, 1).toString();
      findings.add(
          Finding.Kind.ODD_TEMPO,
          track,
          event.begin(),
          change.tick(),
          "a tempo is " + quarters + " quarters a minute, which is outside of 4 to 1000",
          "no piece gets it");
    }
  }

  /** Whether the meta event is long enough; one that has another length is a finding. */
  private boolean hasLength(long tick, int length, String what) {
    if (event.length() != length) {
      findings.add(
          Finding.Kind.META_LENGTH,
          track,
          event.begin(),
          tick,
          what + " has " + event.length() + " bytes, but needs " + length,
          event.length() > length ? "the rest was passed over" : "it was left out");
    }
    return event.length() >= length;
  }

  private void unusable(long tick, Finding.Kind kind, String what) {
    findings.add(kind, track, event.begin(), tick, what, "it was left out");
  }

  /** Hours with the frame rate in bits 5 and 6, minutes, seconds, frames, hundredths of frames. */
  private boolean isFrameOffset(int data) {
    int rate = bytes.at(data) >> 5;
    int frames = rate == 0 ? 24 : rate == 1 ? 25 : 30;
    return rate < 4
        && (bytes.at(data) & 0x1F) < 24
        && bytes.at(data + 1) < 60
        && bytes.at(data + 2) < 60
        && bytes.at(data + 3) < frames
        && bytes.at(data + 4) < 100;
  }

  /**
   * The text of a meta event. Texts have no character set in MIDI files: most are ASCII, new ones
   * UTF-8, old ones mostly Latin. Some programs end them with zeros.
   */
  private String text() {
    int length = event.length();
    while (length > 0 && bytes.at(event.data() + length - 1) == 0) {
      length--;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.array(), event.data(), length))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes.array(), event.data(), length, LEGACY);
    }
  }
}
