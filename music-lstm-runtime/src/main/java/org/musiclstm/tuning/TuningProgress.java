package org.musiclstm.tuning;

import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.musiclstm.exchange.Event;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.progress.SmoothedLoss;
import org.musiclstm.training.TrainingListener;

/**
 * Predicts the plugin a few times a second how far the training of one candidate is in its round.
 */
final class TuningProgress implements TrainingListener {
  private static final long NANOS_BETWEEN = 250_000_000L;
  private static final double NANOSECONDS = 1e9;

  private final String of;
  private final int first;
  private final int last;
  private final DoubleSupplier secondsLeft;
  private final Consumer<Event> events;
  private final LongSupplier clock;
  private final long begin;
  private final SmoothedLoss loss = new SmoothedLoss();
  private long reported;
  private int iteration;
  private double validationLoss = Double.NaN;
  private double validationNats = Double.NaN;
  private boolean best;

  /**
   * Makes a report.
   *
   * @param of which candidate of how many it is
   * @param first updates in earlier rounds
   * @param last updates at the end of the round
   * @param secondsLeft how much of the time for all candidates is left
   * @param events gets the report
   * @param clock the time in nanoseconds
   */
  TuningProgress(
      String of,
      int first,
      int last,
      DoubleSupplier secondsLeft,
      Consumer<Event> events,
      LongSupplier clock) {
    this.of = of;
    this.first = first;
    this.last = last;
    this.secondsLeft = secondsLeft;
    this.events = events;
    this.clock = clock;
    this.iteration = first;
    this.begin = clock.getAsLong();
    this.reported = begin;
  }

  /** How many updates have been made, earlier rounds included. */
  int iteration() {
    return iteration;
  }

  @Override
  public void updated(int updates, double batchLoss) {
    iteration = updates;
    loss.add(batchLoss);
    long now = clock.getAsLong();
    if (now - reported >= NANOS_BETWEEN) {
      reported = now;
      events.accept(
          new Event.Progress(
              iteration,
              last,
              loss.value(),
              validationLoss,
              validationNats,
              false,
              best,
              (iteration - first) * NANOSECONDS / (now - begin),
              Math.max(0, secondsLeft.getAsDouble()),
              true,
              of));
    }
  }

  @Override
  public void validated(TrainingLog.Row row, boolean isBest) {
    validationLoss = row.validationLoss();
    validationNats = row.validationNats();
    best = isBest;
  }
}
