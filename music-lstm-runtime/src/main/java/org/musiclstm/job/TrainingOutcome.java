package org.musiclstm.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.progress.TimeBudget;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.TrainedNetwork;
import org.musiclstm.training.TrainingPlan;

/** What came of a training, in words for the build's log. */
final class TrainingOutcome {
  private final TrainRequest request;
  private final TimeBudget budget;

  TrainingOutcome(TrainRequest request, TimeBudget budget) {
    this.request = request;
    this.budget = budget;
  }

  /** It was asked to stop before training began. */
  static Result interruptedBefore(String what) {
    return new Result(
        Result.Status.INTERRUPTED,
        List.of(what + " interrupted before training began; nothing was trained."));
  }

  /** The budget was used up before training began. */
  Result tooLate() {
    return new Result(
        Result.Status.INPUT,
        List.of(
            "The time budget of "
                + budget.text()
                + " was used up before training began; nothing was trained. Raise timeBudget."));
  }

  /** The budget was used up before it was the training's turn. */
  Result waitedTooLong() {
    return new Result(
        Result.Status.INPUT,
        List.of(
            "The time budget of "
                + budget.text()
                + " was used up while other trainings were waited for; nothing was trained."
                + " Raise timeBudget, or set queue to false."));
  }

  /** It was asked to stop while it trained. */
  static Result interrupted(Checkpoint checkpoint) {
    return new Result(
        Result.Status.INTERRUPTED,
        List.of(
            checkpoint
                .writtenAt()
                .map(
                    iteration ->
                        "Training was interrupted after iteration "
                            + iteration
                            + "; the next build goes on from there.")
                .orElse("Training was interrupted and there is no checkpoint to go on from.")));
  }

  /** It is done. */
  Result done(TrainedNetwork network, TrainingPlan plan) {
    return new Result(Result.Status.DONE, summary(network, plan));
  }

  /** A model was there already. */
  Result reused(TrainingPlan plan) {
    return new Result(
        Result.Status.DONE,
        List.of("Trained before with the same songs and options, so not again.", modelLine(plan)));
  }

  /**
   * The time was up, and that is to fail the build.
   *
   * @param isOn whether this build has made an iteration
   */
  Result failed(TrainedNetwork network, Checkpoint checkpoint, boolean isOn) {
    return new Result(
        Result.Status.INPUT,
        List.of(
            "The "
                + timeIsUp(network, isOn)
                + next(checkpoint)
                + " Raise timeBudget"
                + (isOn ? ", or set onTimeBudget to finish to take what there is." : ".")));
  }

  /**
   * The time was up before there was a model.
   *
   * @param isOn whether this build has made an iteration
   */
  Result nothingMeasured(TrainedNetwork network, Checkpoint checkpoint, boolean isOn) {
    return new Result(
        Result.Status.INPUT,
        List.of(
            "The "
                + timeIsUp(network, isOn)
                + ", and nothing was measured yet, so that there is no model"
                + next(checkpoint)
                + " Raise timeBudget, or lower validationShare."));
  }

  /**
   * The time was up, and what there was is the model.
   *
   * @param measured the network of the model
   * @param shorter the plan whose model it is
   * @param isOn whether this build has made an iteration
   */
  Result ended(
      TrainedNetwork network,
      TrainedNetwork measured,
      TrainingPlan shorter,
      Checkpoint checkpoint,
      boolean isOn) {
    String what = timeIsUp(network, isOn);
    List<String> summary = summary(measured, shorter);
    summary.add(
        0,
        "The "
            + what
            + ", so the model is the one that iterations="
            + measured.iterations()
            + " makes"
            + next(checkpoint));
    return new Result(Result.Status.DONE, summary, "the " + what);
  }

  private static String next(Checkpoint checkpoint) {
    return checkpoint.writtenAt().isPresent()
        ? "; the next build goes on from there."
        : "; there is no checkpoint to go on from.";
  }

  private String timeIsUp(TrainedNetwork network, boolean isOn) {
    String what =
        "time budget of "
            + budget.text()
            + " was used up at iteration "
            + network.iterations()
            + " of "
            + request.options().schedule().iterations();
    if (isOn) {
      return what;
    }
    return what
        + (network.iterations() == 0
            ? ", which it does not suffice for"
            : ", before the songs for validation were measured once");
  }

  private List<String> summary(TrainedNetwork network, TrainingPlan plan) {
    List<String> lines = new ArrayList<>();
    TrainingLog.Row best = network.best();
    String why =
        network.ending() == TrainedNetwork.Ending.PATIENCE
            ? " (ended early: validation had not improved for "
                + request.options().schedule().patience()
                + " validations)"
            : "";
    lines.add("Trained " + network.iterations() + " iterations" + why + ".");
    if (Double.isNaN(best.validationNats())) {
      lines.add(
          String.format(
              Locale.ROOT, "Last iteration: training loss %.5f, no validation.", best.trainLoss()));
    } else {
      lines.add(
          String.format(
              Locale.ROOT,
              "Best at iteration %d: training loss %.5f, validation loss %.5f, %.3f nats per time step.",
              network.bestIteration(),
              best.trainLoss(),
              best.validationLoss(),
              best.validationNats()));
    }
    lines.add(modelLine(plan));
    return lines;
  }

  private String modelLine(TrainingPlan plan) {
    return modelLine(request.modelFile(), plan.fingerprint());
  }

  /** A line that says of the file of a model that was written. */
  static String modelLine(Path file, String fingerprint) {
    return "Model: "
        + file
        + " ("
        + ByteSize.text(file.toFile().length())
        + "), fingerprint "
        + Fingerprint.shortened(fingerprint);
  }
}
