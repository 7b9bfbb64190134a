package org.musiclstm.midi;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.musiclstm.Stop;
import org.musiclstm.channel.ChannelEvents;
import org.musiclstm.channel.Moment;
import org.musiclstm.channel.SetupMessage;
import org.musiclstm.format.MidiBytes;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.TempoChange;

/**
 * Reads the events of one track. Here and in what comes of it, channels are counted on over the
 * ports that the file is to be played on: 0 to 15 are those of port 0, 16 to 31 those of port 1.
 */
final class TrackReader {
  private static final int META_TEXT = 0x01;
  private static final int META_TRACK_NAME = 0x03;
  private static final int META_INSTRUMENT_NAME = 0x04;
  private static final int META_CHANNEL_PREFIX = 0x20;
  private static final int META_PORT = 0x21;
  private static final int META_TEMPO = 0x51;
  private static final int META_FRAME_OFFSET = 0x54;
  private static final int META_TIME_SIGNATURE = 0x58;
  private static final int META_KEY_SIGNATURE = 0x59;

  /** How far events may begin again for one that can be read to be left out. */
  private static final int NEAR = 32;

  private static final int MICROSECONDS_A_MINUTE = 60_000_000;
  private static final int ALL_CHANNELS = -1;
  private static final Charset LEGACY = Charset.forName("windows-1252");

  private final MidiBytes bytes;
  private final EventBytes event;
  private final EventSearch search;
  private final Findings findings;
  private final int track;
  private final long begin;
  private final int tickFactor;

  private final ExclusiveMessages exclusive;
  private final ChannelEvents channels;
  private final List<TempoChange> tempos = new ArrayList<>();
  private final List<MetreChange> metres = new ArrayList<>();
  private final List<KeyChange> keys = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<Integer, String> instruments = new HashMap<>();
  private String name = "";
  private boolean isNamed;

  private int limit;
  private int position;
  private long tick;
  private int running = EventBytes.NO_STATUS;
  private boolean runningIsOver;
  private Moment exclusiveMoment = new Moment(0, 0);
  private int firstChannel;
  private int prefixedChannel = ALL_CHANNELS;
  private boolean hasEnded;

  /**
   * Makes a reader.
   *
   * @param track counted from 1
   * @param begin the tick of the score at which the track begins
   * @param tickFactor how many ticks of the score a tick of the file is
   */
  TrackReader(
      MidiBytes bytes,
      EventSearch search,
      Findings findings,
      int track,
      long begin,
      int tickFactor) {
    this.bytes = bytes;
    this.event = new EventBytes(bytes);
    this.exclusive = new ExclusiveMessages(bytes);
    this.channels = new ChannelEvents(track);
    this.search = search;
    this.findings = findings;
    this.track = track;
    this.begin = begin;
    this.tickFactor = tickFactor;
    this.tick = begin;
  }

  /** Counted from 1. */
  int track() {
    return track;
  }

  String name() {
    return name;
  }

  /** The name of what plays on a channel, empty when the track does not say. */
  String instrument(int channel) {
    return instruments.getOrDefault(channel, instruments.getOrDefault(ALL_CHANNELS, ""));
  }

