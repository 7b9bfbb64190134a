package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;
import org.musiclstm.RefusedOptionsException;
import org.musiclstm.WholeFile;
import org.musiclstm.Words;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.ReproduceRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.Strictness;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.EngineName;
import org.musiclstm.provenance.Ancestry;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.report.ModelDifference;
import org.musiclstm.songs.ModelSongs;
import org.musiclstm.training.InitialModel;
import org.musiclstm.training.Recipe;
import org.musiclstm.training.TrainingPlan;

/** Carries out a request to train a model again and to compare the bytes. */
final class ReproduceJob {
  private final ReproduceRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;

  ReproduceJob(
      ReproduceRequest request,
      Kernel kernel,
      Workers workers,
      EventLog events,
      BooleanSupplier stop) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    try {
      return Result.unlessStopped(
          stop,
          "Training the model again was interrupted before training began; nothing was trained.",
          this::reproduce);
    } catch (RefusedOptionsException e) {
      // The options are those of the provenance.
      throw new InputException(e.withSameOptions(), e);
    }
  }

  private Result reproduce() {
    WholeFile.check(request.reproducedFile());
    MusicModel model = ModelFile.read(request.modelFile());
    Provenance provenance = model.provenance();
    request.check(provenance.options());
    Recipe recipe = Recipe.parse(provenance.options());
    Optional<InitialModel> initialModel = initialModel(provenance, recipe);
    Split split = split(provenance, recipe);
    Provenance.Making making = Provenance.Making.at(provenance.making().time());
    TrainingPlan fromScratch =
        new TrainingPlan(
                recipe.encoding(),
                recipe.options(),
                split,
                provenance.rejected().stream()
                    .map(file -> new Rejected(file.name(), file.reason()))
                    .toList())
            .madeBy(making);
    TrainingPlan plan = initialModel.map(fromScratch::beginningWith).orElse(fromScratch);
    check(plan, model);
    EngineName engine = recipe.options().engine();
    if (!engine.repeatsOnEveryMachine()) {
      events.warn(
          "The model was trained with the engine "
              + engine.text()
              + ", which makes "
              + engine.sameness()
              + ", so that elsewhere the bytes will differ.");
      warnOfAnotherMachine(provenance, Engines.start(engine, kernel, workers).description());
    }
    if (!making.equals(provenance.making())) {
      events.warn(
          "The model was made by "
              + versions(provenance.making())
              + " and this is "
              + versions(making)
              + ", so the bytes will differ in provenance.json at least.");
    }
    events.info(
        "Training "
            + Fingerprint.shortened(plan.fingerprint())
            + " again on "
            + split.training().size()
            + " songs, validating on "
            + split.validation().size()
            + ".");
    Result trained =
        new TrainJob(training(recipe, provenance), kernel, workers, events, stop).run(plan);
    return trained.status() == Result.Status.DONE ? compare(model, trained, engine) : trained;
  }

  /** Compares what made the model with what is to make it again, where that is reported. */
  private void warnOfAnotherMachine(Provenance provenance, String here) {
    Path file = MachineFile.beside(request.modelFile());
    MachineFile.read(file, provenance.fingerprint())
        .flatMap(machine -> Optional.ofNullable(machine.details().get(Machine.KERNEL)))
        .filter(there -> !there.equals(here))
        .ifPresent(
            there ->
                events.warn(
                    "The model was trained with "
                        + there
                        + ", as "
                        + file
                        + " says, and is trained again with "
                        + here
                        + ", so the bytes may differ. Set environment variables and backend as"
                        + " they were."));
  }

  private static String versions(Provenance.Making making) {
    return "music-lstm " + making.version() + " with Tribuo " + making.tribuo();
  }

  /** What train is asked for; nothing that was trained before is taken. */
  private TrainRequest training(Recipe recipe, Provenance provenance) {
    return new TrainRequest(
        new SongSource(request.songs().get(0), List.of(), false, false, recipe.encoding()),
        recipe.options(),
        request.initialModel(),
        request.reproducedFile(),
        request.workDirectory(),
        new TrainRequest.Cache(false, request.workDirectory(), 0, false),
        new TrainRequest.Limits(0, false, request.queue()),
        provenance.making().time().toString(),
        workers.size());
  }

  /**
   * The songs under the names that the model knows, on the sides that they had.
   *
   * @throws InputException when one is missing
   */
  private Split split(Provenance provenance, Recipe recipe) {
    ModelSongs songs = ModelSongs.of(provenance, request.songs());
    if (!songs.missing().isEmpty()) {
      throw new InputException(
          "The model cannot be trained again, since of its "
              + provenance.songs().size()
              + " songs, "
              + songs.missing().size()
              + Words.either(songs.missing().size(), " is", " are")
              + " not in "
              + songs.where()
              + " ("
              + songs.namesOfMissing()
              + "). Put back the files as they were, or set midiDirectory, validationDirectory or"
              + " includes to where they are.");
    }
    if (songs.others() > 0) {
      events.info(
          songs.others()
              + (songs.others() == 1 ? " file is none" : " files are none")
              + " of the model's songs, and left out.");
    }
    Corpus corpus = CorpusReader.read(songs.found(), recipe.encoding(), Strictness.TOLERANT);
    if (!corpus.rejected().isEmpty()) {
      throw new InputException(
          "The model cannot be trained again, since this version of music-lstm cannot use "
              + corpus.rejected().get(0)
              + ". Use version "
              + provenance.making().version()
              + ", which made the model.");
    }
    List<Provenance.SongOrigin> origins = ModelSongs.inOrder(provenance);
    List<Song> training = new ArrayList<>();
    List<Song> validation = new ArrayList<>();
    for (int n = 0; n < origins.size(); n++) {
      Song song = corpus.songs().get(n);
      if (!song.fileSha256().equals(origins.get(n).sha256())) {
        throw new InputException(
            "The song " + song.name() + " changed while it was read. Run the goal again.");
      }
      (origins.get(n).side() == Provenance.Side.TRAINING ? training : validation).add(song);
    }
    return Split.given(training, validation);
  }

  /**
   * The model that training began with, if it began with one.
   *
   * @throws InputException when it is another one
   */
  private Optional<InitialModel> initialModel(Provenance provenance, Recipe recipe) {
    Optional<Ancestry.Initial> initial = provenance.ancestry().initialModel();
    if (initial.isEmpty()) {
      return Optional.empty();
    }
    Path file = request.initialModel().get(0);
    MusicModel model = ModelFile.read(file, "initialModel");
    // Of a model of another size, it is first of all reported that it is another one.
    if (!model.learntSha256().equals(initial.get().sha256())) {
      throw ReproduceRequest.otherInitialModel(
          file, model.provenance().fingerprint(), initial.get());
    }
    return Optional.of(InitialModel.of(model, recipe.encoding(), recipe.options()));
  }

  /** Refuses a provenance that is not that of the model. */
  private static void check(TrainingPlan plan, MusicModel model) {
    Provenance provenance = model.provenance();
    if (!plan.fingerprint().equals(provenance.fingerprint())
        || !plan.decisiveOptions().equals(provenance.options())) {
      throw new InputException(
          "The model's provenance does not fit together: its songs and options have the fingerprint "
              + plan.fingerprint()
              + ", but it says "
              + provenance.fingerprint()
              + ". Take a copy of the model that nobody has changed.");
    }
  }

  private Result compare(MusicModel model, Result trained, EngineName engine) {
    Path made = request.reproducedFile();
    try {
      if (Files.mismatch(request.modelFile(), made) < 0) {
        List<String> summary = new ArrayList<>(trained.summary());
        summary.add(
            "Reproduced: the model that was trained again has the same bytes, SHA-256 "
                + DescribeJob.sha256(made)
                + ".");
        return new Result(Result.Status.DONE, summary);
      }
    } catch (IOException e) {
      throw new InputException(
          "The files "
              + request.modelFile()
              + " and "
              + made
              + " cannot be compared: "
              + e
              + ". Make sure that they are readable.",
          e);
    }
    ModelDifference difference = ModelDifference.of(model, ModelFile.read(made));
    List<String> clauses = difference.clauses();
    if (clauses.isEmpty()) {
      throw new InputException(
          "The model that was trained again, "
              + made
              + ", holds the same as "
              + request.modelFile()
              + ", but is not the same bytes: that file was written in another way. Take a copy of"
              + " the model that no other program has packed anew.");
    }
    clauses.forEach(clause -> events.warn("Not reproduced: " + clause + "."));
    throw new InputException(
        "The model that was trained again, "
            + made
            + ", does not have the same bytes"
            + (difference.inWeights() ? "" : ", though the weights are the same")
            + ": "
            + String.join("; ", clauses.subList(0, Math.min(2, clauses.size())))
            + ". "
            + remedy(difference, engine, model.provenance().making()));
  }

  private static String remedy(
      ModelDifference difference, EngineName engine, Provenance.Making making) {
    return !engine.repeatsOnEveryMachine() && difference.inWeights()
        ? "The engine "
            + engine.text()
            + " makes "
            + engine.sameness()
            + ": train it again where it was trained, as its machine.json says."
        : "Use " + versions(making) + ", which made the model, or ask who changed it.";
  }
}
