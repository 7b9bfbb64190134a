package org.musiclstm.midi;

/**
 * A note as a track tells it, before the sustain pedal is heard and programs of other tracks are
 * known.
 *
 * @param channel counted on over the ports: 0 to 15 on port 0, 16 to 31 on port 1, and so on
 * @param program what its own track said last, or {@link #UNKNOWN}
 * @param start the tick of its note-on
 * @param startOffset the byte of its note-on
 * @param end the tick of its note-off
 * @param endOffset the byte of its note-off, or {@link #END_OF_TRACK}
 */
record PlayedNote(
    int channel,
    int program,
    int pitch,
    int velocity,
    long start,
    int startOffset,
    long end,
    int endOffset) {
  static final int UNKNOWN = -1;

  /** After all bytes: nothing ends the note but the track. */
  static final int END_OF_TRACK = Integer.MAX_VALUE;
}
