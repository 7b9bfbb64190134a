package org.musiclstm.shelf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import org.musiclstm.exchange.Event;
import org.musiclstm.model.MusicModel;
import org.musiclstm.sharing.Held;

/** The right to train now. */
public final class Turn implements AutoCloseable {
  private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(5);

  private final List<Held> held;
  private final Optional<MusicModel> model;
  private final boolean waited;
  private final DoubleUnaryOperator secondsLeft;
  private long reported;
  private boolean hasReported;

  /**
   * Makes a turn.
   *
   * @param held give back what was taken
   * @param model the model, if it was made before
   * @param waited whether others had to be waited for
   * @param secondsLeft how long training can still take, of how long it says
   */
  Turn(
      List<Held> held,
      Optional<MusicModel> model,
      boolean waited,
      DoubleUnaryOperator secondsLeft) {
    this.held = held;
    this.model = model;
    this.waited = waited;
    this.secondsLeft = secondsLeft;
  }

  /** The model, if it was made before. */
  public Optional<MusicModel> model() {
    return model;
  }

  /** Whether others had to be waited for. */
  public boolean waited() {
    return waited;
  }

  /** Says to those who wait how long it still takes, now and then. */
  public void say(Event event) {
    if (!(event instanceof Event.Progress progress) || progress.secondsLeft() < 0) {
      return;
    }
    long now = System.nanoTime();
    if (!hasReported || now - reported >= NANOS_BETWEEN) {
      hasReported = true;
      reported = now;
      long milliseconds =
          (long) (1e3 * Math.max(0, secondsLeft.applyAsDouble(progress.secondsLeft())));
      Instant end = Instant.now().plusMillis(milliseconds).truncatedTo(ChronoUnit.SECONDS);
      held.forEach(each -> each.expect(end));
    }
  }

  @Override
  public void close() {
    held.forEach(Held::close);
  }
}
