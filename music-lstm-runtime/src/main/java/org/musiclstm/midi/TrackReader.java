package org.musiclstm.midi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the events of one track. */
final class TrackReader {
  private static final int NOTE_OFF = 0x80;
  private static final int NOTE_ON = 0x90;
  private static final int PROGRAM_CHANGE = 0xC0;
  private static final int CHANNEL_PRESSURE = 0xD0;
  private static final int SYSTEM_EXCLUSIVE = 0xF0;
  private static final int ESCAPE = 0xF7;
  private static final int META = 0xFF;

  private static final int META_TEXT = 0x01;
  private static final int META_TRACK_NAME = 0x03;
  private static final int META_END_OF_TRACK = 0x2F;
  private static final int META_TEMPO = 0x51;
  private static final int META_TIME_SIGNATURE = 0x58;

  private static final int NO_STATUS = 0;

  /** What is played on one channel; the program only when this track says it. */
  record Voice(OptionalInt program, List<Note> notes) {}

  record ProgramChange(long tick, int channel, int program) {}

  private record OpenNote(long start, int velocity) {}

  private final MidiBytes in;
  private final Findings findings;
  private final String place;
  private final int tickFactor;

  private final Map<Integer, ArrayDeque<OpenNote>> open = new HashMap<>();
  private final Map<Integer, Integer> programs = new HashMap<>();

  private final NavigableMap<Integer, Voice> voices = new TreeMap<>();
  private final List<ProgramChange> programChanges = new ArrayList<>();
  private final List<TempoChange> tempos = new ArrayList<>();
  private final List<MetreChange> metres = new ArrayList<>();
  private final List<String> textsAtStart = new ArrayList<>();
  private String name = "";
  private long tick;
  private boolean over;

  private final Deviation zeroLength = new Deviation();
  private final Deviation unended = new Deviation();
  private final Deviation runningAfterMeta = new Deviation();

  /**
   * Makes a reader.
   *
   * @param in confined to the track
   * @param track counted from 1
   * @param tickFactor how many ticks of the score a tick of the file is
   */
  TrackReader(MidiBytes in, int track, int tickFactor, Findings findings) {
    this.in = in;
    this.findings = findings;
    this.place = "track " + track;
    this.tickFactor = tickFactor;
  }

  String name() {
    return name;
  }

  /** By channel. */
  NavigableMap<Integer, Voice> voices() {
    return voices;
  }

  List<ProgramChange> programChanges() {
    return programChanges;
  }

  List<TempoChange> tempos() {
    return tempos;
  }

  List<MetreChange> metres() {
    return metres;
  }

  /** The texts before any time has passed. */
  List<String> textsAtStart() {
    return textsAtStart;
  }

  /** The tick of the End of Track, or of the last event where that is missing. */
  long end() {
    return tick;
  }

  /** Reads up to the End of Track. */
  void read() {
    boolean named = false;
    boolean afterMeta = false;
    int running = NO_STATUS;
    while (!over && in.remaining() > 0) {
      advance();
      int status = in.peek();
      int offset = in.position();
      if (status >= 0x80) {
        in.skip(1, "an event");
      } else if (running == NO_STATUS) {
        throw in.refusal(offset, "an event begins with a data byte, but no status came before");
      } else {
        status = running;
        if (afterMeta) {
          runningAfterMeta.at(tick);
        }
      }
      if (status < SYSTEM_EXCLUSIVE) {
        running = status;
        afterMeta = false;
        channelEvent(status);
      } else if (status == META) {
        afterMeta = true;
        int type = in.next("a meta event");
        byte[] data = in.nextBytes(in.nextVariableLength("a length"), "a meta event");
        if (type == META_TRACK_NAME && !named) {
          named = true;
          name = text(data);
        } else {
          metaEvent(type, data);
        }
      } else if (status == SYSTEM_EXCLUSIVE || status == ESCAPE) {
        afterMeta = true;
        in.skip(in.nextVariableLength("a length"), "a system exclusive event");
      } else {
        throw in.refusal(
            offset, String.format(Locale.ROOT, "status %02X has no place in a file", status));
      }
    }
    if (!over) {
      findings.add(place, "has no End of Track; the last event was taken for it");
    } else if (in.remaining() > 0) {
      findings.add(place, "bytes after its end: " + in.remaining() + "; left out");
    }
    endOpenNotes();
    zeroLength.report("notes of no length", "made one tick long");
    unended.report("notes that never end", "ended with the track");
    runningAfterMeta.report("events that lean on a status from before a meta event", "read so");
  }

