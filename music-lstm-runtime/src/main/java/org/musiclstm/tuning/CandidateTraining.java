package org.musiclstm.tuning;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.DivergenceException;
import org.musiclstm.training.TrainedNetwork;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingRun;

/**
 * Trains the candidates of a contest on the songs of a build. One at a time is in memory; those
 * that may go on wait in checkpoints.
 */
public final class CandidateTraining implements Tuning.Trainer, TrainingListener {
  private static final double NANOSECONDS = 1e9;
  private static final Contest.Measure NOTHING =
      new Contest.Measure(0, 0, 0, Double.POSITIVE_INFINITY, false);

  private final Encoding encoding;
  private final TrainingOptions own;
  private final Split split;
  private final Kernel kernel;
  private final Workers workers;
  private final Path folder;
  private final EventLog events;
  private final BooleanSupplier stop;
  private final DoubleSupplier secondsLeft;
  private final LongSupplier clock;
  private final Map<Integer, Contest.Measure> measures = new HashMap<>();
  private @Nullable TrainingRun run;
  private volatile boolean isTimeUp;
  private int inRound;
  private int ofRound;

  /**
   * Prepares.
   *
   * @param own the user's own options
   * @param folder where checkpoints lie
   * @param stop whether to end
   * @param secondsLeft likewise, when nothing is left
   * @param clock the time in nanoseconds
   */
  public CandidateTraining(
      Encoding encoding,
      TrainingOptions own,
      Split split,
      Kernel kernel,
      Workers workers,
      Path folder,
      EventLog events,
      BooleanSupplier stop,
      DoubleSupplier secondsLeft,
      LongSupplier clock) {
    this.encoding = encoding;
    this.own = own;
    this.split = split;
    this.kernel = kernel;
    this.workers = workers;
    this.folder = folder;
    this.events = events;
    this.stop = stop;
    this.secondsLeft = secondsLeft;
    this.clock = clock;
  }

  /** What is to be trained. */
  private TrainingPlan plan(TrainingOptions options) {
    return new TrainingPlan(encoding, options, split, List.of());
  }

  @Override
  public void beginRound(Contest contest, double operations) {
    inRound = 0;
    ofRound = contest.field().size();
    events.info(
        String.format(
            Locale.ROOT,
            "Round %d of %d: %d candidates, each with as much work as %,d iterations of your own"
                + " options take.",
            contest.round(),
            contest.round() - 1 + Contest.rounds(ofRound),
            ofRound,
            Math.max(1, (long) (operations / plan(own).work().operationsPerIteration()))));
  }

  @Override
  public Optional<Contest.Measure> train(Candidate candidate, double operations) {
    inRound++;
    TrainingPlan plan = plan(candidate.options());
    double each = plan.work().operationsPerIteration();
    int target =
        (int) Math.max(1, Math.min(candidate.options().schedule().iterations(), operations / each));
    Contest.Measure before = measures.getOrDefault(candidate.number(), NOTHING);
    if (before.iterations() >= target) {
      return Optional.of(before);
    }
    // The one before need not be in memory any more.
    run = null;
    long begin = clock.getAsLong();
    TuningProgress progress =
        new TuningProgress(
            inRound + " of " + ofRound,
            before.iterations(),
            target,
            secondsLeft,
            events::add,
            clock);
    double nats;
    boolean finished;
    try {
      TrainedNetwork trained =
          Stop.heeding(
              () -> stop.getAsBoolean() || isTimeUp,
              () -> train(candidate, plan, progress, target));
      if (trained.ending() == TrainedNetwork.Ending.STOPPED) {
        return Optional.empty();
      }
      nats = trained.best().validationNats();
      finished = trained.ending() != TrainedNetwork.Ending.TIME;
    } catch (StoppedException e) {
      return Optional.empty();
    } catch (DivergenceException e) {
      events.debug(String.valueOf(e.getMessage()));
      nats = Double.POSITIVE_INFINITY;
      finished = true;
    }
    Contest.Measure measure =
        new Contest.Measure(
            progress.iteration(),
            progress.iteration() * each,
            before.seconds() + (clock.getAsLong() - begin) / NANOSECONDS,
            nats,
            finished);
    measures.put(candidate.number(), measure);
    events.info(
        String.format(
            Locale.ROOT,
            "  %d of %d, %s: %s.",
            inRound,
            ofRound,
            TuningTable.changes(candidate, own),
            TuningTable.outcome(measure)));
    return Optional.of(measure);
  }

  private TrainedNetwork train(
      Candidate candidate, TrainingPlan plan, TuningProgress progress, int target) {
    updated(0, 0);
    TrainingRun begun = plan.start(kernel, workers, List.of(progress, this));
    run = begun;
    if (measures.containsKey(candidate.number()) && checkpoint(candidate).resume(begun).isEmpty()) {
      throw new InputException(
          "A checkpoint in "
              + folder
              + " is gone or damaged. Leave the folder alone while tune runs, and run it again.");
    }
    return begun.run(() -> false, () -> begun.iteration() >= target);
  }

  @Override
  public void updated(int iteration, double loss) {
    isTimeUp = secondsLeft.getAsDouble() <= 0;
  }

  private Checkpoint checkpoint(Candidate candidate) {
    return new Checkpoint(
        folder.resolve("candidate-" + (candidate.number() + 1) + ".zip"),
        plan(candidate.options()).fingerprint());
  }

  @Override
  public void keep(Candidate candidate) {
    if (run != null) {
      checkpoint(candidate).checkpoint(run);
    }
  }

  @Override
  public void drop(Candidate candidate) {
    checkpoint(candidate).remove();
  }
}
