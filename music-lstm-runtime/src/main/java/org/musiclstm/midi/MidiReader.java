package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads Standard MIDI files of format 0 and 1.
 *
 * <p>Every channel on which a track has notes becomes a part, in order of track, then channel. Its
 * program is the one in force at its first note: what its own track said last, else what any other
 * track did. A note-off ends the note of its pitch that began first. Only notes, names, programs,
 * tempo, metre, the end and the texts at the start are kept; controllers, bends, lyrics, system
 * exclusive events and chunks that are not tracks are passed over.
 *
 * <p>Where a division counts frames of SMPTE time, quarters have no meaning in the file: a quarter
 * is then taken as half a second, which is 120 quarters a minute, and tempo events do not count.
 */
public final class MidiReader {
  /** The last tick that is read or written; far beyond music, and far from overflow. */
  static final long LAST_TICK = 1L << 40;

  /** The most tracks that a header can announce. */
  static final int MOST_TRACKS = 0xFFFF;

  private static final int HEADER_LENGTH = 6;
  private static final int CHUNK_HEAD = 8;

  private final MidiBytes in;
  private final Findings findings = new Findings();
  private final List<TrackReader> tracks = new ArrayList<>();

  private MidiReader(byte[] bytes, String name) {
    in = new MidiBytes(bytes, name);
  }

  /**
   * Reads a file.
   *
   * @param bytes all of the file
   * @param name the file as the user knows it, for messages
   * @throws MidiFormatException when the bytes are no MIDI file, break off, or cannot be understood
   */
  public static MidiFile read(byte[] bytes, String name) {
    return new MidiReader(bytes, name).read();
  }

  private MidiFile read() {
    if (in.remaining() == 0) {
      throw in.refusal(0, "the file is empty");
    }
    if (in.remaining() < CHUNK_HEAD || !in.nextType().equals("MThd")) {
      throw in.refusal(0, "the file does not begin with MThd");
    }
    long headerLength = in.next32("the header");
    if (headerLength < HEADER_LENGTH) {
      throw in.refusal(4, "the header has " + headerLength + " bytes, but needs 6");
    }
    int format = in.next16("the header");
    int announced = in.next16("the header");
    int divisionOffset = in.position();
    int divisionCode = in.next16("the header");
    skip(headerLength - HEADER_LENGTH, "the header");
    if (format == 2) {
      throw in.refusal(8, "the format is 2, a set of patterns in no order; only 0 and 1 are songs");
    }
    if (format > 2) {
      throw in.refusal(8, "the format is " + format + ", but only 0 and 1 are known");
    }
    Division division = division(divisionCode, divisionOffset);

    readChunks(division, announced);
    if (tracks.isEmpty()) {
      throw in.refusal(in.position(), "the file ends without a track");
    }
    if (tracks.size() != announced) {
      findings.add(
          "file",
          "has "
              + tracks.size()
              + (tracks.size() == 1 ? " track" : " tracks")
              + ", but its header announces "
              + announced
              + "; all that are there were read");
    } else if (format == 0 && announced != 1) {
      findings.add(
          "file", "has " + announced + " tracks, but format 0 has one; read together as format 1");
    }
    return new MidiFile(score(division), tracks.get(0).textsAtStart(), findings.toList());
  }

  private void readChunks(Division division, int announced) {
    while (in.remaining() > 0) {
      int offset = in.position();
      if (in.remaining() < CHUNK_HEAD) {
        if (tracks.size() < announced) {
          throw in.refusal(offset, "the file breaks off in the head of a chunk");
        }
        findings.add(
            "byte " + offset, "bytes after the last chunk: " + in.remaining() + "; left out");
        return;
      }
      String type = in.nextType();
      long length = in.next32("a chunk's length");
      boolean isTrack = type.equals("MTrk");
      if (length > in.remaining()) {
        if (isTrack || tracks.size() < announced) {
          throw in.refusal(
              offset,
              (isTrack ? "track " + (tracks.size() + 1) : "a chunk")
                  + " announces "
                  + length
                  + " bytes, but the file breaks off after "
                  + in.remaining());
        }
        findings.add("byte " + offset, "what follows the last chunk is no chunk; it was left out");
        return;
      }
      if (isTrack) {
        if (tracks.size() == MOST_TRACKS) {
          throw in.refusal(offset, "there are more than " + MOST_TRACKS + " tracks");
        }
        in.enterTrack(tracks.size() + 1, (int) length);
        TrackReader track = new TrackReader(in, tracks.size() + 1, division.tickFactor(), findings);
        track.read();
        tracks.add(track);
        in.leaveTrack();
      } else {
        in.skip((int) length, "a chunk");
      }
    }
  }

