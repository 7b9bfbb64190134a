package org.musiclstm.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and
 * hyperparameter optimization", algorithm 1): in each round all candidates that are left are
 * trained equally far, and then the worse half is out. The last round has two.
 */
public final class Contest {
  private final List<Candidate> entrants;
  private final SortedMap<Integer, List<Measure>> wholeRounds = new TreeMap<>();
  private final SortedMap<Integer, Measure> thisRound = new TreeMap<>();
  private List<Candidate> field;
  private int round = 1;
  private boolean isDecided;

  /**
   * How far a candidate came, from its beginning.
   *
   * @param iterations updates it has made
   * @param operations floating point operations of these and of their validations
   * @param seconds how long they took
   * @param nats its best validation likelihood in nats per time step, infinite when it diverged
   * @param finished whether more training would change nothing: its iterations or its patience are
   *     at their end, or it diverged
   */
  public record Measure(
      int iterations, double operations, double seconds, double nats, boolean finished) {}

  /**
   * Where a candidate came in.
   *
   * @param rank from 1, the best
   * @param candidate the candidate
   * @param rounds its measure after each round that it was in, at least one
   */
  public record Place(int rank, Candidate candidate, List<Measure> rounds) {
    /** Copies the list. */
    public Place {
      rounds = List.copyOf(rounds);
    }

    /** The measure that decided. */
    public Measure last() {
      return rounds.get(rounds.size() - 1);
    }
  }

  /**
   * Begins the first round.
   *
   * @param entrants who takes part, at least one, each with a number of its own
   */
  public Contest(List<Candidate> entrants) {
    this.entrants = List.copyOf(entrants);
    this.field = this.entrants;
  }

  /** How many rounds a number of candidates takes. */
  public static int rounds(int candidates) {
    int rounds = 1;
    for (int left = candidates; left > 2; left = kept(left)) {
      rounds++;
    }
    return rounds;
  }

  private static int kept(int candidates) {
    return (candidates + 1) / 2;
  }

  /** Which round it is, from 1. */
  public int round() {
    return round;
  }

  /** Who is in this round; from the second on, the best so far first. */
  public List<Candidate> field() {
    return field;
  }

  /** Whether all rounds are over. */
  public boolean isDecided() {
    return isDecided;
  }

  /** How far a candidate came in the last whole round; nothing before the end of the first. */
  public List<Measure> soFar(Candidate candidate) {
    return List.copyOf(wholeRounds.getOrDefault(candidate.number(), List.of()));
  }

  /** Notes how far a candidate of this round came in it. */
  public void record(Candidate candidate, Measure measure) {
    if (!field.contains(candidate)) {
      throw new IllegalArgumentException("candidate " + candidate.number() + " is not in round");
    }
    thisRound.put(candidate.number(), measure);
  }

  /**
   * The measured candidates of this round that cannot be in the next one, however the others do.
   */
  public List<Candidate> lost() {
    if (isLastRound()) {
      return measured();
    }
    List<Candidate> ranked = measured();
    return ranked.subList(Math.min(kept(field.size()), ranked.size()), ranked.size());
  }

  private boolean isLastRound() {
    return field.size() <= 2;
  }

  /** The measured candidates of this round, the best first. */
  private List<Candidate> measured() {
    return field.stream()
        .filter(candidate -> thisRound.containsKey(candidate.number()))
        .sorted(
            Comparator.comparingDouble((Candidate candidate) -> nats(candidate))
                .thenComparingInt(Candidate::number))
        .toList();
  }

  private double nats(Candidate candidate) {
    Measure measure = thisRound.get(candidate.number());
    return measure == null ? Double.POSITIVE_INFINITY : measure.nats();
  }

  /**
   * Ends the round, and all of it after the last one.
   *
   * @throws IllegalStateException when a candidate of the round has not been measured in it
   */
  public void endRound() {
    List<Candidate> ranked = measured();
    if (ranked.size() < field.size()) {
      throw new IllegalStateException("not all candidates of the round have been measured");
    }
    isDecided = isLastRound();
    field = isDecided ? ranked : List.copyOf(ranked.subList(0, kept(ranked.size())));
    takeOver();
    round++;
  }

  private void takeOver() {
    thisRound.forEach(
        (number, measure) ->
            wholeRounds.computeIfAbsent(number, first -> new ArrayList<>()).add(measure));
    thisRound.clear();
  }

  /**
   * Everyone who has been measured, the best first: who was in more rounds, and of those who left
   * together, who was better in the last one. Of a round that is not over nothing counts, since who
   * was trained further in it would look better; but of the first round what there is counts.
   */
  public List<Place> ranking() {
    Map<Integer, List<Measure>> known = new TreeMap<>(wholeRounds);
    if (wholeRounds.isEmpty()) {
      thisRound.forEach((number, measure) -> known.put(number, List.of(measure)));
    }
    List<Place> unranked = new ArrayList<>();
    for (Candidate candidate : entrants) {
      List<Measure> measures = known.getOrDefault(candidate.number(), List.of());
      if (!measures.isEmpty()) {
        unranked.add(new Place(0, candidate, measures));
      }
    }
    unranked.sort(
        Comparator.comparingInt((Place place) -> -place.rounds().size())
            .thenComparingDouble(place -> place.last().nats())
            .thenComparingInt(place -> place.candidate().number()));
    List<Place> ranking = new ArrayList<>();
    for (Place place : unranked) {
      ranking.add(new Place(ranking.size() + 1, place.candidate(), place.rounds()));
    }
    return ranking;
  }
}
