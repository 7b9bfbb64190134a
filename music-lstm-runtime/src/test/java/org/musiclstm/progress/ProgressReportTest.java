package org.musiclstm.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.exchange.Event;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingRun;

class ProgressReportTest {
  private static final Offset<Double> EXACTLY = within(1e-6);

  /** Which run writes a checkpoint makes no difference. */
  private static final TrainingRun RUN = run();

  private final List<Event.Progress> reported = new ArrayList<>();
  private final List<Long> reportedAt = new ArrayList<>();
  private long now = -5;

  @Test
  void everyValidationIsReportedAndUpdatesAFewTimesASecond() {
    TrainingOptions options = SmallTraining.DEFAULT.iterations(100).validateEvery(30).options();
    ProgressReport report = report(options, true);

    for (int iteration = 1; iteration <= 100; iteration++) {
      update(report, iteration, 0.1);
      if (iteration % 30 == 0) {
        validate(report, iteration, 0.01, true);
      }
    }

    assertThat(reported)
        .filteredOn(Event.Progress::validated)
        .extracting(Event.Progress::iteration)
        .containsExactly(30, 60, 90);
    assertThat(reported)
        .filteredOn(progress -> !progress.validated())
        .extracting(Event.Progress::iteration)
        .startsWith(3, 6, 9)
        .hasSizeBetween(30, 33);
  }

  @Test
  void aValidationSaysWhatTheTrainingLogSays() {
    ProgressReport report = report(SmallTraining.DEFAULT.options(), true);

    update(report, 1, 1);
    tick(1);
    report.validated(new TrainingLog.Row(1, 0.03, 0.02, 9), true);
    update(report, 2, 1);

    assertThat(reported).hasSize(3);
    assertThat(reported.get(0).validationNats()).isNaN();
    assertThat(reported.get(1))
        .usingRecursiveComparison()
        .ignoringFields("iterationsPerSecond", "secondsLeft")
        .isEqualTo(new Event.Progress(1, 12, 0.03, 0.02, 9, true, true, 0, 0, false));
    assertThat(reported.get(2).validated()).isFalse();
    assertThat(reported.get(2).validationNats()).isEqualTo(9);
  }

  @Test
  void withoutSongsToValidateOnNoValidationIsReported() {
    ProgressReport report = report(SmallTraining.DEFAULT.options(), false);

    update(report, 1, 0.1);
    tick(0.1);
    report.validated(new TrainingLog.Row(1, 0.03, Double.NaN, Double.NaN), true);

    assertThat(reported).isEmpty();
  }

  @Test
  void trainingMayEndEarlyWhereThereIsPatienceAndSomethingToValidateOnOrATimeLimit() {
    TrainingOptions patient = SmallTraining.DEFAULT.patience(3).options();
    TrainingOptions endless = SmallTraining.DEFAULT.patience(0).options();

    update(report(patient, true), 1, 1);
    update(report(patient, false), 1, 1);
    update(report(endless, true), 1, 1);
    update(report(endless, false, true), 1, 1);

    assertThat(reported)
        .extracting(Event.Progress::mayEndEarly)
        .containsExactly(true, false, false, true);
  }

  @Test
  void theTimeLeftHasUpdatesValidationsAndCheckpoints() {
    // At 25 of 100: 75 updates, validations at 30, 40 ... 100 and checkpoints at 40, 60, 80.
    TrainingOptions options =
        SmallTraining.DEFAULT.iterations(100).validateEvery(10).checkpointEvery(20).options();
    ProgressReport report = report(options, true);

    train(report, options, 1, 25, 1, 7, 3);

    Event.Progress last = reported.get(reported.size() - 1);
    assertThat(last.iteration()).isEqualTo(25);
    assertThat(last.secondsLeft()).isEqualTo(75 * 1 + 8 * 7 + 3 * 3, EXACTLY);
    assertThat(last.iterationsPerSecond()).isEqualTo(1 / (1 + 7 / 10.0 + 3 / 20.0), EXACTLY);
  }

  @Test
  void theTimeLeftFallsAsTimeGoesByAndEndsAtNothing() {
    TrainingOptions options =
        SmallTraining.DEFAULT.iterations(103).validateEvery(10).checkpointEvery(25).options();
    ProgressReport report = report(options, true);

    train(report, options, 1, 103, 0.5, 6, 2);

    assertThat(reported.get(reported.size() - 1).iteration()).isEqualTo(103);
    for (int n = 0; n < reported.size(); n++) {
      // All three kinds of work have been seen then.
      if (reported.get(n).iteration() > 25) {
        assertThat(reported.get(n).secondsLeft())
            .as("seconds left at %d", reported.get(n).iteration())
            .isEqualTo((now - reportedAt.get(n)) / 1e9, EXACTLY);
      }
    }
  }

