package org.musiclstm.score;

import java.util.Comparator;
import java.util.List;

/**
 * What one track plays on one channel with one program.
 *
 * @param name the track's name, empty when it has none
 * @param instrument the instrument's name, empty when it has none
 * @param channel 0 to 15; on 9 General MIDI has drums, but files may have them elsewhere
 * @param program General MIDI instrument, 0 to 127
 * @param isDrums whether these are drums, whose pitches are instruments
 * @param notes in order of start, then pitch, duration and velocity; the constructor sorts
 */
public record Part(
    String name, String instrument, int channel, int program, boolean isDrums, List<Note> notes) {
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

  /** A part that is drums where General MIDI has them. */
  public Part(String name, String instrument, int channel, int program, List<Note> notes) {
    this(name, instrument, channel, program, channel == DRUM_CHANNEL, notes);
  }

  /** The same whose instrument has no name. */
  public Part(String name, int channel, int program, List<Note> notes) {
    this(name, "", channel, program, notes);
  }

  /** The same part as drums. */
  public Part asDrums() {
    return isDrums ? this : new Part(name, instrument, channel, program, true, notes);
  }

  /** The same part with other notes. */
  Part with(List<Note> others) {
    return new Part(name, instrument, channel, program, isDrums, others);
  }
}
