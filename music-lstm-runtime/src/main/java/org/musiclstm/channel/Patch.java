package org.musiclstm.channel;

/**
 * A program change, with the bank that its own track has selected for it.
 *
 * @param moment when it is
 * @param channel counted on over the ports
 * @param program 0 to 127
 * @param bank the upper seven bits of the bank, or {@link #NO_BANK} where the track selects none
 */
public record Patch(Moment moment, int channel, int program, int bank) {
  static final int NO_BANK = -1;
}
