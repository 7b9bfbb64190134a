package org.musiclstm.channel;

import org.jspecify.annotations.Nullable;

/**
 * A note as a track says it, before the sustain pedal is heard and programs of other tracks are
 * known.
 *
 * @param channel counted on over the ports: 0 to 15 on port 0, 16 to 31 on port 1, and so on
 * @param patch what its own track said last of the channel's program, if anything
 * @param start the tick of its note-on
 * @param startOffset the byte of its note-on
 * @param end the tick at which it ends
 * @param endOffset the byte of what ends it, or {@link #END_OF_TRACK}
 */
public record PlayedNote(
    int channel,
    @Nullable Patch patch,
    int pitch,
    int velocity,
    long start,
    int startOffset,
    long end,
    int endOffset) {
  /** After all bytes: nothing ends the note but the track. */
  static final int END_OF_TRACK = Integer.MAX_VALUE;
}
