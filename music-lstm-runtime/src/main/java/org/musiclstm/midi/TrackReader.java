package org.musiclstm.midi;

import java.util.Locale;
import org.musiclstm.Stop;
import org.musiclstm.channel.ChannelEvents;
import org.musiclstm.channel.Moment;
import org.musiclstm.channel.SetupMessage;
import org.musiclstm.format.MidiBytes;

/**
 * Reads the events of one track. Here and in what comes of it, channels are counted on over the
 * ports that the file is to be played on: 0 to 15 are those of port 0, 16 to 31 those of port 1.
 */
final class TrackReader {
  /** How far events may begin again for one that can be read to be left out. */
  private static final int NEAR = 32;

  private final MidiBytes bytes;
  private final EventBytes event;
  private final EventSearch search;
  private final Findings findings;
  private final int track;
  private final int tickFactor;

  private final ExclusiveMessages exclusive;
  private final ChannelEvents channels;
  private final MetaEvents meta;

  private int limit;
  private int position;
  private long tick;
  private int running = EventBytes.NO_STATUS;
  private boolean runningIsOver;
  private Moment exclusiveMoment = new Moment(0, 0);
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
    this.meta = new MetaEvents(bytes, event, findings, track, begin);
    this.search = search;
    this.findings = findings;
    this.track = track;
    this.tickFactor = tickFactor;
    this.tick = begin;
  }

  /** Counted from 1. */
  int track() {
    return track;
  }

  /** What it says in meta events. */
  MetaEvents meta() {
    return meta;
  }

  /** What it says on its channels. */
  ChannelEvents channels() {
    return channels;
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
      meta.endPrefix();
      channelEvent(status);
    } else if (status < EventBytes.FIRST_REAL_TIME || status == EventBytes.META) {
      runningIsOver = true;
      if (status == EventBytes.META) {
        meta.take(tick);
        hasEnded = event.isEndOfTrack();
      }
    }
  }

  private void channelEvent(int status) {
    int channel = meta.firstChannel() + (status & 0x0F);
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
        .finish(meta.firstChannel())
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
}
