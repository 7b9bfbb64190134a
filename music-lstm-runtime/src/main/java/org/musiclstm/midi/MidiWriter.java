package org.musiclstm.midi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/**
 * Writes Standard MIDI files of format 1: a first track with title, texts, tempo, metre and key
 * maps, then a track for every part. All tracks end where the score does. Every note is ended, and
 * where parts share a channel, each sets its program anew before notes that another would sound.
 * Where drums are not on channel 10, or pitches are, the banks of General MIDI 2 say so.
 *
 * <p>{@link MidiReader} gives the same score back, except that a part without notes is no part to
 * it, that a tempo, metre or key after the end moves the end, and that of two notes of one pitch in
 * one part, one within the other, the ends change places: a MIDI file cannot say which of them a
 * note-off means.
 */
public final class MidiWriter {
  private static final int LARGEST_VARIABLE_LENGTH = 0x0FFF_FFFF;
  private static final int RELEASE_VELOCITY = 64;
  private static final int CHANNELS = 16;
  private static final int PROGRAMS = 128;
  private static final byte BANK_SELECT = 0;
  private static final byte BANK_OF_DRUMS = 120;
  private static final byte BANK_OF_MELODY = 121;

  private static final int RANK_SETUP = 0;
  private static final int RANK_NOTE_OFF = 1;
  private static final int RANK_PROGRAM = 2;
  private static final int RANK_NOTE_ON = 3;

  /** An event without its delta time; of those at one tick, the lower rank comes first. */
  private static final class Event {
    static final Comparator<Event> ORDER =
        Comparator.<Event>comparingLong(event -> event.tick).thenComparingInt(event -> event.rank);

    final long tick;
    final int rank;
    final byte[] bytes;

    Event(long tick, int rank, byte[] bytes) {
      this.tick = tick;
      this.rank = rank;
      this.bytes = bytes;
    }
  }

  /** Where a part begins, and where each of its notes does. */
  private record Start(long tick, int part, boolean isSetup) {
    static final Comparator<Start> ORDER =
        Comparator.comparingLong(Start::tick).thenComparingInt(Start::part);
  }

  private MidiWriter() {}

