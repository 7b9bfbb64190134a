package org.musiclstm.tensor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.musiclstm.InputException;
import org.musiclstm.score.Part;

/**
 * One part of an encoding: which notes it takes, what a step says of them, and how they are written
 * again. Its <em>rows</em> are the pitches from the lowest to the highest or, of drums, the {@link
 * DrumClass drum classes}.
 *
 * @param name what it is called, also the name of its track; empty for a part that is all there is
 * @param notes which notes it takes
 * @param planes what is said of each row
 * @param lowestPitch MIDI key number of the first row, 0 to 127; 0 for drums
 * @param highestPitch MIDI key number of the last row, from lowestPitch to 127; the number of the
 *     last drum class for drums
 * @param program General MIDI program that is written, 0 to 127, or {@link #TYPICAL_PROGRAM}
 * @param channel channel on which it is written, 0 to 15; {@link Part#DRUM_CHANNEL} for drums and
 *     only for them
 */
public record PartEncoding(
    String name,
    NoteSelection notes,
    Planes planes,
    int lowestPitch,
    int highestPitch,
    int program,
    int channel) {
  /** Stands for the program that the songs use most. */
  public static final int TYPICAL_PROGRAM = -1;

  /** Checks the ranges. */
  public PartEncoding {
    if (lowestPitch < 0 || lowestPitch > 127) {
      throw InputException.option("lowestPitch", lowestPitch, "from 0 to 127");
    }
    if (highestPitch < lowestPitch || highestPitch > 127) {
      throw InputException.option(
          "highestPitch", highestPitch, "from lowestPitch (" + lowestPitch + ") to 127");
    }
    boolean drums = notes.kind() == NoteSelection.Kind.DRUMS;
    if (planes.hasSounding() == drums) {
      throw InputException.option("planes", planes.text(), "one of " + Planes.of(drums));
    }
    if (drums && (lowestPitch != 0 || highestPitch != DrumClass.ALL.size() - 1)) {
      throw new IllegalArgumentException(
          "drums have the classes 0 to " + (DrumClass.ALL.size() - 1));
    }
    if (program < TYPICAL_PROGRAM || program > 127) {
      throw InputException.option("program", program, "from 0 to 127");
    }
    if (channel < 0 || channel > 15 || (channel == Part.DRUM_CHANNEL) != drums) {
      throw InputException.option(
          "channel", channel + 1, drums ? "10 for drums" : "from 1 to 16, but not 10");
    }
  }

  /** The only part of an encoding that puts all pitched notes together. */
  public static PartEncoding allPitched(int lowestPitch, int highestPitch, Planes planes) {
    return new PartEncoding(
        "", NoteSelection.REST, planes, lowestPitch, highestPitch, TYPICAL_PROGRAM, 0);
  }

  /** A part of drums. */
  public static PartEncoding drums(String name, Planes planes) {
    return new PartEncoding(
        name,
        NoteSelection.DRUMS,
        planes,
        0,
        DrumClass.ALL.size() - 1,
        TYPICAL_PROGRAM,
        Part.DRUM_CHANNEL);
  }

  /** Whether its rows are drums. */
  @JsonIgnore
  public boolean isDrums() {
    return notes.kind() == NoteSelection.Kind.DRUMS;
  }

  /** How many pitches or drums are distinguished. */
  @JsonIgnore
  public int rows() {
    return highestPitch - lowestPitch + 1;
  }

  /** How many values a step has for it. */
  @JsonIgnore
  public int features() {
    return rows() * planes.count();
  }

  /** The row of a key that is moved by some semitones unless it is a drum; -1 when out of range. */
  int row(int key, int semitones) {
    if (isDrums()) {
      return DrumClass.numberOf(key);
    }
    int pitch = key + semitones;
    return pitch < lowestPitch || pitch > highestPitch ? -1 : pitch - lowestPitch;
  }

  /** The key that is written for a row. */
  int key(int row) {
    return isDrums() ? DrumClass.ALL.get(row).written() : lowestPitch + row;
  }

  /** Where in the part's features its onsets begin; only where it says them. */
  public int onsets() {
    return planes.hasSounding() ? rows() : 0;
  }

  /** Where in the part's features its velocities begin; only where it says them. */
  public int velocities() {
    return onsets() + rows();
  }

  /** As a user writes it, which {@link PartsText} reads. */
  @Override
  public String toString() {
    return PartsText.quoted(name)
        + ": "
        + notes
        + (isDrums() ? "" : ", pitches " + lowestPitch + "-" + highestPitch)
        + ", planes "
        + String.join(" ", planes.names())
        + (program == TYPICAL_PROGRAM ? "" : ", program " + program)
        + ", channel "
        + (channel + 1);
  }
}
