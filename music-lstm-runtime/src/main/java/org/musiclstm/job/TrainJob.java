package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.musiclstm.network.Engine;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.progress.ProgressReport;
import org.musiclstm.progress.TimeBudget;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.Provenance;
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
  private final TrainingOutcome outcome;

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
    this.outcome = new TrainingOutcome(request, budget);
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
      return stop.getAsBoolean() || !budget.isUp()
          ? TrainingOutcome.interruptedBefore("The build was")
          : outcome.tooLate();
    }
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
        return TrainingOutcome.interruptedBefore(turn.waited() ? "Waiting was" : "The build was");
      }
      if (turn.waited() && budget.isUp()) {
        return outcome.waitedTooLong();
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
              ? TrainingOutcome.interrupted(checkpoint)
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
          yield TrainingOutcome.interrupted(checkpoint);
        }
        // The model is there: what others gain from it is not worth another word.
        Stop.ignoring(
            () -> {
              sayMachine(model, Optional.of(machine(engine)));
              if (shelf.put(model, true, Optional.of(machine(engine)))) {
                remove(checkpoint);
              }
            });
        yield outcome.done(network, plan);
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
    if (request.limits().failWhenTimeIsUp()) {
      return outcome.failed(network, checkpoint, isOn);
    }
    Optional<TrainedNetwork> measured = network.asLastMeasured();
    if (measured.isEmpty()) {
      return outcome.nothingMeasured(network, checkpoint, isOn);
    }
    TrainingPlan shorter = plan.withIterations(measured.get().iterations());
    MusicModel model = shorter.model(measured.get());
    try {
      ModelFile.write(request.modelFile(), model);
    } catch (StoppedException e) {
      // The checkpoint was written when the time was up.
      return TrainingOutcome.interrupted(checkpoint);
    }
    Stop.ignoring(() -> sayMachine(model, Optional.of(machine(engine))));
    return outcome.ended(network, measured.get(), shorter, checkpoint, isOn);
  }

  /** Takes a model that is there, under the names that the songs have now. */
  private Result reuse(MusicModel model, TrainingPlan plan, Shelf shelf) {
    Optional<Machine> machine = shelf.trainedOn();
    ModelFile.write(request.modelFile(), model);
    sayMachine(model, machine);
    shelf.put(model, false, machine);
    return outcome.reused(plan);
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
}
