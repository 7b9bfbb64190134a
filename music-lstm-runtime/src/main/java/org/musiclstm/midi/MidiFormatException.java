package org.musiclstm.midi;

import org.musiclstm.InputException;
import org.musiclstm.format.ForeignFile;

/** Bytes cannot be read as a Standard MIDI file, or break the format where that is not allowed. */
public final class MidiFormatException extends InputException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final int track;
  private final int offset;
  private final String reason;

  /**
   * Makes an exception.
   *
   * @param name the file as the user knows it
   * @param track the track, counted from 1, or 0 outside of tracks
   * @param offset the byte in the file, counted from 0
   * @param problem what is wrong there, a clause without a full stop
   */
  MidiFormatException(String name, int track, int offset, String problem) {
    this(name, track, offset, problem, "export the file again, or leave it out of the songs");
  }

  private MidiFormatException(String name, int track, int offset, String problem, String advice) {
    super(
        name + " cannot be read as MIDI: " + reason(track, offset, problem) + "; " + advice + ".");
    this.name = name;
    this.track = track;
    this.offset = offset;
    this.reason = reason(track, offset, problem);
  }

  /**
   * Makes an exception about a file that is something else.
   *
   * @param name the file as the user knows it
   */
  MidiFormatException(String name, ForeignFile foreign) {
    super(name + " cannot be read as MIDI: " + foreign.reason() + ".");
    this.name = name;
    this.track = 0;
    this.offset = 0;
    this.reason = foreign.reason();
  }

  /** A file that could be read, but not when reading is strict. */
  static MidiFormatException strict(String name, int track, int offset, String problem) {
    return new MidiFormatException(
        name, track, offset, problem, "export the file again, or set strict to false");
  }

  private static String reason(int track, int offset, String problem) {
    return problem + (track == 0 ? " (byte " : " (track " + track + ", byte ") + offset + ")";
  }

  /** The file as the user knows it. */
  public String name() {
    return name;
  }

  /** The track, counted from 1, or 0 outside of tracks. */
  public int track() {
    return track;
  }

  /** The byte in the file, counted from 0. */
  public int offset() {
    return offset;
  }

  /** What and where, a clause without the file's name. */
  public String reason() {
    return reason;
  }
}