  private void advance() {
    int begin = in.position();
    tick += (long) in.nextVariableLength("a delta time") * tickFactor;
    if (tick > MidiReader.LAST_TICK) {
      throw in.refusal(begin, "the time passes tick " + MidiReader.LAST_TICK);
    }
  }

  private void channelEvent(int status) {
    int channel = status & 0x0F;
    int kind = status & 0xF0;
    int first = data();
    switch (kind) {
      case NOTE_OFF -> {
        data();
        noteOff(channel, first);
      }
      case NOTE_ON -> {
        int velocity = data();
        if (velocity == 0) {
          noteOff(channel, first);
        } else {
          noteOn(channel, first, velocity);
        }
      }
      case PROGRAM_CHANGE -> {
        programs.put(channel, first);
        programChanges.add(new ProgramChange(tick, channel, first));
      }
      case CHANNEL_PRESSURE -> {}
      default -> data();
    }
  }

  private int data() {
    int offset = in.position();
    int data = in.next("a channel event");
    if (data >= 0x80) {
      throw in.refusal(
          offset, String.format(Locale.ROOT, "%02X stands where a data byte is due", data));
    }
    return data;
  }

  private void noteOn(int channel, int pitch, int velocity) {
    voices.computeIfAbsent(
        channel,
        key -> {
          Integer program = programs.get(key);
          return new Voice(
              program == null ? OptionalInt.empty() : OptionalInt.of(program), new ArrayList<>());
        });
    open.computeIfAbsent((channel << 7) | pitch, key -> new ArrayDeque<>(2))
        .addLast(new OpenNote(tick, velocity));
  }

  /** Ends the note of this pitch that began first; one that ends nothing has nothing to say. */
  private void noteOff(int channel, int pitch) {
    ArrayDeque<OpenNote> notes = open.get((channel << 7) | pitch);
    OpenNote note = notes == null ? null : notes.pollFirst();
    if (note != null) {
      add(channel, pitch, note);
    }
  }

  private void endOpenNotes() {
    new TreeMap<>(open)
        .forEach(
            (key, notes) -> {
              for (OpenNote note : notes) {
                unended.at(note.start());
                add(key >> 7, key & 0x7F, note);
              }
            });
  }

  private void add(int channel, int pitch, OpenNote note) {
    long duration = tick - note.start();
    if (duration == 0) {
      zeroLength.at(tick);
      duration = 1;
    }
    Voice voice = voices.get(channel);
    if (voice == null) {
      throw new IllegalStateException("a note of channel " + channel + " ends before it began");
    }
    voice.notes().add(new Note(note.start(), duration, pitch, note.velocity()));
  }

  private void metaEvent(int type, byte[] data) {
    switch (type) {
      case META_END_OF_TRACK -> over = true;
      case META_TEXT -> {
        if (tick == 0) {
          textsAtStart.add(text(data));
        }
      }
      case META_TEMPO -> {
        int tempo =
            data.length < 3
                ? 0
                : ((data[0] & 0xFF) << 16) | ((data[1] & 0xFF) << 8) | (data[2] & 0xFF);
        if (tempo == 0) {
          findings.add(place, "has an unusable tempo at tick " + tick + "; it was left out");
        } else {
          tempos.add(new TempoChange(tick, tempo));
        }
      }
      case META_TIME_SIGNATURE -> {
        if (data.length < 2 || data[0] == 0 || data[1] < 0 || data[1] > 7) {
          findings.add(place, "has an unusable metre at tick " + tick + "; it was left out");
        } else {
          metres.add(new MetreChange(tick, data[0] & 0xFF, 1 << data[1]));
        }
      }
      default -> {}
    }
  }

  /** Text has no character set in MIDI files: most are ASCII, new ones UTF-8, old ones Latin. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** Counts one kind of deviation in the track. */
  private final class Deviation {
    private int count;
    private long first;

    void at(long tick) {
      if (count++ == 0) {
        first = tick;
      }
    }

    void report(String what, String taken) {
      if (count > 0) {
        findings.add(place, what + ": " + count + ", the first at tick " + first + "; " + taken);
      }
    }
  }
}
