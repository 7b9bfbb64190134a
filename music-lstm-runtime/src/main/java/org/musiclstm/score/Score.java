package org.musiclstm.score;

import java.util.Comparator;
import java.util.List;

/**
 * A piece of music as a Standard MIDI file says it, all times in ticks.
 *
 * <p>A bar begins where a metre does: a pickup is a first bar that the next metre cuts short, or,
 * in files that do not say so, a first bar that begins with a rest.
 *
 * @param ticksPerQuarter how many ticks a quarter note has, 1 to 32767
 * @param title the name of the first track, which is that of the piece; empty when it has none
 * @param parts what is played
 * @param tempos tempo map in order of tick; 120 quarters a minute hold before the first entry
 * @param metres metre map in order of tick; 4/4 holds before the first entry
 * @param keys key signatures in order of tick; nothing is known before the first entry
 * @param end the tick at which the piece is over, at least the end of the last note
 */
public record Score(
    int ticksPerQuarter,
    String title,
    List<Part> parts,
    List<TempoChange> tempos,
    List<MetreChange> metres,
    List<KeyChange> keys,
    long end) {
  private static final int HIGHEST_PITCH = 127;

  /** Checks the ranges and sorts the maps. */
  public Score {
    if (ticksPerQuarter < 1 || ticksPerQuarter > 32767) {
      throw new IllegalArgumentException(
          "ticksPerQuarter is " + ticksPerQuarter + ", but has to be 1 to 32767");
    }
    parts = List.copyOf(parts);
    tempos = tempos.stream().sorted(Comparator.comparingLong(TempoChange::tick)).toList();
    metres = metres.stream().sorted(Comparator.comparingLong(MetreChange::tick)).toList();
    keys = keys.stream().sorted(Comparator.comparingLong(KeyChange::tick)).toList();
    long last =
        parts.stream().flatMap(part -> part.notes().stream()).mapToLong(Note::end).max().orElse(0);
    if (end < last) {
      throw new IllegalArgumentException("end is " + end + ", but a note sounds until " + last);
    }
  }

  /** A score without title and keys. */
  public Score(
      int ticksPerQuarter,
      List<Part> parts,
      List<TempoChange> tempos,
      List<MetreChange> metres,
      long end) {
    this(ticksPerQuarter, "", parts, tempos, metres, List.of(), end);
  }

  /**
   * Whether MIDI has the pitches of all notes but those of drums, moved up by so many semitones.
   */
  public boolean canMove(int semitones) {
    return parts.stream()
        .filter(part -> !part.isDrums())
        .flatMap(part -> part.notes().stream())
        .mapToInt(note -> note.pitch() + semitones)
        .allMatch(pitch -> pitch >= 0 && pitch <= HIGHEST_PITCH);
  }

  /**
   * The same music with all notes but those of drums moved up. The key signatures stay.
   *
   * @throws IllegalArgumentException when MIDI has no such pitches: see {@link #canMove}
   */
  public Score moved(int semitones) {
    return with(
        parts.stream().map(part -> part.isDrums() ? part : moved(part, semitones)).toList());
  }

  /** The same score with other parts. */
  public Score with(List<Part> others) {
    return new Score(ticksPerQuarter, title, others, tempos, metres, keys, end);
  }

  private static Part moved(Part part, int semitones) {
    List<Note> notes =
        part.notes().stream()
            .map(
                note ->
                    new Note(
                        note.start(), note.duration(), note.pitch() + semitones, note.velocity()))
            .toList();
    return part.with(notes);
  }
}
