package org.musiclstm.tensor;

import java.util.List;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/** Where the ticks of a score are on a grid. All of it is whole numbers. */
final class Steps {
  private static final long LAST_TICK = 1L << 50;

  /** Times beyond this count as this: two thousand years in the unit of the shortest step. */
  private static final long LAST_TIME = 1L << 60;

  private final boolean inTime;
  private final int stepsPerQuarter;

  /** Units of time a step: ticks times steps a quarter, or millionths of a second times ticks. */
  private final long unitsPerStep;

  private final long[] ticks;
  private final int[] tempos;
  private final long[] times;

  Steps(Score score, Grid grid) {
    this.inTime = grid.isTime();
    this.stepsPerQuarter = grid.stepsPerQuarter();
    this.unitsPerStep =
        inTime ? 1000L * grid.milliseconds() * score.ticksPerQuarter() : score.ticksPerQuarter();
    List<TempoChange> changes = score.tempos();
    this.ticks = new long[changes.size() + 1];
    this.tempos = new int[ticks.length];
    this.times = new long[ticks.length];
    tempos[0] = TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER;
    for (int n = 0; n < changes.size(); n++) {
      ticks[n + 1] = changes.get(n).tick();
      tempos[n + 1] = changes.get(n).microsecondsPerQuarter();
      times[n + 1] = after(n, ticks[n + 1]);
    }
  }

  private long after(int change, long tick) {
    long passed = tick - ticks[change];
    return passed > LAST_TIME / tempos[change]
        ? LAST_TIME
        : Math.min(LAST_TIME, times[change] + passed * tempos[change]);
  }

  /** Units of time from the beginning to a tick. */
  private long units(long tick) {
    if (tick > LAST_TICK) {
      throw new TooLongException(
          "the song lasts until tick " + tick + ", but may not pass " + LAST_TICK, "leave it out");
    }
    if (!inTime) {
      return tick * stepsPerQuarter;
    }
    int low = 0;
    int high = ticks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (ticks[middle] <= tick) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return after(low, tick);
  }

  /** The step nearest to a tick, halves up. */
  long nearest(long tick) {
    return (2 * units(tick) + unitsPerStep) / (2 * unitsPerStep);
  }

  /** The last step that begins not after a tick. */
  long before(long tick) {
    return units(tick) / unitsPerStep;
  }

  /** How far a tick is from the step nearest to it, as a share of a step: 0 to 0.5. */
  double error(long tick) {
    long left = units(tick) % unitsPerStep;
    return (double) Math.min(left, unitsPerStep - left) / unitsPerStep;
  }
}
