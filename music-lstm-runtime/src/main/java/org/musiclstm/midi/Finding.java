package org.musiclstm.midi;

/**
 * Something in a file that breaks the format, or that has more than one meaning, and that was read
 * all the same.
 *
 * @param kind what kind of thing it is
 * @param place where in the file: {@code "file"}, or such as {@code "track 2"}; tracks count from 1
 * @param text what was found, at which byte and tick, how often, and how it was taken
 */
public record Finding(Kind kind, String place, String text) {
  /** The kinds, from the outside of a file to its notes. */
  public enum Kind {
    /** The music lies in an envelope, RIFF or MacBinary. */
    ENVELOPE(false),
    /** Carriage returns stand before all line feeds, as if the file had been sent as a text. */
    SENT_AS_TEXT(true),
    /** Bytes that are no chunk: before the header, between chunks or after the last. */
    STRAY_BYTES(true),
    /** The header is missing or damaged, or the format is unknown. */
    HEADER(true),
    /** The header is longer than this version of the format knows. */
    LONG_HEADER(false),
    /** The division says nothing that can be. */
    DIVISION(true),
    /** There are more or fewer tracks than the header says or the format has. */
    TRACK_COUNT(true),
    /** A chunk that is no track; the format allows them. */
    FOREIGN_CHUNK(false),
    /** A track under a misspelt name. */
    TRACK_NAME(true),
    /** A track is longer or shorter than it announces. */
    TRACK_LENGTH(true),
    /** The file breaks off in a track. */
    BROKEN_OFF(true),
    /** A track has no End of Track. */
    NO_END(true),
    /** Bytes after an End of Track. */
    AFTER_END(true),
    /** Bytes in a track that cannot be read as events. */
    NO_EVENTS(true),
    /** An event without a status after one that ends running status. */
    RUNNING_STATUS(true),
    /** A data byte is above 7F. */
    DATA_BYTE(true),
    /** A status that has no place in files. */
    SYSTEM_STATUS(true),
    /** A quantity of more than four bytes. */
    LONG_QUANTITY(true),
    /** A track goes on beyond any music. */
    TIME(true),
    /** A meta event has a length that its type cannot have. */
    META_LENGTH(true),
    /** A tempo that cannot be. */
    TEMPO(true),
    /** A tempo that can be, but not in music. */
    ODD_TEMPO(false),
    /** A metre that cannot be. */
    METRE(true),
    /** A key signature that cannot be. */
    KEY(true),
    /** A start time in frames that cannot be. */
    FRAME_OFFSET(true),
    /** The file is of format 2, a set of patterns. */
    PATTERNS(false),
    /** The file counts in frames of SMPTE time, so that its tempos mean nothing. */
    FRAMES(false),
    /** A message to instruments whose checksum is wrong. */
    CHECKSUM(false),
    /** A note that nothing ends but the next of its pitch or the end of its track. */
    UNENDED_NOTE(true),
    /** A note of no length. */
    EMPTY_NOTE(false),
    /** A sustain pedal that goes down for good. */
    PEDAL(false);

    private final boolean isViolation;

    Kind(boolean isViolation) {
      this.isViolation = isViolation;
    }

    /** Whether the format forbids it. */
    public boolean isViolation() {
      return isViolation;
    }
  }

  @Override
  public String toString() {
    return place + ": " + text;
  }
}
