package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.musiclstm.format.MidiBytes;
import org.musiclstm.score.Bars;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/**
 * Reads Standard MIDI files of formats 0, 1 and 2.
 *
 * <p>A part is what one track plays on one channel with one program, in this order. A note's
 * program is what its own track said last on its channel, else what any other track did. A note-off
 * ends the note of its pitch that began first in its track or, where there is none, in another. A
 * note that nothing ends lasts until its pitch is struck again on its channel, and changes no other
 * note. The controllers that end all notes do so in all tracks. While the sustain pedal of a
 * channel is down, notes last until it comes up or their pitch is struck again; drums do not hear
 * it. Drums are on channel 10 and where banks and messages of General MIDI 2, GS and XG put them.
 * In all that, a channel on one port is another than that on another port; a part does not say
 * which port it was. Kept are notes, names, programs, tempo, metre, keys, the texts at the start,
 * and the end; other controllers, bends, lyrics, system exclusive events and chunks that are not
 * tracks are passed over.
 *
 * <p>Format 2 holds patterns in no order: they are taken to follow each other as they stand in the
 * file, each from a whole quarter on.
 *
 * <p>Where a division counts frames of SMPTE time, quarters have no meaning in the file: a quarter
 * is then taken as half a second, which is 120 quarters a minute, and tempo events do not count.
 *
 * <p>Files that break the format are read as far as they make sense, unless reading is strict. A
 * file in a RIFF or MacBinary envelope is read without it. The length of a file bounds the time and
 * the memory that it takes.
 */
public final class MidiReader {
  /** The last tick that is read or written; far beyond music, and far from overflow. */
  static final long LAST_TICK = 1L << 40;

  /** The most tracks that a header can announce. */
  static final int MOST_TRACKS = 0xFFFF;

  private static final int LETTERS_OF_A_MISSPELT_TRACK = 3;

  private final MidiBytes bytes;
  private final EventSearch search;
  private final Findings findings;
  private final Header header;

  private final List<Part> parts = new ArrayList<>();
  private final List<TempoChange> tempos = new ArrayList<>();
  private final List<MetreChange> metres = new ArrayList<>();
  private final List<KeyChange> keys = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private String title = "";
  private int tracks;
  private long end;
  private int notesUnended;
  private Sequence sequence;

  private MidiReader(byte[] file, Findings findings) {
    Envelope.Content content = Envelope.open(file, findings);
    this.bytes = content.bytes();
    this.search = new EventSearch(bytes);
    this.findings = findings;
    this.header = Header.read(content, findings);
    this.sequence = new Sequence(findings);
  }

  /**
   * Reads a file, tolerantly.
   *
   * @param bytes all of the file
   * @param name the file as the user knows it, for messages
   * @throws MidiFormatException when there is no track in the bytes
   */
  public static MidiFile read(byte[] bytes, String name) {
    return read(bytes, name, Strictness.TOLERANT);
  }

  /**
   * Reads a file.
   *
   * @param bytes all of the file
   * @param name the file as the user knows it, for messages
   * @throws MidiFormatException when there is no track in the bytes, or when reading is strict and
   *     they break the format
   */
  public static MidiFile read(byte[] bytes, String name, Strictness strictness) {
    return new MidiReader(bytes, new Findings(name, strictness)).read();
  }

  private MidiFile read() {
    if (header.format() == Header.PATTERNS) {
      findings.add(
          Finding.Kind.PATTERNS,
          0,
          "the format is 2, a set of patterns in no order",
          "they follow each other as they stand in the file");
    }
    int at = header.end();
    while (at < bytes.end()) {
      at = chunk(at);
    }
    if (tracks == 0 && header.tracks() != 0) {
      throw findings.refusal(Findings.NO_TRACK, bytes.end(), "the file ends without a track");
    }
    checkTracks();
    finishSequence();
    for (Part part : parts) {
      for (Note note : part.notes()) {
        end = Math.max(end, note.end());
      }
    }
    return new MidiFile(
        new Score(header.division().ticksPerQuarter(), title, parts, tempos(), metres, keys, end),
        texts,
        findings.toList(),
        notesUnended);
  }

  private void finishSequence() {
    parts.addAll(sequence.parts(this::barOf));
    notesUnended += sequence.notesUnended();
  }

  /** The number of the bar at a tick, by the metres that were read so far. */
  private long barOf(long tick) {
    List<MetreChange> inOrder =
        metres.stream().sorted(Comparator.comparingLong(MetreChange::tick)).toList();
    return new Bars(inOrder, header.division().ticksPerQuarter()).at(tick);
  }

  private void checkTracks() {
    if (header.tracks() != Header.UNKNOWN && tracks != header.tracks()) {
      findings.add(
          Finding.Kind.TRACK_COUNT,
          0,
          "the header announces " + header.tracks() + " tracks, but there are " + tracks,
          "all that are there were read");
    } else if (header.format() == Header.SINGLE_TRACK && tracks != 1) {
      findings.add(
          Finding.Kind.TRACK_COUNT,
          0,
          "format 0 has one track, but there are " + tracks,
          "read together as format 1");
    }
  }

  private List<TempoChange> tempos() {
    if (!header.division().isSeconds()) {
      return tempos;
    }
    if (!tempos.isEmpty()) {
      findings.add(
          Finding.Kind.FRAMES,
          0,
          "the file counts time in frames, so its tempos mean nothing",
          "they were left out");
    }
    return List.of(new TempoChange(0, header.division().microsecondsPerQuarter()));
  }

