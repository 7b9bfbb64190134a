package org.musiclstm.corpus;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Sound;
import org.musiclstm.tensor.Style;

/** What songs are like where a tensor says nothing. Of equals, the least is taken. */
public final class TypicalStyle {
  private TypicalStyle() {}

  /**
   * The style of many songs, each weighing as much as it has steps: median tempo, most frequent
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
      long weight = song.tensor().steps();
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
   * The style of a score from its first note to the end of its last: the median of the tempo, each
   * weighing as much as it has ticks, the metre that holds longest, and of each part the median
   * velocity and most used program of all its notes. Tempos that no music has do not count: see
   * {@link TempoChange#isPlayable}.
   */
  public static Style of(Score score, Encoding encoding) {
    List<SoundWeights> sounds = soundsOf(encoding);
    long begin = Long.MAX_VALUE;
    long end = 0;
    for (Part part : encoding.heard(score).parts()) {
      int taker = encoding.partOf(part);
      if (taker >= 0) {
        sounds.get(taker).programs.add(part.program(), part.notes().size());
        for (Note note : part.notes()) {
          sounds.get(taker).velocities.add(note.velocity(), 1);
          begin = Math.min(begin, note.start());
          end = Math.max(end, note.end());
        }
      }
    }
    Weights<Integer> tempos =
        held(
            score.tempos().stream().filter(TempoChange::isPlayable).toList(),
            TempoChange::tick,
            TempoChange::microsecondsPerQuarter,
            Style.DEFAULT.microsecondsPerQuarter(),
            begin,
            end);
    Weights<Metre> metres =
        held(score.metres(), MetreChange::tick, Metre::of, Metre.DEFAULT, begin, end);
    return style(
        tempos.median(Style.DEFAULT.microsecondsPerQuarter()),
        metres.heaviest(Metre.DEFAULT),
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

  /** For how many ticks from begin to end each value holds, where each holds until the next. */
  private static <C, T extends Comparable<T>> Weights<T> held(
      List<C> changes,
      ToLongFunction<C> tick,
      Function<C, T> value,
      T initially,
      long begin,
      long end) {
    Weights<T> held = new Weights<>();
    T holds = initially;
    long since = begin;
    for (C change : changes) {
      long until = Math.max(since, Math.min(tick.applyAsLong(change), end));
      held.add(holds, until - since);
      holds = value.apply(change);
      since = until;
    }
    held.add(holds, Math.max(0, end - since));
    return held;
  }
}
