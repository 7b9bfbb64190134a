package org.musiclstm.tuning;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Holds a contest of candidates in a given time. A round gets an equal share of the time that is
 * left, and every candidate in it the same number of floating point operations, not the same time:
 * what else the machine does then changes how far all of them come, but not who is trained further
 * than another.
 */
public final class Tuning {
  /** The most candidates there are, however long it may take. */
  public static final int MOST_CANDIDATES = 32;

  private static final int LEAST_CANDIDATES = 4;

  /** After fewer updates with the user's options, likelihoods say next to nothing. */
  private static final int LEAST_UPDATES = 50;

  /** Larger networks have to get so far with as much work, or they are not tried. */
  private static final int LEAST_UPDATES_OF_LARGE = 10;

  /** What is planned of the time: the rest is for what a guess of the speed cannot know. */
  private static final double PLANNED = 0.9;

  private final Contest contest;
  private final Trainer trainer;
  private final DoubleSupplier secondsLeft;
  private final double secondsPerOperation;
  private double operations;

  /** Trains candidates, each going on from where it stood. */
  public interface Trainer {
    /**
     * A round begins.
     *
     * @param operations how far each candidate is trained in it, from its beginning on
     */
    void beginRound(Contest contest, double operations);

    /**
     * Trains a candidate further.
     *
     * @param operations how many floating point operations it is to have made then, from its
     *     beginning on, one update at least
     * @return how far it came; nothing when it was stopped or the time was up before that
     */
    Optional<Contest.Measure> train(Candidate candidate, double operations);

    /** The candidate that has just been trained may go on later. */
    void keep(Candidate candidate);

    /** A candidate, kept or not, will not go on. */
    void drop(Candidate candidate);
  }

  /**
   * Plans a contest.
   *
   * @param candidates who takes part
   * @param secondsLeft how much of the time is left; the trainer ends when nothing is
   * @param operationsPerSecond how fast the machine trains with the first candidate's options
   */
  public Tuning(
      List<Candidate> candidates,
      Trainer trainer,
      DoubleSupplier secondsLeft,
      double operationsPerSecond) {
    this.contest = new Contest(candidates);
    this.trainer = trainer;
    this.secondsLeft = secondsLeft;
    this.secondsPerOperation = 1 / operationsPerSecond;
  }

  /**
   * How many candidates can be tried.
   *
   * @param updates how many updates with the user's own options there is time for
   */
  public static int candidates(double updates) {
    int candidates = MOST_CANDIDATES;
    while (candidates > LEAST_CANDIDATES && firstRound(updates, candidates) < LEAST_UPDATES) {
      candidates /= 2;
    }
    return candidates;
  }

  /**
   * How many updates each of so many candidates can make in the first round.
   *
   * @param updates how many there is time for in all
   */
  public static double firstRound(double updates, int candidates) {
    return PLANNED * updates / (candidates * (double) Contest.rounds(candidates));
  }

  /**
   * Whether a network is too large to come anywhere in the first round.
   *
   * @param updates how many updates of it there is time for in all
   */
  public static boolean isTooLarge(double updates, int candidates) {
    return firstRound(updates, candidates) < LEAST_UPDATES_OF_LARGE;
  }

  /** Whether there is time to distinguish candidates . */
  public static boolean isLongEnough(double updates) {
    return firstRound(updates, LEAST_CANDIDATES) >= LEAST_UPDATES;
  }

  /**
   * Holds the contest until it is decided or the trainer ends it.
   *
   * @return how it stands then
   */
  public Contest run() {
    int rounds = Contest.rounds(contest.field().size());
    while (!contest.isDecided() && secondsLeft.getAsDouble() > 0) {
      double perOperation = contest.field().stream().mapToDouble(this::secondsPerOperation).sum();
      // Where nobody can go on, the rounds that are left are decided by what is known.
      if (perOperation > 0) {
        int roundsLeft = rounds - contest.round() + 1;
        operations += PLANNED * secondsLeft.getAsDouble() / roundsLeft / perOperation;
        trainer.beginRound(contest, operations);
      }
      for (Candidate candidate : contest.field()) {
        if (!train(candidate)) {
          return contest;
        }
      }
      contest.endRound();
    }
    return contest;
  }

  private boolean train(Candidate candidate) {
    Optional<Contest.Measure> before = last(candidate).filter(Contest.Measure::finished);
    Optional<Contest.Measure> measure =
        before.isPresent() ? before : trainer.train(candidate, operations);
    if (measure.isEmpty()) {
      return false;
    }
    contest.record(candidate, measure.get());
    List<Candidate> lost = contest.lost();
    if (!lost.contains(candidate) && !measure.get().finished()) {
      trainer.keep(candidate);
    }
    lost.forEach(trainer::drop);
    return true;
  }

  private Optional<Contest.Measure> last(Candidate candidate) {
    List<Contest.Measure> measures = contest.soFar(candidate);
    return measures.isEmpty() ? Optional.empty() : Optional.of(measures.get(measures.size() - 1));
  }

  /** What an operation took so far with a candidate's options; 0 for one that makes no more. */
  private double secondsPerOperation(Candidate candidate) {
    return last(candidate)
        .map(
            measure ->
                measure.finished() || measure.operations() == 0
                    ? 0
                    : measure.seconds() / measure.operations())
        .orElse(secondsPerOperation);
  }
}