  /** Reads what stands where a chunk should, and says where the next should stand. */
  private int chunk(int at) {
    if (bytes.isTrackHead(at)) {
      return track(at);
    }
    if (bytes.isChunk(at) && !bytes.matches(at, MidiBytes.HEADER)) {
      String type = bytes.type(at);
      if (isMisspeltTrack(type)) {
        findings.add(
            Finding.Kind.TRACK_NAME, at, "a chunk is named " + type, "it was read as a track");
        return track(at);
      }
      long length = bytes.at32(at + 4);
      findings.add(
          Finding.Kind.FOREIGN_CHUNK,
          at,
          "the chunk " + type + " of " + length + " bytes is no track",
          "it was passed over");
      return at + MidiBytes.CHUNK_HEAD + (int) length;
    }
    int next =
        bytes.matches(at, MidiBytes.HEADER) ? bytes.end() : bytes.find(at + 1, MidiBytes.TRACK);
    findings.add(
        Finding.Kind.STRAY_BYTES,
        at,
        (next == bytes.end() ? "bytes after the last chunk: " : "bytes between chunks: ")
            + (next - at),
        "they were left out");
    return next;
  }

  private static boolean isMisspeltTrack(String type) {
    int same = 0;
    for (int i = 0; i < type.length(); i++) {
      if (Character.toLowerCase(type.charAt(i))
          == Character.toLowerCase(MidiBytes.TRACK.charAt(i))) {
        same++;
      }
    }
    return same >= LETTERS_OF_A_MISSPELT_TRACK;
  }

  private int track(int at) {
    if (tracks == MOST_TRACKS) {
      findings.add(
          Finding.Kind.TRACK_COUNT,
          at,
          "there are more than " + MOST_TRACKS + " tracks",
          "the rest was left out");
      return bytes.end();
    }
    tracks++;
    int first = at + MidiBytes.CHUNK_HEAD;
    long announced = bytes.at32(at + 4);
    boolean breaksOff = announced > bytes.end() - first;
    if (breaksOff) {
      findings.add(
          Finding.Kind.BROKEN_OFF,
          tracks,
          at,
          Findings.NO_TICK,
          "the track announces "
              + announced
              + " bytes, but the file breaks off after "
              + (bytes.end() - first),
          "read as far as it goes");
    }
    int announcedEnd = breaksOff ? bytes.end() : first + (int) announced;
    int limit = isEnd(announcedEnd) ? announcedEnd : bytes.findTrack(announcedEnd);
    TrackReader track =
        new TrackReader(bytes, search, findings, tracks, begin(), header.division().tickFactor());
    int read = track.read(first, limit);
    add(track);
    return next(track, first, read, announcedEnd, breaksOff);
  }

  /** Whether a track may well end there. */
  private boolean isEnd(int offset) {
    return offset == bytes.end()
        || bytes.isChunk(offset)
        || bytes.matches(offset - MidiBytes.END_OF_TRACK.length(), MidiBytes.END_OF_TRACK);
  }

  /** The tick at which the next track begins. */
  private long begin() {
    if (header.format() != Header.PATTERNS) {
      return 0;
    }
    int quarter = header.division().ticksPerQuarter();
    return (end + quarter - 1) / quarter * quarter;
  }

  private void add(TrackReader track) {
    if (tracks == 1) {
      title = track.meta().name();
      texts.addAll(track.meta().texts());
    }
    if (header.format() == Header.PATTERNS) {
      finishSequence();
      sequence = new Sequence(findings);
      beginAnew(track);
    }
    sequence.add(track);
    tempos.addAll(track.meta().tempos());
    metres.addAll(track.meta().metres());
    keys.addAll(track.meta().keys());
    end = Math.max(end, track.end());
  }

  /** Tempo and metre of a pattern do not hold for the next. */
  private void beginAnew(TrackReader pattern) {
    long tick = begin();
    if (!tempos.isEmpty()
        && pattern.meta().tempos().stream().noneMatch(tempo -> tempo.tick() == tick)) {
      tempos.add(new TempoChange(tick, TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER));
    }
    if (!metres.isEmpty()
        && pattern.meta().metres().stream().noneMatch(metre -> metre.tick() == tick)) {
      metres.add(new MetreChange(tick, MetreChange.DEFAULT_BEATS, MetreChange.DEFAULT_BEAT_UNIT));
    }
  }

  /** Where the next chunk should stand, and what is wrong with the end of the one before. */
  private int next(TrackReader track, int first, int read, int announcedEnd, boolean breaksOff) {
    if (!track.hasEnded() && !breaksOff) {
      findings.add(
          Finding.Kind.NO_END,
          track.track(),
          read,
          track.end(),
          "the track has no End of Track",
          "its last event was taken for it");
    }
    if (read == announcedEnd) {
      return read;
    }
    boolean isNext = bytes.isTrack(read) || (track.hasEnded() && bytes.isTrackHead(read));
    int next = read > announcedEnd || isNext ? read : bytes.findTrack(read);
    if (read > announcedEnd || next < announcedEnd) {
      findings.add(
          Finding.Kind.TRACK_LENGTH,
          track.track(),
          first,
          Findings.NO_TICK,
          "the track announces " + (announcedEnd - first) + " bytes, but has " + (next - first),
          "read to where it ends");
      return next;
    }
    findings.add(
        Finding.Kind.AFTER_END,
        track.track(),
        read,
        track.end(),
        "bytes after the End of Track: " + (announcedEnd - read),
        "they were left out");
    return announcedEnd;
  }
}