  @Test
  void resumedTrainingIsMeasuredFromWhereItGoesOn() {
    TrainingOptions options =
        SmallTraining.DEFAULT.iterations(2000).validateEvery(50).checkpointEvery(100).options();
    ProgressReport report = report(options, true);
    // Reading the checkpoint takes time that is no training.
    tick(1000);
    report.beginAt(1900);

    train(report, options, 1901, 1902, 2, 5, 1);

    Event.Progress last = reported.get(reported.size() - 1);
    assertThat(last.iterationsPerSecond()).isEqualTo(0.5, EXACTLY);
    assertThat(last.secondsLeft()).isEqualTo(98 * 2, EXACTLY);
  }

  @Test
  void theTimeLeftIsSteadyThoughUpdatesVary() {
    Random random = new Random(1);
    TrainingOptions options = SmallTraining.DEFAULT.iterations(2000).validateEvery(50).options();
    ProgressReport report = report(options, true);

    for (int iteration = 1; iteration <= 2000; iteration++) {
      update(report, iteration, 0.2 + random.nextDouble() * 0.8);
      if (iteration % 50 == 0) {
        validate(report, iteration, 20, true);
      }
    }

    assertThat(reported)
        .filteredOn(progress -> progress.iteration() >= 100)
        .allSatisfy(
            progress -> {
              double right = (2000 - progress.iteration()) * (0.6 + 20 / 50.0);
              assertThat(progress.secondsLeft()).isEqualTo(right, within(0.2 * right + 21));
            });
  }

  @Test
  void aSlowStartIsForgottenSoon() {
    TrainingOptions options = SmallTraining.DEFAULT.iterations(1000).validateEvery(1000).options();
    ProgressReport report = report(options, true);

    update(report, 1, 5);
    assertThat(reported.get(0).iterationsPerSecond()).isZero();
    assertThat(reported.get(0).secondsLeft()).isNegative();
    update(report, 2, 2);
    for (int iteration = 3; iteration <= 100; iteration++) {
      update(report, iteration, 0.1);
    }

    Event.Progress last = reported.get(reported.size() - 1);
    assertThat(last.iterationsPerSecond()).isEqualTo(10, within(0.5));
  }

  @Test
  void aChangeOfPaceIsNoticedWithinAMinute() {
    TrainingOptions options = SmallTraining.DEFAULT.iterations(9000).validateEvery(9000).options();
    ProgressReport report = report(options, true);

    int iteration = 0;
    while (iteration < 1000) {
      update(report, ++iteration, 0.1);
    }
    while (iteration < 1120) {
      update(report, ++iteration, 0.5);
    }

    Event.Progress last = reported.get(reported.size() - 1);
    assertThat(last.iterationsPerSecond()).isEqualTo(2, within(0.5));
  }

  private static TrainingRun run() {
    try (Workers workers = new Workers(1)) {
      return new TrainingRun(
          SmallTraining.DEFAULT.options(),
          RandomSongs.tensors(1, RandomSongs.ENCODING, 20),
          List.of(),
          new JvmEngine(Kernels.best(), workers),
          workers,
          List.of());
    }
  }

  private ProgressReport report(TrainingOptions options, boolean validates) {
    return report(options, validates, false);
  }

  private ProgressReport report(TrainingOptions options, boolean validates, boolean isLimited) {
    return new ProgressReport(
        options,
        validates,
        isLimited,
        event -> {
          reported.add((Event.Progress) event);
          reportedAt.add(now);
        },
        () -> now);
  }

  /** Does what a run does between two iterations, both included, with such times in seconds. */
  private void train(
      ProgressReport report,
      TrainingOptions options,
      int first,
      int last,
      double update,
      double validation,
      double checkpoint) {
    for (int iteration = first; iteration <= last; iteration++) {
      boolean end = iteration == options.schedule().iterations();
      update(report, iteration, update);
      if (end || iteration % options.schedule().validateEvery() == 0) {
        validate(report, iteration, validation, false);
      }
      if (!end && iteration % options.schedule().checkpointEvery() == 0) {
        tick(checkpoint);
        report.checkpoint(RUN);
      }
    }
  }

  private void update(ProgressReport report, int iteration, double seconds) {
    tick(seconds);
    report.updated(iteration, 0.5);
  }

  private void validate(ProgressReport report, int iteration, double seconds, boolean best) {
    tick(seconds);
    report.validated(new TrainingLog.Row(iteration, 0.5, 0.25, 8), best);
  }

  private void tick(double seconds) {
    now += Math.round(seconds * 1e9);
  }
}
