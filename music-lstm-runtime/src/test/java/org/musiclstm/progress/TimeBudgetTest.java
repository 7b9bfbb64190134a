package org.musiclstm.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingRun;

class TimeBudgetTest {
  private final AtomicLong now = new AtomicLong(17);

  private TimeBudget budget(int seconds) {
    return new TimeBudget(TimeUnit.SECONDS.toMillis(seconds), now::get);
  }

  private void seconds(double more) {
    now.addAndGet((long) (more * 1e9));
  }

  private static TrainingPlan plan() {
    List<Song> songs =
        RandomSongs.tensors(1, RandomSongs.ENCODING, 40, 40, 400).stream()
            .map(tensor -> RandomSongs.song("a song of " + tensor.steps(), tensor))
            .toList();
    return new TrainingPlan(
        RandomSongs.ENCODING,
        SmallTraining.DEFAULT.batchSize(2).windowSteps(8).options(),
        Split.given(songs.subList(0, 2), songs.subList(2, 3)),
        List.of());
  }

  private static TrainingLog.Row row(int iteration) {
    return new TrainingLog.Row(iteration, 1, 1, 1);
  }

  @Test
  void withoutABudgetThereIsAlwaysTime() {
    TimeBudget none = new TimeBudget(0, now::get);
    seconds(1e6);

    assertThat(none.isUp()).isFalse();
    assertThat(none.isUpButForAModel()).isFalse();
    assertThat(none.isOverdrawn()).isFalse();
  }

  @Test
  void itIsUpWhenItsTimeIsOverAndOverdrawnASecondLater() {
    TimeBudget budget = budget(20);

    seconds(19.9);
    assertThat(budget.isUp()).isFalse();
    seconds(0.2);
    assertThat(budget.isUp()).isTrue();
    assertThat(budget.isOverdrawn()).isFalse();
    seconds(1);
    assertThat(budget.isOverdrawn()).isTrue();
    assertThat(budget.text()).isEqualTo("PT20S");
  }

  @Test
  void whatIsStillToComeHasToFitIn() {
    TimeBudget budget = budget(100);
    budget.beginTraining(plan());
    seconds(2);
    budget.updated(1, 0.5);
    seconds(30);
    budget.validated(row(1), true);

    // An update of 2 s and a validation of 30 s.
    seconds(35.9);
    assertThat(budget.isUpButForAModel()).isFalse();
    seconds(0.2);
    assertThat(budget.isUpButForAModel()).isTrue();
    assertThat(budget.isUpButForACheckpoint()).isFalse();
  }

  @Test
  void aCheckpointHasToFitInToo() {
    TimeBudget budget = budget(100);
    budget.beginTraining(plan());
    seconds(1);
    budget.updated(1, 0.5);
    try (Workers workers = new Workers(1)) {
      TrainingRun run = plan().start(Kernels.vector(), workers, List.of());
      seconds(5);
      budget.checkpoint(run);
    }

    seconds(100 - 1 - 5 - 5 - 0.1);
    assertThat(budget.isUpButForACheckpoint()).isFalse();
    seconds(0.2);
    assertThat(budget.isUpButForACheckpoint()).isTrue();
    assertThat(budget.isUp()).isFalse();
  }

  @Test
  void aFirstUpdateThatHasEverythingToCompileDoesNotEndTheTraining() {
    TimeBudget budget = budget(100);
    budget.beginTraining(plan());
    seconds(20);
    budget.updated(1, 0.5);

    assertThat(budget.isUpButForAModel()).isFalse();
    seconds(1);
    budget.updated(2, 0.5);
    seconds(100 - 21 - 1 - plan().updatesPerValidation() - 0.1);
    assertThat(budget.isUpButForAModel()).isFalse();
    seconds(0.2);
    assertThat(budget.isUpButForAModel()).isTrue();
  }

  @Test
  void howLongTheFirstValidationTakesIsReckonedFromAnUpdate() {
    TrainingPlan plan = plan();
    // An update goes over 16 steps, forwards and back, a validation over 400 forwards only.
    assertThat(plan.updatesPerValidation()).isBetween(400.0 / 16 / 3 * 0.9, 400.0 / 16 / 3 * 1.5);
    TimeBudget budget = budget(100);
    budget.beginTraining(plan);
    seconds(3);
    budget.updated(1, 0.5);

    assertThat(budget.isUpButForAModel()).isFalse();
    seconds(97 - 3 - 3 * plan.updatesPerValidation() - 0.1);
    assertThat(budget.isUpButForAModel()).isFalse();
    seconds(0.2);
    assertThat(budget.isUpButForAModel()).isTrue();
  }
}
