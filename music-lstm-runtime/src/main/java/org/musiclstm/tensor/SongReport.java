package org.musiclstm.tensor;

import java.util.List;
import java.util.Optional;
import org.musiclstm.score.Part;

/**
 * What an encoding made of a score.
 *
 * @param parts the encoding's parts, in its order
 * @param untaken what no part takes, in order of the score
 * @param gridFit how well notes lie on the grid
 * @param key the key of the score as it is read, unless it has no pitched note
 * @param semitones by how much pitched notes were moved to come to the common key
 */
public record SongReport(
    List<PartNotes> parts,
    List<Untaken> untaken,
    GridFit gridFit,
    Optional<KeyEstimate> key,
    int semitones) {
  /** Copies the lists. */
  public SongReport {
    parts = List.copyOf(parts);
    untaken = List.copyOf(untaken);
  }

  /**
   * What went into a part.
   *
   * @param name the part
   * @param notes notes in the tensor, merged ones included
   * @param notesOutOfRange notes left out because the part has no such pitch or drum
   * @param notesMerged notes that are one with another of their pitch
   */
  public record PartNotes(String name, int notes, int notesOutOfRange, int notesMerged) {}

  /**
   * What a track plays on a channel, and no part takes.
   *
   * @param track the track's name, empty when it has none
   * @param channel 0 to 15
   * @param program 0 to 127
   * @param isDrums whether its pitches are instruments
   * @param notes how many notes there are
   */
  public record Untaken(String track, int channel, int program, boolean isDrums, int notes) {
    static Untaken of(Part part) {
      return new Untaken(
          part.name(), part.channel(), part.program(), part.isDrums(), part.notes().size());
    }

    @Override
    public String toString() {
      return (track.isEmpty() ? "" : "track \"" + track + "\", ")
          + "channel "
          + (channel + 1)
          + ", program "
          + program
          + ": "
          + notes;
    }
  }
}
