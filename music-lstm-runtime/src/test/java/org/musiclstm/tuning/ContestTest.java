package org.musiclstm.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.musiclstm.training.SmallTraining;

class ContestTest {
  private static List<Candidate> candidates(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new Candidate(number, SmallTraining.DEFAULT.seed(number).options()))
        .toList();
  }

  private static Contest.Measure measure(double nats) {
    return new Contest.Measure(1, 1, 1, nats, false);
  }

  private static List<Integer> numbers(List<Contest.Place> ranking) {
    return ranking.stream().map(place -> place.candidate().number()).toList();
  }

  @Test
  void halfGoOnEachTimeAndTheLastRoundHasTwo() {
    Contest contest = new Contest(candidates(8));
    List<Integer> sizes = new ArrayList<>();
    while (!contest.isDecided()) {
      sizes.add(contest.field().size());
      contest.field().forEach(one -> contest.record(one, measure(10 - one.number())));
      contest.endRound();
    }

    assertThat(sizes).containsExactly(8, 4, 2);
    assertThat(Contest.rounds(8)).isEqualTo(3);
    assertThat(numbers(contest.ranking())).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(contest.ranking())
        .extracting(Contest.Place::rank)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(contest.ranking())
        .extracting(place -> place.rounds().size())
        .containsExactly(3, 3, 2, 2, 1, 1, 1, 1);
  }

  @Test
  void anyNumberIsDecidedInAsManyRoundsAsForetold() {
    for (int count = 1; count <= 40; count++) {
      Contest contest = new Contest(candidates(count));
      int rounds = 0;
      while (!contest.isDecided()) {
        contest.field().forEach(one -> contest.record(one, measure(one.number())));
        contest.endRound();
        rounds++;
      }
      assertThat(rounds).as("of %s", count).isEqualTo(Contest.rounds(count));
      assertThat(numbers(contest.ranking()).get(0)).isZero();
    }
  }

  @Test
  void whoIsLostEarlyIsNeverInTheNextRound() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Contest contest = new Contest(candidates(3 + random.nextInt(12)));
      List<Candidate> order = new ArrayList<>(contest.field());
      Collections.shuffle(order, random);
      List<Candidate> lost = List.of();
      for (Candidate candidate : order) {
        contest.record(candidate, measure(random.nextInt(5)));
        assertThat(contest.lost()).containsAll(lost);
        lost = contest.lost();
      }
      contest.endRound();

      assertThat(contest.field()).doesNotContainAnyElementsOf(lost);
      assertThat(contest.field().size() + lost.size()).isEqualTo(order.size());
    }
  }

  @Test
  void ofARoundThatIsNotOverNothingCounts() {
    Contest contest = new Contest(candidates(4));
    contest.field().forEach(one -> contest.record(one, measure(one.number())));
    contest.endRound();
    contest.record(contest.field().get(1), measure(-5));

    assertThat(numbers(contest.ranking())).containsExactly(0, 1, 2, 3);
    assertThat(contest.isDecided()).isFalse();
    assertThatThrownBy(contest::endRound).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ofTheFirstRoundWhatThereIsCounts() {
    Contest contest = new Contest(candidates(4));
    assertThat(contest.ranking()).isEmpty();
    contest.record(contest.field().get(0), measure(3));
    contest.record(contest.field().get(1), measure(2));

    assertThat(numbers(contest.ranking())).containsExactly(1, 0);
  }

  @Test
  void ofTwoThatAreAsGoodTheFirstIsBetterAndWhoDivergedIsWorst() {
    Contest contest = new Contest(candidates(3));
    contest.record(contest.field().get(2), measure(2));
    contest.record(contest.field().get(1), measure(2));
    contest.record(contest.field().get(0), measure(Double.POSITIVE_INFINITY));

    assertThat(numbers(contest.ranking())).containsExactly(1, 2, 0);
  }

  @Test
  void whoIsOutCannotBeMeasured() {
    Contest contest = new Contest(candidates(4));
    List<Candidate> all = contest.field();
    all.forEach(one -> contest.record(one, measure(one.number())));
    contest.endRound();

    assertThatThrownBy(() -> contest.record(all.get(3), measure(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
