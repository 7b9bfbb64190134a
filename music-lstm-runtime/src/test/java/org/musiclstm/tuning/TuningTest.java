package org.musiclstm.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.training.TrainingOptions;

/** With trainings that are only reckoned: a clock that they move, and likelihoods by formula. */
class TuningTest {
  private static final double BUDGET = 1000;

  private final List<List<Integer>> rounds = new ArrayList<>();
  private final List<Double> goals = new ArrayList<>();
  private final Map<Integer, Double> done = new HashMap<>();
  private final TreeSet<Integer> kept = new TreeSet<>();
  private int mostKept;
  private double now;

  /** A machine that makes one operation a second, and this many times slower for each candidate. */
  private final class Fake implements Tuning.Trainer {
    private final double[] slowness;
    private final double[] limits;
    private final double operationsAtMost;

    Fake(double[] slowness, double[] limits, double operationsAtMost) {
      this.slowness = slowness;
      this.limits = limits;
      this.operationsAtMost = operationsAtMost;
    }

    @Override
    public void beginRound(Contest contest, double operations) {
      rounds.add(contest.field().stream().map(Candidate::number).toList());
      goals.add(operations);
    }

    @Override
    public Optional<Contest.Measure> train(Candidate candidate, double operations) {
      int number = candidate.number();
      double before = done.getOrDefault(number, 0.0);
      assertThat(before == 0 || kept.contains(number)).as("can go on").isTrue();
      double goal = Math.min(operations, operationsAtMost);
      double seconds = (goal - before) * slowness[number];
      if (now + seconds > BUDGET) {
        now = BUDGET;
        return Optional.empty();
      }
      now += seconds;
      done.put(number, goal);
      return Optional.of(
          new Contest.Measure(
              (int) goal,
              goal,
              goal * slowness[number],
              limits[number] + 1 / goal,
              goal == operationsAtMost));
    }

    @Override
    public void keep(Candidate candidate) {
      kept.add(candidate.number());
      mostKept = Math.max(mostKept, kept.size());
    }

    @Override
    public void drop(Candidate candidate) {
      kept.remove(candidate.number());
    }
  }

  private static double[] all(int count, double value) {
    return IntStream.range(0, count).mapToDouble(n -> value).toArray();
  }

  private static double[] shuffled(int count, Random random) {
    List<Integer> values = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(values, random);
    return values.stream().mapToDouble(Integer::doubleValue).toArray();
  }

  private Contest tune(int count, Tuning.Trainer trainer) {
    List<Candidate> candidates =
        SearchSpace.around(TrainingOptions.DEFAULT, count, options -> true);
    return new Tuning(candidates, trainer, () -> BUDGET - now, 1).run();
  }

  @Test
  void theBestSurvivesInWhateverOrderTheyCome() {
    for (int seed = 0; seed < 50; seed++) {
      now = 0;
      done.clear();
      kept.clear();
      Random random = new Random(seed);
      int count = 4 + random.nextInt(29);
      double[] limits = shuffled(count, random);

      Contest contest = tune(count, new Fake(all(count, 1), limits, 1e9));

      assertThat(contest.isDecided()).isTrue();
      assertThat(contest.ranking()).hasSize(count);
      assertThat(limits[contest.ranking().get(0).candidate().number()]).isZero();
      assertThat(limits[contest.ranking().get(1).candidate().number()]).isEqualTo(1);
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void allInARoundGoEquallyFarAndTheRoundsShareTheTime() {
    Contest contest = tune(8, new Fake(all(8, 1), all(8, 0), 1e9));

    assertThat(rounds).extracting(List::size).containsExactly(8, 4, 2);
    for (Contest.Place place : contest.ranking()) {
      for (int round = 0; round < place.rounds().size(); round++) {
        assertThat(place.rounds().get(round).operations()).isEqualTo(goals.get(round));
      }
    }
    // Nine tenths of a third of the time for eight, of half of what is left for four, and so on.
    assertThat(goals.get(0)).isCloseTo(0.9 * BUDGET / 3 / 8, Offset.offset(1e-9));
    assertThat(goals.get(1) - goals.get(0))
        .isCloseTo(0.9 * (BUDGET - 300) / 2 / 4, Offset.offset(1e-9));
    assertThat(now).isBetween(0.95 * BUDGET, BUDGET);
  }

  @Test
  void aMachineThatTurnsOutSlowerComesLessFarButInTime() {
    double[] slowness = {1, 2, 0.5, 3, 1, 2.5, 0.7, 1};

    Contest contest = tune(8, new Fake(slowness, all(8, 0), 1e9));

    assertThat(contest.isDecided()).isTrue();
    assertThat(now).isBetween(0.9 * BUDGET, BUDGET);
    assertThat(goals).isSorted();
  }

  @Test
  void noMoreWaitThanCanGoOnAndOne() {
    Contest contest = tune(16, new Fake(all(16, 1), shuffled(16, new Random(3)), 1e9));

    assertThat(contest.isDecided()).isTrue();
    assertThat(mostKept).isBetween(8, 9);
  }

  @Test
  void whenTheTimeIsUpWithinTheFirstRoundWhatWasMeasuredIsRanked() {
    double[] slowness = all(8, 20);

    Contest contest = tune(8, new Fake(slowness, all(8, 0), 1e9));

    assertThat(contest.isDecided()).isFalse();
    assertThat(contest.ranking()).hasSize(1);
    assertThat(contest.ranking().get(0).candidate().isOwn()).isTrue();
    assertThat(now).isEqualTo(BUDGET);
  }

  @Test
  void thoseWhoHaveFinishedAreNotTrainedFurtherAndEndItEarly() {
    double[] limits = shuffled(8, new Random(5));

    Contest contest = tune(8, new Fake(all(8, 1), limits, 10));

    assertThat(rounds).hasSize(1);
    assertThat(now).isEqualTo(80);
    assertThat(contest.isDecided()).isTrue();
    assertThat(limits[contest.ranking().get(0).candidate().number()]).isZero();
  }

  @Test
  void moreTimeIsForMoreCandidatesButEachGetsSomewhere() {
    int before = 0;
    for (double updates = 10; updates < 1e6; updates *= 1.1) {
      int candidates = Tuning.candidates(updates);
      assertThat(candidates).isBetween(Math.max(4, before), Tuning.MOST_CANDIDATES);
      if (candidates > 4) {
        assertThat(Tuning.firstRound(updates, candidates)).isGreaterThanOrEqualTo(50);
      }
      if (candidates < Tuning.MOST_CANDIDATES) {
        assertThat(Tuning.firstRound(updates, 2 * candidates)).isLessThan(50);
      }
      before = candidates;
    }
    assertThat(before).isEqualTo(Tuning.MOST_CANDIDATES);
    assertThat(Tuning.isLongEnough(400)).isFalse();
    assertThat(Tuning.isLongEnough(500)).isTrue();
  }
}
