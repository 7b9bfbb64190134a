package org.musiclstm.corpus;

import java.util.List;
import java.util.OptionalInt;
import org.musiclstm.score.Bars;
import org.musiclstm.score.Note;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/**
 * What a song is like as its file says it, for reports; nothing of it reaches a model.
 *
 * @param parts the parts that have notes, in order of the file
 * @param bars how many bars there are up to the end of the last note, begun ones included
 * @param milliseconds how long it takes until the last note ends
 * @param slowestTempo the most microseconds that a quarter note takes
 * @param fastestTempo the fewest microseconds that a quarter note takes
 * @param leftOut what of it is not in its tensor
 * @param sketch its notes in small, to be compared with those of other songs
 */
public record SongFacts(
    List<PartFacts> parts,
    long bars,
    long milliseconds,
    int slowestTempo,
    int fastestTempo,
    LeftOut leftOut,
    Sketch sketch) {
  private static final int MICROSECONDS = 1000;

  /** Copies the list. */
  public SongFacts {
    parts = List.copyOf(parts);
  }

  /** The facts of a score of which something was left out. */
  public static SongFacts of(Score score, LeftOut leftOut) {
    long end =
        score.parts().stream()
            .flatMap(part -> part.notes().stream())
            .mapToLong(Note::end)
            .max()
            .orElse(0);
    List<TempoChange> tempos =
        score.tempos().stream().filter(change -> change.tick() < end).toList();
    int first = TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER;
    if (!tempos.isEmpty() && tempos.get(0).tick() == 0) {
      first = tempos.get(0).microsecondsPerQuarter();
    }
    DrumHints hints = new DrumHints(score);
    return new SongFacts(
        score.parts().stream()
            .filter(part -> !part.notes().isEmpty())
            .map(part -> PartFacts.of(part, hints))
            .toList(),
        Bars.of(score).until(end),
        Math.round(microseconds(score, end) / MICROSECONDS),
        tempos.stream().mapToInt(TempoChange::microsecondsPerQuarter).reduce(first, Math::max),
        tempos.stream().mapToInt(TempoChange::microsecondsPerQuarter).reduce(first, Math::min),
        leftOut,
        Sketch.of(score));
  }

  /** How many notes the file has. */
  public int notes() {
    return parts.stream().mapToInt(PartFacts::notes).sum();
  }

  /** The lowest pitch that is no drum, as a MIDI key number; none when all are drums. */
  public OptionalInt lowestPitch() {
    return parts.stream().filter(part -> !part.drums()).mapToInt(PartFacts::lowestPitch).min();
  }

  /** The highest pitch that is no drum, as a MIDI key number; none when all are drums. */
  public OptionalInt highestPitch() {
    return parts.stream().filter(part -> !part.drums()).mapToInt(PartFacts::highestPitch).max();
  }

  /** As a double, since the longest score at the slowest tempo is beyond a long. */
  private static double microseconds(Score score, long end) {
    double microseconds = 0;
    long since = 0;
    int tempo = TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER;
    for (TempoChange change : score.tempos()) {
      long until = Math.min(change.tick(), end);
      microseconds += (double) (until - since) * tempo;
      since = until;
      tempo = change.microsecondsPerQuarter();
    }
    return (microseconds + (double) (end - since) * tempo) / score.ticksPerQuarter();
  }
}