  /** What it says on its channels. */
  ChannelEvents channels() {
    return channels;
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

  /** The tick of the End of Track, or of the last event where that is missing. */
  long end() {
    return tick;
  }

  /** Whether there was an End of Track. */
  boolean hasEnded() {
    return hasEnded;
  }

  /**
   * Reads up to the End of Track, to where another track certainly begins, or to the limit.
   *
   * @param from the byte of the first event
   * @param limit the byte that the track ends before at the latest
   * @return the byte after what was read
   */
  int read(int from, int limit) {
    this.limit = limit;
    position = from;
    while (!hasEnded && position < limit && !bytes.isTrack(position)) {
      Stop.check();
      EventBytes.Problem problem = event.look(position, limit, running);
      if (problem == EventBytes.Problem.NONE && leansOnNothing()) {
        problem = EventBytes.Problem.NO_STATUS;
      }
      if (problem == EventBytes.Problem.NONE) {
        take();
      } else {
        mend(problem);
      }
    }
    finishExclusive();
    channels.endsAt(tick);
    return position;
  }

  /** Whether an event has no status after a meta event, and what follows it makes no sense. */
  private boolean leansOnNothing() {
    if (event.hasStatus() || !runningIsOver) {
      return false;
    }
    return !search.canGoOn(event.end(), limit, event.status());
  }

  /** Takes an event that is not as it should be, or finds where events begin again. */
  private void mend(EventBytes.Problem problem) {
    if (canGoOnAfter(problem)) {
      takeMended(problem);
      return;
    }
    if (search.isEndOfTrackWithoutDelta(position, limit)) {
      add(
          Finding.Kind.NO_EVENTS,
          position,
          "the End of Track has no delta time",
          "read all the same");
      hasEnded = true;
      position = limit;
      return;
    }
    int next = search.find(problem.isReadable() ? event.data() : position + 1, limit);
    findings.addLeftOut(
        Finding.Kind.NO_EVENTS, track, position, tick, text(problem), next - position);
    running = EventBytes.NO_STATUS;
    position = next;
    if (search.isEndOfTrackWithoutDelta(position, limit)) {
      hasEnded = true;
      position = limit;
    }
  }

  /**
   * Whether an event can be taken although it is not as it should be: what follows is, or there is
   * nowhere near that events begin again, or they lead to there.
   */
  private boolean canGoOnAfter(EventBytes.Problem problem) {
    if (!problem.isReadable() || event.delta() > EventSearch.LONGEST_WAIT) {
      return false;
    }
    int after = runningAfter(event.status());
    if (search.canGoOn(event.end(), limit, after)) {
      return true;
    }
    int near = search.find(event.data(), Math.min(limit, event.data() + NEAR), limit);
    return near == limit || search.leadsTo(near, event.end(), limit, after);
  }

  private void takeMended(EventBytes.Problem problem) {
    switch (problem) {
      case DATA_BYTE ->
          add(
              Finding.Kind.DATA_BYTE,
              event.begin(),
              text(problem),
              "taken for 7F, and left out where it is a pitch");
      case SYSTEM_STATUS ->
          add(Finding.Kind.SYSTEM_STATUS, event.begin(), text(problem), "passed over");
      case LONG_QUANTITY ->
          add(Finding.Kind.LONG_QUANTITY, event.begin(), text(problem), "read all the same");
      default -> {
        // Statuses in a system exclusive event mean nothing as long as its length is right.
      }
    }
    take();
  }

  private String text(EventBytes.Problem problem) {
    return switch (problem) {
      case NONE -> throw new IllegalArgumentException("there is no problem");
      case CUT -> "an event goes on beyond the end of the track";
      case NO_STATUS -> "an event begins with a data byte, but no status came before";
      case TOO_LARGE -> "a delta time or a length is above 0FFFFFFF";
      case LONG_QUANTITY -> "a delta time or a length is longer than four bytes";
      case DATA_BYTE -> "a byte above 7F stands where a data byte is due";
      case SYSTEM_STATUS ->
          String.format(Locale.ROOT, "status %02X has no place in a file", event.status());
      case STATUS_IN_EXCLUSIVE -> "there are statuses in a system exclusive event";
    };
  }

  private void add(Finding.Kind kind, int offset, String what, String taken) {
    findings.add(kind, track, offset, tick, what, taken);
  }

  private int runningAfter(int status) {
    if (status < EventBytes.SYSTEM_EXCLUSIVE) {
      return status;
    }
    boolean isSystemCommon = status > EventBytes.SYSTEM_EXCLUSIVE && status < EventBytes.ESCAPE;
    return isSystemCommon ? EventBytes.NO_STATUS : running;
  }

  /** Takes the event for what it is. */
  private void take() {
    long next = tick + event.delta() * tickFactor;
    if (next >= MidiReader.LAST_TICK) {
      add(
          Finding.Kind.TIME,
          event.begin(),
          "the time reaches tick " + MidiReader.LAST_TICK,
          "the rest of the track was left out");
      position = limit;
      return;
    }
    tick = next;
    position = event.end();
    int status = event.status();
    running = runningAfter(status);
    if (status == EventBytes.SYSTEM_EXCLUSIVE || status == EventBytes.ESCAPE) {
      exclusiveEvent(status);
    } else if (status < EventBytes.FIRST_REAL_TIME || status == EventBytes.META) {
      finishExclusive();
    }
    if (status < EventBytes.SYSTEM_EXCLUSIVE) {
      if (!event.hasStatus() && runningIsOver) {
        add(
            Finding.Kind.RUNNING_STATUS,
            event.begin(),
            "an event leans on a status from before a meta or system exclusive event",
            "read so");
      }
      runningIsOver = false;
      prefixedChannel = ALL_CHANNELS;
      channelEvent(status);
    } else if (status < EventBytes.FIRST_REAL_TIME || status == EventBytes.META) {
      runningIsOver = true;
      if (status == EventBytes.META) {
        metaEvent();
      }
    }
  }

  private void channelEvent(int status) {
    int channel = firstChannel + (status & 0x0F);
    int first = bytes.at(event.data());
    int second = event.length() > 1 ? Math.min(0x7F, bytes.at(event.data() + 1)) : 0;
    switch (status & 0xF0) {
      case EventBytes.NOTE_OFF, EventBytes.NOTE_ON -> {
        if (first < 0x80) {
          int velocity = (status & 0xF0) == EventBytes.NOTE_ON ? second : 0;
          channels.key(tick, event.begin(), channel, first, velocity);
        }
      }
      case EventBytes.CONTROL_CHANGE -> {
        boolean isDamaged = bytes.at(event.data() + 1) >= 0x80;
        if (first != ChannelEvents.BANK_SELECT || !isDamaged) {
          channels.control(moment(), channel, first, second);
        }
      }
      case EventBytes.PROGRAM_CHANGE -> channels.program(moment(), channel, Math.min(0x7F, first));
      default -> {
        // Pressure and bends are no notes.
      }
    }
  }

  private Moment moment() {
    return new Moment(tick, event.begin());
  }

  /** Takes an event of a system exclusive message, of which others may be the rest. */
  private void exclusiveEvent(int status) {
    if (status == EventBytes.SYSTEM_EXCLUSIVE) {
      finishExclusive();
    }
    exclusiveMoment = moment();
    if (exclusive.take(status, event.data(), event.length())) {
      finishExclusive();
    }
  }

  /** Some programs leave out the byte that ends a message: what follows it ends it then. */
  private void finishExclusive() {
    if (!exclusive.isOpen()) {
      return;
    }
    exclusive
        .finish(firstChannel)
        .ifPresent(
            message -> {
              if (message.kind() == SetupMessage.Kind.WRONG_CHECKSUM) {
                findings.add(
                    Finding.Kind.CHECKSUM,
                    track,
                    exclusiveMoment.offset(),
                    exclusiveMoment.tick(),
                    "a message to GS instruments has a wrong checksum",
                    "it was passed over, as they do");
              } else {
                channels.setup(exclusiveMoment, message);
              }
            });
  }

  private void metaEvent() {
    int data = event.data();
    int length = event.length();
    switch (event.metaType()) {
      case EventBytes.META_END_OF_TRACK -> {
        hasLength(0, "an End of Track");
        hasEnded = true;
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
        if (hasLength(1, "a port")) {
          firstChannel = ChannelEvents.CHANNELS * bytes.at(data);
        }
      }
      case META_TEMPO -> {
        if (hasLength(3, "a tempo")) {
          int tempo = (bytes.at16(data) << 8) | bytes.at(data + 2);
          if (tempo == 0) {
            unusable(Finding.Kind.TEMPO, "a tempo is 0");
          } else {
            tempo(new TempoChange(tick, tempo));
          }
        }
      }
      case META_FRAME_OFFSET -> {
        if (hasLength(5, "a start in frames") && !isFrameOffset(data)) {
          unusable(Finding.Kind.FRAME_OFFSET, "a start in frames is no time of a day");
        }
      }
      case META_TIME_SIGNATURE -> {
        if (hasLength(4, "a metre")) {
          int beats = bytes.at(data);
          int unit = bytes.at(data + 1);
          if (beats == 0 || unit > 7) {
            unusable(Finding.Kind.METRE, "a metre is " + beats + " beats of 1/2^" + unit);
          } else {
            metres.add(new MetreChange(tick, beats, 1 << unit));
          }
        }
      }
      case META_KEY_SIGNATURE -> {
        if (hasLength(2, "a key")) {
          int sharps = (byte) bytes.at(data);
          int mode = bytes.at(data + 1);
          if (sharps < -7 || sharps > 7 || mode > 1) {
            unusable(Finding.Kind.KEY, "a key has " + sharps + " sharps and the mode " + mode);
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

  private void tempo(TempoChange change) {
    tempos.add(change);
    if (!change.isPlayable()) {
      int time = change.microsecondsPerQuarter();
      String quarters =
          time < MICROSECONDS_A_MINUTE / 10
              ? Integer.toString((MICROSECONDS_A_MINUTE + time / 2) / time)
              : BigDecimal.valueOf((10L * MICROSECONDS_A_MINUTE + time / 2) / time, 1).toString();
      add(
          Finding.Kind.ODD_TEMPO,
          event.begin(),
          "a tempo is " + quarters + " quarters a minute, which is outside of 4 to 1000",
          "no piece gets it");
    }
  }

  /** Whether the meta event is long enough; one that has another length is a finding. */
  private boolean hasLength(int length, String what) {
    if (event.length() != length) {
      add(
          Finding.Kind.META_LENGTH,
          event.begin(),
          what + " has " + event.length() + " bytes, but needs " + length,
          event.length() > length ? "the rest was passed over" : "it was left out");
    }
    return event.length() >= length;
  }

  private void unusable(Finding.Kind kind, String what) {
    add(kind, event.begin(), what, "it was left out");
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
