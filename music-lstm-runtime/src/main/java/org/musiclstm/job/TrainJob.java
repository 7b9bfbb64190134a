package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.Engine;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.progress.ProgressReport;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.shelf.Checkpointing;
import org.musiclstm.shelf.Shelf;
import org.musiclstm.shelf.Turn;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.Checkpoint;
import org.musiclstm.training.InitialModel;
import org.musiclstm.training.TrainedNetwork;
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
  private final LongSupplier nanoTime;
  private final TimeBudget budget;

  TrainJob(
      TrainRequest request, Kernel kernel, Workers workers, EventLog events, BooleanSupplier stop) {
    this(request, kernel, workers, events, stop, System::nanoTime);
  }

  /**
   * Makes a job, whose time begins now.
   *
   * @param nanoTime the time in nanoseconds from some moment
   */
  TrainJob(
      TrainRequest request,
      Kernel kernel,
      Workers workers,
      EventLog events,
      BooleanSupplier stop,
      LongSupplier nanoTime) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
    this.nanoTime = nanoTime;
    this.budget = new TimeBudget(request.limits().milliseconds(), nanoTime);
  }

  Result run() {
    return unlessStopped(
        () -> {
          Prepared prepared = Stop.heeding(budget::isOverdrawn, this::prepare);
          return run(prepared.plan(), prepared.engine());
        });
  }

  /** Carries out a plan, whatever songs the request names. */
  public Result run(TrainingPlan plan) {
    return unlessStopped(() -> run(plan, engine()));
  }

  private Result unlessStopped(Supplier<Result> work) {
    try {
      return Stop.heeding(stop, work);
    } catch (StoppedException e) {
      return stop.getAsBoolean() || !budget.isUp() ? interruptedBefore("The build was") : tooLate();
    }
  }

  private static Result interruptedBefore(String what) {
    return new Result(
        Result.Status.INTERRUPTED,
        List.of(what + " interrupted before training began; nothing was trained."));
  }

  /** The budget was used up before training began. */
  private Result tooLate() {
    return new Result(
        Result.Status.INPUT,
        List.of(
            "The time budget of "
                + budget.text()
                + " was used up before training began; nothing was trained. Raise timeBudget."));
  }

  /** What is to be trained, and with what. */
  private record Prepared(TrainingPlan plan, Engine engine) {}

  private Prepared prepare() {
    WholeFile.check(request.modelFile());
    Optional<InitialModel> initialModel = initialModel();
    TrainingOptions options = request.options();
    Engine engine = engine();
    SplitCorpus corpus = SplitCorpus.look(request.source(), options.validationShare());
    corpus.check();
    corpus.report("the model's provenance.json", events);
    Split split = corpus.split();
    Encoding encoding = request.source().encoding();
    NetworkShape shape = options.network().shape(encoding.features());
    events.info(
        String.format(
            Locale.ROOT,
            "Training on %d songs, validating on %d; %d x %d units, %s output, %,d parameters,"
                + " seed %d%s.",
            split.training().size(),
            split.validation().size(),
            options.network().hiddenLayers(),
            options.network().hiddenUnits(),
            options.network().output(),
            shape.parameters(),
            options.seed(),
            Engines.mention(engine)));

    TrainingPlan fromScratch = new TrainingPlan(encoding, options, split, corpus.rejected());
    TrainingPlan plan = initialModel.map(fromScratch::beginningWith).orElse(fromScratch);
    Instant time = Instant.parse(request.outputTimestamp());
    return new Prepared(plan.madeBy(Provenance.Making.at(time)), engine);
  }

  /** The engine, before time goes into what it may be missing for. */
  private Engine engine() {
    Engine engine = Engines.start(request.options().engine(), kernel, workers);
    events.debug("Engine " + engine.name().text() + ": " + engine.description() + ".");
    return engine;
  }

  private Result run(TrainingPlan plan, Engine engine) {
    Shelf shelf = new Shelf(request, plan, engine, events);
    BooleanSupplier ends = () -> stop.getAsBoolean() || budget.isUp();
    Optional<MusicModel> made = shelf.model();
    if (made.isPresent()) {
      return reuse(plan.model(made.get()), plan, shelf);
    }
    check(plan, engine);
    try (Turn turn = shelf.await(ends)) {
      if (turn.model().isPresent()) {
        return reuse(plan.model(turn.model().get()), plan, shelf);
      }
      if (stop.getAsBoolean()) {
        return interruptedBefore(turn.waited() ? "Waiting was" : "The build was");
      }
      if (turn.waited() && budget.isUp()) {
        return new Result(
            Result.Status.INPUT,
            List.of(
                "The time budget of "
                    + budget.text()
                    + " was used up while other trainings were waited for; nothing was trained."
                    + " Raise timeBudget, or set queue to false."));
      }
      return train(plan, engine, shelf, turn);
    } finally {
      shelf.shrink();
    }
  }

  /** Refuses a plan that cannot be carried out, which takes a look at each song. */
  private void check(TrainingPlan plan, Engine engine) {
    Stop.heeding(
        budget::isOverdrawn,
        () -> {
          plan.check(engine);
          return plan;
        });
  }

  private Result train(TrainingPlan plan, Engine engine, Shelf shelf, Turn turn) {
    TrainingOptions options = request.options();
    Checkpoint checkpoint =
        new Checkpoint(shelf.checkpointFile(), plan.fingerprint(), shelf::writeCheckpoint);
    ProgressReport progress =
        new ProgressReport(
            options,
            plan.validates(),
            request.limits().milliseconds() > 0,
            event -> {
              events.add(event);
              turn.say(event);
            },
            nanoTime);
    BooleanSupplier ends = () -> stop.getAsBoolean() || budget.isUpButForAModel();
    TrainingRun run =
        Stop.heeding(
            budget::isOverdrawn,
            () ->
                begin(
                    plan,
                    engine,
                    shelf,
                    checkpoint,
                    new Checkpointing(checkpoint, ends, events),
                    progress));
    int begin = run.iteration();
    budget.beginTraining(plan);
    TrainedNetwork network =
        request.limits().failWhenTimeIsUp()
            ? run.run(
                () ->
                    run.iteration() > begin ? budget.isUpButForACheckpoint() : budget.isOverdrawn())
            : run.run(budget::isOverdrawn, budget::isUpButForAModel);
    return switch (network.ending()) {
      case STOPPED ->
          stop.getAsBoolean()
              ? new Result(Result.Status.INTERRUPTED, List.of(interrupted(checkpoint)))
              : timeIsUp(network, plan, engine, checkpoint, run.iteration() > begin);
      case TIME -> timeIsUp(network, plan, engine, checkpoint, true);
      case ITERATIONS, PATIENCE -> {
        MusicModel model = plan.model(network);
        try {
          ModelFile.write(request.modelFile(), model);
        } catch (InputException e) {
          // The disk may have filled up meanwhile: the next build need only write the model.
          try {
            checkpoint.checkpoint(run);
          } catch (InputException e2) {
            e.addSuppressed(e2);
          }
          throw e;
        } catch (StoppedException e) {
          Stop.ignoring(() -> writeIfPossible(checkpoint, run));
          yield new Result(Result.Status.INTERRUPTED, List.of(interrupted(checkpoint)));
        }
        // The model is there: what others gain from it is not worth another word.
        Stop.ignoring(
            () -> {
              sayMachine(model, Optional.of(machine(engine)));
              if (shelf.put(model, true, Optional.of(machine(engine)))) {
                remove(checkpoint);
              }
            });
        yield new Result(Result.Status.DONE, summary(network, plan));
      }
    };
  }

  /** Begins at the beginning, or where an interrupted training stood. */
  private TrainingRun begin(
      TrainingPlan plan,
      Engine engine,
      Shelf shelf,
      Checkpoint checkpoint,
      Checkpointing checkpointing,
      ProgressReport progress) {
    TrainingRun run = plan.start(engine, workers, List.of(checkpointing, progress, budget));
    shelf
        .resume(copy -> checkpoint.resume(run, copy))
        .ifPresent(
            iteration -> {
              events.info("Going on from the checkpoint at iteration " + iteration + ".");
              progress.beginAt(iteration);
            });
    return run;
  }

  private void writeIfPossible(Checkpoint checkpoint, TrainingRun run) {
    try {
      checkpoint.checkpoint(run);
    } catch (InputException e) {
      events.warn(String.valueOf(e.getMessage()));
    }
  }

  private void remove(Checkpoint checkpoint) {
    try {
      checkpoint.remove();
    } catch (InputException e) {
      events.warn(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The time budget is used up.
   *
   * @param network may have been measured only some iterations ago, or never
   * @param isOn whether this build has made an iteration
   */
  private Result timeIsUp(
      TrainedNetwork network,
      TrainingPlan plan,
      Engine engine,
      Checkpoint checkpoint,
      boolean isOn) {
    String next =
        checkpoint.writtenAt().isPresent()
            ? "; the next build goes on from there."
            : "; there is no checkpoint to go on from.";
    String what =
        "time budget of "
            + budget.text()
            + " was used up at iteration "
            + network.iterations()
            + " of "
            + request.options().schedule().iterations();
    if (!isOn) {
      what +=
          network.iterations() == 0
              ? ", which it does not suffice for"
              : ", before the songs for validation were measured once";
    }
    if (request.limits().failWhenTimeIsUp()) {
      return new Result(
          Result.Status.INPUT,
          List.of(
              "The "
                  + what
                  + next
                  + " Raise timeBudget"
                  + (isOn ? ", or set onTimeBudget to finish to take what there is." : ".")));
    }
    Optional<TrainedNetwork> measured = network.asLastMeasured();
    if (measured.isEmpty()) {
      return new Result(
          Result.Status.INPUT,
          List.of(
              "The "
                  + what
                  + ", and nothing was measured yet, so that there is no model"
                  + next
                  + " Raise timeBudget, or lower validationShare."));
    }
    TrainingPlan shorter = plan.withIterations(measured.get().iterations());
    MusicModel model = shorter.model(measured.get());
    try {
      ModelFile.write(request.modelFile(), model);
    } catch (StoppedException e) {
      // The checkpoint was written when the time was up.
      return new Result(Result.Status.INTERRUPTED, List.of(interrupted(checkpoint)));
    }
    Stop.ignoring(() -> sayMachine(model, Optional.of(machine(engine))));
    List<String> summary = summary(measured.get(), shorter);
    summary.add(
        0,
        "The "
            + what
            + ", so the model is the one that iterations="
            + measured.get().iterations()
            + " makes"
            + next);
    return new Result(Result.Status.DONE, summary, "the " + what);
  }

  /** Takes a model that is there, under the names that the songs have now. */
  private Result reuse(MusicModel model, TrainingPlan plan, Shelf shelf) {
    Optional<Machine> machine = shelf.trainedOn();
    ModelFile.write(request.modelFile(), model);
    sayMachine(model, machine);
    shelf.put(model, false, machine);
    return new Result(
        Result.Status.DONE,
        List.of("Trained before with the same songs and options, so not again.", modelLine(plan)));
  }

  private Machine machine(Engine engine) {
    return Machine.current(engine.description(), engine.threads());
  }

  /** Says beside the model which machine has trained it, or nothing when that is not known. */
  private void sayMachine(MusicModel model, Optional<Machine> machine) {
    Path file = MachineFile.beside(request.modelFile());
    try {
      if (machine.isPresent()) {
        MachineFile.write(file, model, machine.get());
      } else {
        Files.deleteIfExists(file);
      }
    } catch (InputException | IOException e) {
      events.warn(
          "Beside the model it is not reported which machine has trained it. " + e.getMessage());
    }
  }

  private Optional<InitialModel> initialModel() {
    if (request.initialModel().isEmpty()) {
      return Optional.empty();
    }
    Path file = request.initialModel().get(0);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "There is no initial model " + file + ". Set initialModel to the file of a model.");
    }
    InitialModel model =
        InitialModel.of(
            ModelFile.read(file, "initialModel"), request.source().encoding(), request.options());
    events.info("Beginning with the model " + file + ", fingerprint " + model.fingerprint() + ".");
    return Optional.of(model);
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
