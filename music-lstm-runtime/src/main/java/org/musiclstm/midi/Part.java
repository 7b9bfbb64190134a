package org.musiclstm.midi;

import java.util.Comparator;
import java.util.List;

/**
 * What one track plays on one channel with one program.
 *
 * @param name the track's name, empty when it has none
 * @param instrument the instrument's name, empty when it has none
 * @param channel 0 to 15; 9 is the drum channel of General MIDI
 * @param program General MIDI instrument, 0 to 127
 * @param notes in order of start, then pitch, duration and velocity; the constructor sorts
 */
public record Part(String name, String instrument, int channel, int program, List<Note> notes) {
  /** The channel on which General MIDI has drums, counted from 0. */
  public static final int DRUM_CHANNEL = 9;

  private static final Comparator<Note> ORDER =
      Comparator.comparingLong(Note::start)
          .thenComparingInt(Note::pitch)
          .thenComparingLong(Note::duration)
          .thenComparingInt(Note::velocity);

  /** Checks the ranges and sorts the notes. */
  public Part {
    if (channel < 0 || channel > 15) {
      throw new IllegalArgumentException("channel is " + channel + ", but has to be 0 to 15");
    }
    if (program < 0 || program > 127) {
      throw new IllegalArgumentException("program is " + program + ", but has to be 0 to 127");
    }
    notes = notes.stream().sorted(ORDER).toList();
  }

  /** A part whose instrument has no name. */
  public Part(String name, int channel, int program, List<Note> notes) {
    this(name, "", channel, program, notes);
  }

  /** Whether these are drums, whose pitches are instruments. */
  public boolean isDrums() {
    return channel == DRUM_CHANNEL;
  }
}
