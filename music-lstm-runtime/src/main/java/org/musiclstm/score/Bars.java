package org.musiclstm.score;

import java.util.ArrayList;
import java.util.List;

/**
 * The bars of a score: one begins at tick 0, and where a metre does, and then after as many beats
 * as the metre has, until the next. 4/4 holds before the first metre.
 */
public final class Bars {
  /**
   * A stretch of one metre.
   *
   * @param begin its first tick
   * @param end the tick at which the next begins, {@link Long#MAX_VALUE} for the last
   * @param before how many bars begin before it
   * @param ticks how long its bars are, times the unit of the metre, since a bar need not be a
   *     whole number of ticks
   * @param unit the unit of the metre
   */
  public record Stretch(long begin, long end, long before, long ticks, int unit) {
    /** How many bars begin in it up to a tick that is not before it, that tick left out. */
    public long barsUntil(long tick) {
      return ((Math.min(tick, end) - begin) * unit + ticks - 1) / ticks;
    }

    /** The tick at which a bar begins, which is counted from 0 in the stretch. */
    public long begin(long bar) {
      return begin + (bar * ticks + unit - 1) / unit;
    }
  }

  private final List<Stretch> stretches = new ArrayList<>();

  /** The bars of a score with these metres, in order of tick. */
  public Bars(List<MetreChange> metres, int ticksPerQuarter) {
    long begin = 0;
    long before = 0;
    MetreChange metre =
        new MetreChange(0, MetreChange.DEFAULT_BEATS, MetreChange.DEFAULT_BEAT_UNIT);
    for (MetreChange change : metres) {
      if (change.tick() > begin) {
        Stretch stretch = stretch(begin, change.tick(), before, metre, ticksPerQuarter);
        stretches.add(stretch);
        before += stretch.barsUntil(change.tick());
        begin = change.tick();
      }
      metre = change;
    }
    stretches.add(stretch(begin, Long.MAX_VALUE, before, metre, ticksPerQuarter));
  }

  /** The bars of a score. */
  public static Bars of(Score score) {
    return new Bars(score.metres(), score.ticksPerQuarter());
  }

  private static Stretch stretch(
      long begin, long end, long before, MetreChange metre, int ticksPerQuarter) {
    return new Stretch(begin, end, before, 4L * ticksPerQuarter * metre.beats(), metre.beatUnit());
  }

  /** The stretches of one metre, in order; each is at least one tick long. */
  public List<Stretch> stretches() {
    return List.copyOf(stretches);
  }

  /** How many bars begin before a tick: all that there are where the music ends there. */
  public long until(long tick) {
    if (tick <= 0) {
      return 0;
    }
    Stretch stretch = stretchAt(tick - 1);
    return stretch.before() + stretch.barsUntil(tick);
  }

  /** The number of the bar that a tick is in, from 1. */
  public long at(long tick) {
    Stretch stretch = stretchAt(tick);
    return stretch.before() + (tick - stretch.begin()) * stretch.unit() / stretch.ticks() + 1;
  }

  private Stretch stretchAt(long tick) {
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (stretches.get(middle).begin() <= tick) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return stretches.get(low);
  }
}
