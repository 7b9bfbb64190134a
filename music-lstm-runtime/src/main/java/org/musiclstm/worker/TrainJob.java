package org.musiclstm.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.Strictness;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.TrainedNetwork;
import org.musiclstm.training.TrainingListener;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingRun;

/** Carries out a request to train. */
final class TrainJob {

  private final TrainRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;

  TrainJob(
      TrainRequest request, Kernel kernel, Workers workers, EventLog events, BooleanSupplier stop) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    WholeFile.check(request.modelFile());
    List<Rejected> rejected = new ArrayList<>();
    Split split = split(rejected);
    TrainingOptions options = request.options();
    NetworkShape shape =
        new NetworkShape(
            request.encoding().features(), options.hiddenUnits(), options.hiddenLayers());
    events.info(
        String.format(
            Locale.ROOT,
            "Training on %d songs, validating on %d; %d x %d units, %,d parameters, seed %d.",
            split.training().size(),
            split.validation().size(),
            options.hiddenLayers(),
            options.hiddenUnits(),
            shape.parameters(),
            options.seed()));

    TrainingPlan plan = new TrainingPlan(request.encoding(), options, split, rejected);
    Checkpoint checkpoint =
        new Checkpoint(
            request.workDirectory().resolve("checkpoint-" + shortened(plan) + ".zip"),
            plan.fingerprint());
    ProgressReport progress = new ProgressReport(options.iterations(), events);
    TrainingRun run =
        plan.start(kernel, workers, List.of(new Attempt(checkpoint, events), progress));
    checkpoint
        .resume(run)
        .ifPresent(
            iteration -> {
              events.info("Going on from the checkpoint at iteration " + iteration + ".");
              progress.beginAt(iteration);
            });
    TrainedNetwork network = run.run(stop);
    if (network.ending() == TrainedNetwork.Ending.STOPPED) {
      return new Result(Result.Status.INTERRUPTED, List.of(interrupted(checkpoint)));
    }
    try {
      ModelFile.write(request.modelFile(), plan.model(network));
    } catch (InputException e) {
      // The disk may have filled up meanwhile: the next build need only write the model.
      checkpoint.checkpoint(run);
      throw e;
    }
    checkpoint.remove();
    return new Result(Result.Status.DONE, summary(network, plan));
  }

  private Split split(List<Rejected> rejected) {
    Corpus corpus = read(request.songs(), "midiDirectory");
    report(corpus, "", rejected);
    if (request.validationSongs().isEmpty()) {
      double share = request.options().validationShare();
      Split split = Split.byShare(corpus.songs(), share);
      if (split.validation().isEmpty() && share > 0) {
        events.warn(
            "The corpus ("
                + corpus.songs().size()
                + ") is too small to keep "
                + share
                + " of them for validation: training runs all iterations and keeps the last"
                + " parameters. Add songs, raise validationShare or set validationDirectory.");
      }
      return split;
    }
    List<Song> validation = new ArrayList<>();
    Corpus judges = read(request.validationSongs().get(0), "validationDirectory");
    report(judges, "validation: ", rejected);
    validation.addAll(judges.songs());
    Split split = Split.given(corpus.songs(), validation);
    if (split.sharedSongs() > 0) {
      events.warn(
          split.sharedSongs()
              + " songs are both in midiDirectory and in validationDirectory, so validation looks"
              + " better than it is. Remove them from one.");
    }
    return split;
  }

  private Corpus read(SongFolder folder, String option) {
    return CorpusReader.read(
        folder,
        option,
        request.encoding(),
        request.strict() ? Strictness.STRICT : Strictness.TOLERANT,
        request.failOnUnreadable());
  }

  private void report(Corpus corpus, String prefix, List<Rejected> rejected) {
    corpus.summary().forEach(line -> events.info(prefix + line));
    corpus.losses().forEach(line -> events.warn(prefix + line));
    corpus.details().forEach(line -> events.debug(prefix + line));
    rejected.addAll(corpus.rejected());
  }

  private static String interrupted(Checkpoint checkpoint) {
    return checkpoint
        .writtenAt()
        .map(
            iteration ->
                "Training was interrupted after iteration "
                    + iteration
                    + "; the next build goes on from there.")
        .orElse("Training was interrupted and there is no checkpoint to go on from.");
  }

  private List<String> summary(TrainedNetwork network, TrainingPlan plan) {
    List<String> lines = new ArrayList<>();
    TrainingLog.Row best = network.best();
    String why =
        network.ending() == TrainedNetwork.Ending.PATIENCE
            ? " (ended early: validation had not improved for "
                + request.options().patience()
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
              "Best at iteration %d: training loss %.5f, validation loss %.5f, %.3f nats a layer.",
              network.bestIteration(),
              best.trainLoss(),
              best.validationLoss(),
              best.validationNats()));
    }
    lines.add(
        "Model: "
            + request.modelFile()
            + " ("
            + size(request.modelFile())
            + "), fingerprint "
            + shortened(plan));
    return lines;
  }

  private static String shortened(TrainingPlan plan) {
    return plan.fingerprint().substring(0, 12);
  }

  /** Writes checkpoints; one that cannot be written is no reason to give up the training. */
  private record Attempt(Checkpoint file, EventLog events) implements TrainingListener {
    @Override
    public void checkpoint(TrainingRun run) {
      try {
        file.checkpoint(run);
      } catch (InputException e) {
        events.warn("Training goes on without a checkpoint. " + e.getMessage());
      }
    }
  }

  private static String size(Path file) {
    return String.format(Locale.ROOT, "%.1f MB", file.toFile().length() / 1e6);
  }
}
