package org.musiclstm.tensor;

import java.util.List;
import org.musiclstm.score.Bars;
import org.musiclstm.score.Score;

/**
 * The whole bars of silence before a song begins, such as those of a count-in. A first bar that
 * begins with a rest stays as it is, so that its beats stay where they are.
 *
 * @param steps how many steps they are
 * @param bars how many bars they are
 */
record LeadingSilence(long steps, long bars) {
  static final LeadingSilence NONE = new LeadingSilence(0, 0);

  /** With which, at any metre, a whole number of bars has a whole number of steps. */
  private static final int LARGEST_UNIT = 128;

  /**
   * The silence of a score.
   *
   * @param first the step in which the first note begins
   */
  static LeadingSilence of(Score score, Steps steps, Grid grid, long first) {
    List<Bars.Stretch> stretches = Bars.of(score).stretches();
    for (int n = stretches.size() - 1; n >= 0; n--) {
      Bars.Stretch stretch = stretches.get(n);
      long bars = stretch.barsUntil(Math.max(stretch.begin(), score.end() + 1));
      LeadingSilence silence =
          grid.isTime()
              ? inTime(stretch, bars, steps, first)
              : onBeats(stretch, bars, score.ticksPerQuarter(), grid.stepsPerQuarter(), first);
      if (silence.steps > 0) {
        return silence;
      }
    }
    return NONE;
  }

  /** Up to the last bar of a stretch that begins with a step, and not after the first note. */
  private static LeadingSilence onBeats(
      Bars.Stretch stretch, long bars, long ticksPerQuarter, long stepsPerQuarter, long first) {
    // In ticks times steps a quarter times the unit of the metre, all of it is whole.
    long begin = stretch.begin() * stepsPerQuarter * stretch.unit();
    long bar = stretch.ticks() * stepsPerQuarter;
    long step = ticksPerQuarter * stretch.unit();
    if (begin > first * step) {
      return NONE;
    }
    long last = Math.min((first * step - begin) / bar, bars - 1);
    for (long n = last; n >= Math.max(0, last - LARGEST_UNIT); n--) {
      if ((begin + n * bar) % step == 0) {
        return new LeadingSilence((begin + n * bar) / step, stretch.before() + n);
      }
    }
    return NONE;
  }

  /** Up to the last bar of a stretch that begins not after the first note, in whole steps. */
  private static LeadingSilence inTime(Bars.Stretch stretch, long bars, Steps steps, long first) {
    long low = -1;
    long high = bars;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (steps.before(stretch.begin(middle)) <= first) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low < 0
        ? NONE
        : new LeadingSilence(steps.before(stretch.begin(low)), stretch.before() + low);
  }
}
