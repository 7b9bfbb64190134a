package org.musiclstm.corpus;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.musiclstm.midi.MetreChange;
import org.musiclstm.midi.Note;
import org.musiclstm.midi.Part;
import org.musiclstm.midi.Score;
import org.musiclstm.midi.TempoChange;
import org.musiclstm.tensor.Style;

/** What songs are like where a tensor says nothing. Of equals, the least is taken. */
public final class TypicalStyle {
  private TypicalStyle() {}

  /**
   * The style of many songs, each weighing as much as it has layers: median tempo and velocity,
   * most frequent metre and program.
   *
   * @return {@link Style#DEFAULT} when there are no songs
   */
  public static Style of(List<Song> songs) {
    Weights<Integer> tempos = new Weights<>();
    Weights<Metre> metres = new Weights<>();
    Weights<Integer> velocities = new Weights<>();
    Weights<Integer> programs = new Weights<>();
    for (Song song : songs) {
      long weight = song.tensor().layers();
      Style style = song.style();
      tempos.add(style.microsecondsPerQuarter(), weight);
      metres.add(new Metre(style.beats(), style.beatUnit()), weight);
      velocities.add(style.velocity(), weight);
      programs.add(style.program(), weight);
    }
    return style(
        tempos.median(Style.DEFAULT.microsecondsPerQuarter()),
        metres.heaviest(Metre.DEFAULT),
        velocities,
        programs);
  }

  /**
   * The style of a score: the tempo and the metre that hold longest while notes sound or are to
   * come, and the median velocity and most used program of all notes but drums.
   */
  static Style of(Score score) {
    Weights<Integer> velocities = new Weights<>();
    Weights<Integer> programs = new Weights<>();
    long end = 0;
    for (Part part : score.parts()) {
      if (!part.isDrums()) {
        programs.add(part.program(), part.notes().size());
        for (Note note : part.notes()) {
          velocities.add(note.velocity(), 1);
          end = Math.max(end, note.end());
        }
      }
    }
    return style(
        longest(
            score.tempos(),
            TempoChange::tick,
            TempoChange::microsecondsPerQuarter,
            Style.DEFAULT.microsecondsPerQuarter(),
            end),
        longest(
            score.metres(),
            MetreChange::tick,
            change -> new Metre(change.beats(), change.beatUnit()),
            Metre.DEFAULT,
            end),
        velocities,
        programs);
  }

  private static Style style(
      int tempo, Metre metre, Weights<Integer> velocities, Weights<Integer> programs) {
    return new Style(
        tempo,
        metre.beats(),
        metre.beatUnit(),
        velocities.median(Style.DEFAULT.velocity()),
        programs.heaviest(Style.DEFAULT.program()));
  }

  /** The value that holds for most ticks before the end, where each holds until the next. */
  private static <C, T extends Comparable<T>> T longest(
      List<C> changes, ToLongFunction<C> tick, Function<C, T> value, T initially, long end) {
    Weights<T> held = new Weights<>();
    T holds = initially;
    long since = 0;
    for (C change : changes) {
      long until = Math.min(tick.applyAsLong(change), end);
      held.add(holds, until - since);
      holds = value.apply(change);
      since = until;
    }
    held.add(holds, end - since);
    return held.heaviest(initially);
  }
}
