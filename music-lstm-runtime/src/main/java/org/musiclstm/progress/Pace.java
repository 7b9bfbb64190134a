package org.musiclstm.progress;

import java.util.EnumMap;
import java.util.Map;
import org.musiclstm.training.TrainingOptions;

/**
 * How fast training goes and how long the rest of it will take. Updates, validations and
 * checkpoints are timed apart, since they come in turns of their own: a mean over all of them would
 * rise with every validation and fall until the next.
 *
 * <p>The first update says nothing of the others, so that nothing is known until the second. A
 * validation or checkpoint counts as nothing until there was one.
 */
final class Pace {
  /** What training does, one after the other. */
  enum Work {
    UPDATE,
    VALIDATION,
    CHECKPOINT
  }

  /** A mean over longer would not notice that the machine has got something else to do. */
  private static final double MEMORY_SECONDS = 20;

  /** A mean over the last one or two only would jump, however long they take. */
  private static final double LEAST_KEPT = 0.8;

  private final TrainingOptions options;
  private final Map<Work, Mean> means = new EnumMap<>(Work.class);
  private final Map<Work, Integer> lastAt = new EnumMap<>(Work.class);
  private boolean begun;
  private double seconds;

  /** Begins with nothing measured, after so many updates of an earlier run. */
  Pace(TrainingOptions options, int iteration) {
    this.options = options;
    for (Work work : Work.values()) {
      means.put(work, new Mean(0, 0));
      lastAt.put(work, iteration);
    }
  }

  /** A mean in which earlier values count less and less. */
  private record Mean(double sum, double count) {
    Mean with(double value, double kept) {
      return new Mean(kept * sum + value, kept * count + 1);
    }

    double value() {
      return count == 0 ? 0 : sum / count;
    }
  }

  /** Work has been done after so many updates, and took so long. */
  void took(Work work, int iteration, double time) {
    lastAt.put(work, iteration);
    if (work == Work.UPDATE && !begun) {
      // The JVM has everything to compile yet: this one can take as long as ten later ones.
      begun = true;
      return;
    }
    seconds += time;
    // The next ones are slow too, and to be forgotten soon.
    double memory = Math.min(MEMORY_SECONDS, seconds / 2);
    double kept = Math.max(LEAST_KEPT, memory / (memory + time));
    means.computeIfPresent(work, (same, mean) -> mean.with(time, kept));
  }

  /** Iterations a second, with their share of validations and checkpoints; 0 when unknown. */
  double iterationsPerSecond() {
    double each =
        mean(Work.UPDATE)
            + mean(Work.VALIDATION) / options.schedule().validateEvery()
            + (options.schedule().checkpointEvery() == 0
                ? 0
                : mean(Work.CHECKPOINT) / options.schedule().checkpointEvery());
    return mean(Work.UPDATE) == 0 ? 0 : 1 / each;
  }

  /** What is left if training does not end early; negative when unknown. */
  double secondsLeft() {
    if (mean(Work.UPDATE) == 0) {
      return -1;
    }
    int end = options.schedule().iterations();
    int updates = end - lastAt(Work.UPDATE);
    // The last iteration is always validated and never needs a checkpoint.
    int validations =
        lastAt(Work.VALIDATION) == end
            ? 0
            : multiples(options.schedule().validateEvery(), lastAt(Work.VALIDATION), end - 1) + 1;
    int checkpoints =
        options.schedule().checkpointEvery() == 0
            ? 0
            : multiples(options.schedule().checkpointEvery(), lastAt(Work.CHECKPOINT), end - 1);
    return updates * mean(Work.UPDATE)
        + validations * mean(Work.VALIDATION)
        + checkpoints * mean(Work.CHECKPOINT);
  }

  private double mean(Work work) {
    return means.getOrDefault(work, new Mean(0, 0)).value();
  }

  private int lastAt(Work work) {
    return lastAt.getOrDefault(work, 0);
  }

  /** How many multiples of a number are above one bound and not above the other. */
  private static int multiples(int of, int above, int last) {
    return Math.max(0, last / of - above / of);
  }
}
