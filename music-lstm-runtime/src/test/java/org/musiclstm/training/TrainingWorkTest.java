package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.NoteTensor;

class TrainingWorkTest {
  private static final List<NoteTensor> SONGS =
      RandomSongs.tensors(1, RandomSongs.ENCODING, 100, 30, 64);
  private static final List<NoteTensor> JUDGES =
      RandomSongs.tensors(2, RandomSongs.ENCODING, 11, 6);

  private static TrainingWork work(int iterations, int validateEvery) {
    TrainingOptions options =
        SmallTraining.DEFAULT
            .units(12)
            .batchSize(3)
            .windowSteps(32)
            .iterations(iterations)
            .validateEvery(validateEvery)
            .options();
    return TrainingWork.of(options, SONGS, JUDGES);
  }

  @Test
  void stepsAreThoseOfTheWindows() {
    // The first windows have 32, 30 and 32 steps in whichever order, the second ones 32 and 32
    // and the first of another song.
    assertThat(work(1, 1).steps()).isEqualTo(32 + 30 + 32);
    assertThat(work(2, 1).steps() - work(1, 1).steps()).isBetween(32L + 32 + 30, 32L * 3);
  }

  @Test
  void theLastIterationIsValidatedInAnyCase() {
    assertThat(work(20, 5).validationSteps()).isEqualTo(4 * 17);
    assertThat(work(21, 5).validationSteps()).isEqualTo(5 * 17);
  }

  @Test
  void longTrainingsGoOnAsTheyBegan() {
    assertThat(work(1_000_000, 5).steps())
        .isCloseTo(100 * work(10_000, 5).steps(), within(1_000_000L));
  }

  @Test
  void anUpdateTakesSixOperationsForEveryParameterAndStep() {
    TrainingWork work = work(20, 5);
    long parameters = new NetworkShape(34, 12, 1).parameters();

    assertThat(work.parameters()).isEqualTo(parameters);
    assertThat(work.operationsPerUpdate())
        .isCloseTo(6.0 * parameters * work.steps() / 20, within(1.0));
    assertThat(work.operations())
        .isCloseTo(
            6.0 * parameters * work.steps() + 2.0 * parameters * work.validationSteps(),
            within(1.0));
    assertThat(work.operationsPerIteration())
        .isCloseTo(
            work.operationsPerUpdate() + 2.0 * parameters * work.validationSteps() / 20,
            within(1.0));
  }
}