  private Score score(Division division) {
    Map<Integer, NavigableMap<Long, Integer>> programs = new HashMap<>();
    List<TempoChange> tempos = new ArrayList<>();
    List<MetreChange> metres = new ArrayList<>();
    long end = 0;
    for (TrackReader track : tracks) {
      for (TrackReader.ProgramChange change : track.programChanges()) {
        programs
            .computeIfAbsent(change.channel(), key -> new TreeMap<>())
            .put(change.tick(), change.program());
      }
      tempos.addAll(track.tempos());
      metres.addAll(track.metres());
      end = Math.max(end, track.end());
    }
    List<Part> parts = new ArrayList<>();
    for (TrackReader track : tracks) {
      for (Map.Entry<Integer, TrackReader.Voice> entry : track.voices().entrySet()) {
        NavigableMap<Long, Integer> changes =
            programs.getOrDefault(entry.getKey(), new TreeMap<>());
        Part part = part(track.name(), entry.getKey(), entry.getValue(), changes);
        for (Note note : part.notes()) {
          end = Math.max(end, note.end());
        }
        parts.add(part);
      }
    }
    if (division.isSeconds()) {
      if (!tempos.isEmpty()) {
        findings.add("file", "counts time in frames, so its tempo events mean nothing");
      }
      tempos = List.of(new TempoChange(0, division.microsecondsPerQuarter()));
    }
    return new Score(division.ticksPerQuarter(), parts, tempos, metres, end);
  }

  private static Part part(
      String name, int channel, TrackReader.Voice voice, NavigableMap<Long, Integer> changes) {
    List<Note> notes = voice.notes();
    long first = notes.stream().mapToLong(Note::start).min().orElse(0);
    Map.Entry<Long, Integer> other = changes.floorEntry(first);
    int program = voice.program().orElse(other == null ? 0 : other.getValue());
    return new Part(name, channel, program, notes);
  }

  private void skip(long length, String what) {
    in.skip((int) Math.min(length, Integer.MAX_VALUE), what);
  }

  private Division division(int code, int offset) {
    if (code < 0x8000) {
      if (code == 0) {
        throw in.refusal(offset, "the division is 0, so no time can be told");
      }
      return new Division(code, 1, false, TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER);
    }
    int frames = 256 - (code >> 8);
    int ticksPerFrame = code & 0xFF;
    if (ticksPerFrame == 0 || !(frames == 24 || frames == 25 || frames == 29 || frames == 30)) {
      throw in.refusal(
          offset,
          "the division is "
              + ticksPerFrame
              + " ticks in a frame and "
              + frames
              + " frames a second, which is none of 24, 25, 29 and 30");
    }
    // 29 stands for 30000/1001 frames a second: 30 frames a quarter of twice 500.5 milliseconds.
    boolean dropFrame = frames == 29;
    int ticksPerSecond = (dropFrame ? 30 : frames) * ticksPerFrame;
    int factor = ticksPerSecond % 2 == 0 ? 1 : 2;
    return new Division(
        ticksPerSecond * factor / 2,
        factor,
        true,
        dropFrame ? 500_500 : TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER);
  }

  /**
   * How the file counts time.
   *
   * @param ticksPerQuarter ticks of the score in a quarter
   * @param tickFactor ticks of the score in a tick of the file
   * @param isSeconds whether ticks are parts of a second
   * @param microsecondsPerQuarter how long a quarter takes where ticks are parts of a second
   */
  private record Division(
      int ticksPerQuarter, int tickFactor, boolean isSeconds, int microsecondsPerQuarter) {}
}
