package org.musiclstm.midi;

import org.musiclstm.format.MidiBytes;

/**
 * The header of a file.
 *
 * @param format 0, 1 or 2
 * @param tracks how many tracks it announces, or {@link #UNKNOWN}
 * @param division how the file counts time
 * @param end the byte after it
 */
record Header(int format, int tracks, Division division, int end) {
  /** The number of tracks is not reported. */
  static final int UNKNOWN = -1;

  static final int SINGLE_TRACK = 0;
  static final int PARALLEL_TRACKS = 1;
  static final int PATTERNS = 2;

  private static final int LENGTH = 6;
  private static final int TRACKS_AT = 2;
  private static final int DIVISION_AT = 4;

  /**
   * Reads the header, or what is left of it.
   *
   * @throws MidiFormatException when the file breaks off in it
   */
  static Header read(Envelope.Content content, Findings findings) {
    MidiBytes bytes = content.bytes();
    int begin = content.begin();
    if (!bytes.matches(begin, MidiBytes.HEADER)) {
      return withoutName(bytes, begin, findings);
    }
    int data = begin + MidiBytes.CHUNK_HEAD;
    if (bytes.end() - data < LENGTH) {
      throw findings.refusal(Findings.NO_TRACK, bytes.end(), "the file breaks off in its header");
    }
    long length = bytes.at32(begin + 4);
    if (length == LENGTH) {
      return fields(bytes, data, LENGTH, findings);
    }
    long end = data + length;
    if (length > LENGTH
        && (end == bytes.end() || (end < bytes.end() && bytes.isChunk((int) end)))) {
      findings.add(
          Finding.Kind.LONG_HEADER,
          begin,
          "the header has " + length + " bytes, of which 6 are known",
          "the rest was passed over");
      return fields(bytes, data, (int) length, findings);
    }
    int track = bytes.find(data, MidiBytes.TRACK);
    findings.add(
        Finding.Kind.HEADER,
        begin,
        "the header announces " + length + " bytes, but needs 6",
        "it was read up to the first track");
    return fields(bytes, data, track - data, findings);
  }

  /** Where the first track is known, but no header: what lies before may still be one. */
  private static Header withoutName(MidiBytes bytes, int track, Findings findings) {
    int begin = track - LENGTH - MidiBytes.CHUNK_HEAD;
    if (begin >= 0 && bytes.at32(begin + 4) == LENGTH) {
      findings.add(
          Finding.Kind.HEADER, begin, "the header is not named MThd", "it was read all the same");
      return fields(bytes, begin + MidiBytes.CHUNK_HEAD, LENGTH, findings);
    }
    findings.add(
        Finding.Kind.HEADER,
        track,
        "there is no header before the first track",
        "a quarter was taken for " + Division.unknown().ticksPerQuarter() + " ticks");
    return new Header(PARALLEL_TRACKS, UNKNOWN, Division.unknown(), track);
  }

  private static Header fields(MidiBytes bytes, int data, int length, Findings findings) {
    int format = length < TRACKS_AT ? PARALLEL_TRACKS : bytes.at16(data);
    if (format > PATTERNS) {
      findings.add(
          Finding.Kind.HEADER,
          data,
          "the format is " + format + ", but only 0, 1 and 2 are known",
          "it was read as format 1");
      format = PARALLEL_TRACKS;
    }
    return new Header(
        format,
        length < DIVISION_AT ? UNKNOWN : bytes.at16(data + TRACKS_AT),
        length < LENGTH
            ? Division.unknown()
            : Division.of(bytes.at16(data + DIVISION_AT), data + DIVISION_AT, findings),
        data + length);
  }
}