  /**
   * Writes a score.
   *
   * @param texts what the file is to say of itself, such as where the piece came from; text events
   *     at the start of the first track, which {@link MidiFile#texts} gives back
   * @throws IllegalArgumentException when the score has more parts or ticks than a file can hold
   */
  public static byte[] write(Score score, List<String> texts) {
    int tracks = score.parts().size() + 1;
    if (tracks > MidiReader.MOST_TRACKS) {
      throw new IllegalArgumentException(
          "the score has " + score.parts().size() + " parts, but a file holds at most 65534");
    }
    if (score.end() > MidiReader.LAST_TICK) {
      throw new IllegalArgumentException(
          "the score ends at tick " + score.end() + ", but may not pass " + MidiReader.LAST_TICK);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    chunk(
        out,
        "MThd",
        new byte[] {
          0,
          1,
          (byte) (tracks >> 8),
          (byte) tracks,
          (byte) (score.ticksPerQuarter() >> 8),
          (byte) score.ticksPerQuarter()
        });
    chunk(out, "MTrk", track(maps(score, texts), score.end()));
    List<List<Event>> programs = programs(score.parts());
    for (int n = 0; n < score.parts().size(); n++) {
      List<Event> events = events(score.parts().get(n));
      events.addAll(programs.get(n));
      chunk(out, "MTrk", track(events, score.end()));
    }
    return out.toByteArray();
  }

  private static List<Event> maps(Score score, List<String> texts) {
    List<Event> events = new ArrayList<>();
    if (!score.title().isEmpty()) {
      events.add(new Event(0, RANK_SETUP, text(0x03, score.title())));
    }
    for (String text : texts) {
      events.add(new Event(0, RANK_SETUP, text(0x01, text)));
    }
    for (MetreChange metre : score.metres()) {
      int clocksPerBeat = Math.max(1, 96 / metre.beatUnit());
      byte[] data = {
        (byte) metre.beats(),
        (byte) Integer.numberOfTrailingZeros(metre.beatUnit()),
        (byte) clocksPerBeat,
        8
      };
      events.add(new Event(metre.tick(), RANK_SETUP, meta(0x58, data)));
    }
    for (KeyChange key : score.keys()) {
      byte[] data = {(byte) key.sharps(), (byte) (key.isMinor() ? 1 : 0)};
      events.add(new Event(key.tick(), RANK_SETUP, meta(0x59, data)));
    }
    for (TempoChange tempo : score.tempos()) {
      int time = tempo.microsecondsPerQuarter();
      byte[] data = {(byte) (time >> 16), (byte) (time >> 8), (byte) time};
      events.add(new Event(tempo.tick(), RANK_SETUP, meta(0x51, data)));
    }
    return events;
  }

  /** Names and notes. */
  private static List<Event> events(Part part) {
    List<Event> events = new ArrayList<>();
    if (!part.name().isEmpty()) {
      events.add(new Event(0, RANK_SETUP, text(0x03, part.name())));
    }
    if (!part.instrument().isEmpty()) {
      events.add(new Event(0, RANK_SETUP, text(0x04, part.instrument())));
    }
    for (Note note : part.notes()) {
      byte pitch = (byte) note.pitch();
      byte[] on = {(byte) (0x90 | part.channel()), pitch, (byte) note.velocity()};
      byte[] off = {(byte) (0x80 | part.channel()), pitch, RELEASE_VELOCITY};
      events.add(new Event(note.start(), RANK_NOTE_ON, on));
      events.add(new Event(note.end(), RANK_NOTE_OFF, off));
    }
    return events;
  }

  private static Event program(Part part, boolean withBank, long tick, int rank) {
    byte[] change = {(byte) (0xC0 | part.channel()), (byte) part.program()};
    if (!withBank) {
      return new Event(tick, rank, change);
    }
    byte bank = part.isDrums() ? BANK_OF_DRUMS : BANK_OF_MELODY;
    byte[] select = {(byte) (0xB0 | part.channel()), BANK_SELECT, bank, 0, change[0], change[1]};
    return new Event(tick, rank, select);
  }

  /**
   * The program of each part, and changes of program before notes whose channel another part has
   * set to another program. Players take events of one tick in the order of the tracks.
   */
  private static List<List<Event>> programs(List<Part> parts) {
    List<List<Event>> changes = new ArrayList<>();
    List<Start> starts = new ArrayList<>();
    boolean[] withBank = new boolean[CHANNELS];
    for (int n = 0; n < parts.size(); n++) {
      Part part = parts.get(n);
      changes.add(new ArrayList<>());
      starts.add(new Start(0, n, true));
      withBank[part.channel()] |= part.isDrums() != (part.channel() == Part.DRUM_CHANNEL);
      for (Note note : part.notes()) {
        starts.add(new Start(note.start(), n, false));
      }
    }
    starts.sort(Start.ORDER);
    int[] inForce = new int[CHANNELS];
    for (Start start : starts) {
      Part part = parts.get(start.part);
      int channel = part.channel();
      int wanted = part.isDrums() ? part.program() : part.program() + PROGRAMS;
      if (start.isSetup || inForce[channel] != wanted) {
        int rank = start.isSetup ? RANK_SETUP : RANK_PROGRAM;
        changes.get(start.part).add(program(part, withBank[channel], start.tick, rank));
      }
      inForce[channel] = wanted;
    }
    return changes;
  }

  private static byte[] text(int type, String text) {
    return meta(type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] meta(int type, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xFF);
    out.write(type);
    variableLength(out, data.length);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static byte[] track(List<Event> events, long end) {
    events.sort(Event.ORDER);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long tick = 0;
    for (Event event : events) {
      delta(out, event.tick - tick);
      out.writeBytes(event.bytes);
      tick = event.tick;
    }
    delta(out, Math.max(0, end - tick));
    out.writeBytes(meta(0x2F, new byte[0]));
    return out.toByteArray();
  }

  /** A wait longer than one delta time can say is made of empty texts. */
  private static void delta(ByteArrayOutputStream out, long ticks) {
    long left = ticks;
    while (left > LARGEST_VARIABLE_LENGTH) {
      variableLength(out, LARGEST_VARIABLE_LENGTH);
      out.writeBytes(meta(0x01, new byte[0]));
      left -= LARGEST_VARIABLE_LENGTH;
    }
    variableLength(out, (int) left);
  }

  private static void variableLength(ByteArrayOutputStream out, int value) {
    for (int shift = 21; shift > 0; shift -= 7) {
      if (value >> shift != 0) {
        out.write(((value >> shift) & 0x7F) | 0x80);
      }
    }
    out.write(value & 0x7F);
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(content.length >> shift);
    }
    out.writeBytes(content);
  }
}
