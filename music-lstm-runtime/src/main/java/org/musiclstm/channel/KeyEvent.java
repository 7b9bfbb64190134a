package org.musiclstm.channel;

import org.jspecify.annotations.Nullable;

/**
 * A key of a channel goes down or up.
 *
 * @param track the number of its track
 * @param tick in ticks from the start of the score
 * @param offset the byte of the event
 * @param velocity how hard it is struck, 0 where it comes up
 * @param patch what its own track has said of the channel's program, if anything
 */
public record KeyEvent(int track, long tick, int offset, int velocity, @Nullable Patch patch) {
  /** Whether a note begins. */
  boolean isOn() {
    return velocity > 0;
  }

  /** The same as if it stood at another byte. */
  KeyEvent at(int otherOffset) {
    return new KeyEvent(track, tick, otherOffset, velocity, patch);
  }
}
