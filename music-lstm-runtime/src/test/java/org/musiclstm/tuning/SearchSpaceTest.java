package org.musiclstm.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.musiclstm.network.Loss;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

class SearchSpaceTest {
  private static final TrainingOptions OWN = TrainingOptions.DEFAULT;

  private static List<Candidate> around(TrainingOptions own, int most) {
    return SearchSpace.around(own, most, options -> true);
  }

  /** How many options differ, of those with a name of their own. */
  private static long changes(TrainingOptions one, TrainingOptions other) {
    SortedMap<String, String> others = other.decisive();
    return one.decisive().entrySet().stream()
        .filter(option -> !option.getKey().equals("nadeUnits"))
        .filter(option -> !option.getValue().equals(others.get(option.getKey())))
        .count();
  }

  private static TrainingOptions random(Random random) {
    SmallTraining options =
        SmallTraining.DEFAULT
            .units(1 + random.nextInt(8192))
            .hiddenLayers(1 + random.nextInt(16))
            .nadeUnits(random.nextInt(100))
            .learning(Loss.BCE, random.nextBoolean() ? 1 : random.nextDouble() + 1e-6, 0)
            .seed(random.nextLong());
    return options
        .dropout(0.9 * random.nextDouble(), 0.5, random.nextBoolean() ? 0 : 0.2)
        .options();
  }

  @Test
  void theUsersOwnOptionsComeFirstEvenIfTheyDoNotFit() {
    List<Candidate> candidates = SearchSpace.around(OWN, 8, options -> false);

    assertThat(candidates).containsExactly(new Candidate(0, OWN));
    assertThat(candidates.get(0).isOwn()).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameCandidatesAndMoreOnlyAddToThem() {
    List<Candidate> few = around(OWN, 8);

    assertThat(around(OWN, 8)).isEqualTo(few);
    assertThat(around(OWN, 32).subList(0, 8)).isEqualTo(few);
    TrainingOptions reseeded = OWN.with(TrainingOptions.SEED, 2L);
    assertThat(around(reseeded, 8).stream().map(one -> one.options().decisive()))
        .isNotEqualTo(few.stream().map(one -> one.options().decisive()).toList());
  }

  @Test
  void everyCandidateIsAnotherAndDiffersInOneToThreeOptions() {
    for (int seed = 0; seed < 60; seed++) {
      TrainingOptions own = random(new Random(seed));

      List<Candidate> candidates = around(own, 24);

      assertThat(candidates).hasSize(24);
      assertThat(candidates).extracting(Candidate::options).doesNotHaveDuplicates();
      for (Candidate candidate : candidates.subList(1, 24)) {
        assertThat(changes(own, candidate.options()))
            .as("%s of %s", candidate.options(), own)
            .isBetween(1L, 3L);
        assertThat(candidate.options().schedule()).isEqualTo(own.schedule());
      }
    }
  }

  @Test
  void everyOptionIsTriedSoon() {
    SortedMap<String, String> own = OWN.decisive();
    TreeSet<String> changed = new TreeSet<>();
    for (Candidate candidate : around(OWN, 8)) {
      candidate
          .options()
          .decisive()
          .forEach(
              (name, value) -> {
                if (!value.equals(own.get(name))) {
                  changed.add(name);
                }
              });
    }

    assertThat(changed)
        .containsExactly(
            "dropout",
            "hiddenLayers",
            "hiddenUnits",
            "learningRate",
            "noteDropout",
            "output",
            "weightDropout");
  }

  @Test
  void whatDoesNotFitIsNotTried() {
    List<Candidate> candidates =
        SearchSpace.around(OWN, 32, options -> options.network().hiddenUnits() < 1024);

    assertThat(candidates).hasSize(32);
    assertThat(candidates.subList(1, 32))
        .allMatch(candidate -> candidate.options().network().hiddenUnits() < 1024);
  }
}
