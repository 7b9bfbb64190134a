package org.musiclstm.channel;

/**
 * A system exclusive message that says which channels play drums.
 *
 * @param kind what it says
 * @param channel the channel that it is about, or for a reset the first of the port; counted on
 *     over the ports
 */
public record SetupMessage(Kind kind, int channel) {
  /** What it sets up. */
  public enum Kind {
    /** All channels are as they are in General MIDI. */
    GENERAL_RESET(true),
    /** The same on an instrument of Roland's GS, to which banks are something else. */
    GS_RESET(true),
    /** The same on an instrument of Yamaha's XG, where a bank decides also on channel 10. */
    XG_RESET(true),
    /** The channel plays drums. */
    DRUMS(false),
    /** The channel plays pitches. */
    PITCHES(false),
    /** The message would say one of these if its checksum were right; instruments ignore it. */
    WRONG_CHECKSUM(false);

    private final boolean isReset;

    Kind(boolean isReset) {
      this.isReset = isReset;
    }

    boolean isReset() {
      return isReset;
    }
  }
}
