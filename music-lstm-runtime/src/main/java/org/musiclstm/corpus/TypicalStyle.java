package org.musiclstm.corpus;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.musiclstm.midi.MetreChange;
import org.musiclstm.midi.Note;
import org.musiclstm.midi.Part;
import org.musiclstm.midi.Score;
import org.musiclstm.midi.TempoChange;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Sound;
import org.musiclstm.tensor.Style;

/** What songs are like where a tensor says nothing. Of equals, the least is taken. */
public final class TypicalStyle {
  private TypicalStyle() {}

  /**
   * The style of many songs, each weighing as much as it has layers: median tempo, most frequent
   * metre, and of each part the median velocity and the most frequent program in the songs that
   * have notes of it.
   *
   * @return what {@link Style#DEFAULT} says where there are no songs
   */
  public static Style of(List<Song> songs, Encoding encoding) {
    Weights<Integer> tempos = new Weights<>();
    Weights<Metre> metres = new Weights<>();
    List<SoundWeights> sounds = soundsOf(encoding);
    for (Song song : songs) {
      long weight = song.tensor().layers();
      Style style = song.style();
      tempos.add(style.microsecondsPerQuarter(), weight);
      metres.add(new Metre(style.beats(), style.beatUnit()), weight);
      for (int n = 0; n < sounds.size(); n++) {
        if (song.report().parts().get(n).notes() > 0) {
          Sound sound = style.sounds().get(n);
          sounds.get(n).velocities.add(sound.velocity(), weight);
          sounds.get(n).programs.add(sound.program(), weight);
        }
      }
    }
    return style(
        tempos.median(Style.DEFAULT.microsecondsPerQuarter()),
        metres.heaviest(Metre.DEFAULT),
        sounds);
  }

  /**
   * The style of a score: the tempo and the metre that hold longest while notes sound or are to
   * come, and of each part the median velocity and most used program of all its notes.
   */
  public static Style of(Score score, Encoding encoding) {
    List<SoundWeights> sounds = soundsOf(encoding);
    long end = 0;
    for (Part part : score.parts()) {
      int taker = encoding.partOf(part);
      if (taker >= 0) {
        sounds.get(taker).programs.add(part.program(), part.notes().size());
        for (Note note : part.notes()) {
          sounds.get(taker).velocities.add(note.velocity(), 1);
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
        longest(score.metres(), MetreChange::tick, Metre::of, Metre.DEFAULT, end),
        sounds);
  }

  /** What the notes of a part are like. */
  private static final class SoundWeights {
    private final Weights<Integer> velocities = new Weights<>();
    private final Weights<Integer> programs = new Weights<>();

    Sound typical() {
      return new Sound(
          velocities.median(Sound.DEFAULT.velocity()), programs.heaviest(Sound.DEFAULT.program()));
    }
  }

  private static List<SoundWeights> soundsOf(Encoding encoding) {
    return encoding.parts().stream().map(part -> new SoundWeights()).toList();
  }

  private static Style style(int tempo, Metre metre, List<SoundWeights> sounds) {
    return new Style(
        tempo,
        metre.beats(),
        metre.beatUnit(),
        sounds.stream().map(SoundWeights::typical).toList());
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
