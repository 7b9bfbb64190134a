package org.musiclstm.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.corpus.TypicalStyle;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Footprint;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;

/**
 * What is to be trained on what: everything that decides the bytes of the model, and nothing else.
 */
public final class TrainingPlan {
  private final Encoding encoding;
  private final TrainingOptions options;
  private final Split split;
  private final List<Rejected> rejected;
  private final @Nullable InitialModel initialModel;
  private final Provenance.Making making;
  private final String fingerprint;

  /**
   * Makes a plan.
   *
   * @param split songs of this encoding, at least one of them to learn from
   * @param rejected files that could not be used, for the model's provenance
   */
  public TrainingPlan(
      Encoding encoding, TrainingOptions options, Split split, List<Rejected> rejected) {
    this(encoding, options, split, rejected, null, Provenance.Making.at(Provenance.Making.NO_TIME));
  }

  private TrainingPlan(
      Encoding encoding,
      TrainingOptions options,
      Split split,
      List<Rejected> rejected,
      @Nullable InitialModel initialModel,
      Provenance.Making making) {
    this.encoding = encoding;
    this.options =
        options.with(
            options
                .regularisation()
                .resolved(
                    split.training().stream().mapToLong(song -> song.tensor().steps()).sum()));
    this.split = split;
    this.rejected = List.copyOf(rejected);
    this.initialModel = initialModel;
    this.making = making;
    this.fingerprint = computeFingerprint();
  }

  /** The same plan, but training begins with what a model has learnt. */
  public TrainingPlan beginningWith(InitialModel model) {
    return new TrainingPlan(encoding, options, split, rejected, model, making);
  }

  /** The same plan, but the model predicts that this has made it, which changes nothing else. */
  public TrainingPlan madeBy(Provenance.Making other) {
    return new TrainingPlan(encoding, options, split, rejected, initialModel, other);
  }

  private String computeFingerprint() {
    Fingerprint print = new Fingerprint();
    print.add("format", ModelFile.FORMAT);
    decisiveOptions().forEach(print::add);
    split.training().forEach(song -> print.add("training", song.fileSha256()));
    split.validation().forEach(song -> print.add("validation", song.fileSha256()));
    return print.hex();
  }

  /** Every option that can change the model, by name, as a user writes them. */
  public SortedMap<String, String> decisiveOptions() {
    SortedMap<String, String> all = new Recipe(encoding, options).text();
    if (initialModel != null) {
      all.putAll(initialModel.ancestry().options());
    }
    return all;
  }

  /** The options, with what is right for the corpus where they leave that open. */
  public TrainingOptions options() {
    return options;
  }

  /** Names the songs' contents, the options, the initial model and the runtime's format. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Whether there are songs to validate on. */
  public boolean validates() {
    return !split.validation().isEmpty();
  }

  /** Begins training with the runtime's own kernels. */
  public TrainingRun start(Kernel kernel, Workers workers, List<TrainingListener> listeners) {
    return start(new JvmEngine(kernel, workers), workers, listeners);
  }

  /**
   * Checks, before a training waits for its turn, that it can end in a model.
   *
   * @param engine the one that the options name
   * @throws InputException when there are more songs than a model can predict, or less memory than
   *     the options need
   */
  public void check(Engine engine) {
    ModelFile.check(provenance(new TreeMap<>()));
    memory().check(engine);
  }

  /**
   * Begins training.
   *
   * @param engine the one that the options name
   * @throws InputException when there is less memory than the options need
   */
  public TrainingRun start(Engine engine, Workers workers, List<TrainingListener> listeners) {
    TrainingRun run =
        new TrainingRun(
            options, learnt(), Song.tensors(split.validation()), engine, workers, listeners);
    if (initialModel != null) {
      run.beginWith(initialModel.parameters());
    }
    return run;
  }

  /** What the training takes at most with an engine, apart from the songs. */
  public Footprint footprint(Engine engine) {
    return memory().footprint(engine);
  }

  private TrainingMemory memory() {
    return new TrainingMemory(options, learnt(), Song.tensors(split.validation()));
  }

  /** How much there is to compute, if training does not end early. */
  public TrainingWork work() {
    return TrainingWork.of(options, learnt(), Song.tensors(split.validation()));
  }

  /** How many updates take about as long as one validation. */
  public double updatesPerValidation() {
    List<NoteTensor> songs = Song.tensors(split.validation());
    return work().updates((double) songs.stream().mapToLong(NoteTensor::steps).sum());
  }

  /** The same plan with another number of iterations. */
  public TrainingPlan withIterations(int iterations) {
    return new TrainingPlan(
        encoding,
        options.with(Schedule.ITERATIONS, iterations),
        split,
        rejected,
        initialModel,
        making);
  }

  /**
   * The songs as they are learnt from: with silence behind each, so that the network learns where
   * songs end. Songs that only measure it stay as they are.
   */
  private List<NoteTensor> learnt() {
    return split.training().stream()
        .map(song -> song.tensor().withSilence(encoding.endingSteps()))
        .toList();
  }

  /** The model that a finished training makes. */
  public MusicModel model(TrainedNetwork network) {
    return new MusicModel(
        encoding,
        TypicalStyle.of(split.training(), encoding),
        network.parameters(),
        network.log(),
        provenance(results(network)));
  }

  /**
   * The model that this plan makes, from one that the same plan has made of songs that had other
   * names: the same bytes as if it had been trained again.
   *
   * @param made a model with this plan's fingerprint
   */
  public MusicModel model(MusicModel made) {
    if (!made.provenance().fingerprint().equals(fingerprint)) {
      throw new IllegalArgumentException("the model is that of another plan");
    }
    return new MusicModel(
        encoding,
        made.style(),
        made.parameters(),
        made.log(),
        provenance(made.provenance().results()));
  }

  private Provenance provenance(SortedMap<String, String> results) {
    List<Provenance.SongOrigin> songs = new ArrayList<>();
    split.training().forEach(song -> songs.add(origin(song, Provenance.Side.TRAINING)));
    split.validation().forEach(song -> songs.add(origin(song, Provenance.Side.VALIDATION)));
    songs.sort(
        Comparator.comparing(Provenance.SongOrigin::sha256)
            .thenComparing(Provenance.SongOrigin::name));
    return new Provenance(
        fingerprint,
        making,
        songs,
        rejected.stream()
            .map(file -> new Provenance.RejectedFile(file.name(), file.reason()))
            .toList(),
        decisiveOptions(),
        results);
  }

  private SortedMap<String, String> results(TrainedNetwork network) {
    SortedMap<String, String> results = new TreeMap<>();
    results.put("iterations", Integer.toString(network.iterations()));
    results.put("ending", ending(network).name());
    results.put("bestIteration", Integer.toString(network.bestIteration()));
    TrainingLog.Row best = network.best();
    results.put("trainLoss", Decimal.text(best.trainLoss()));
    results.put("validationLoss", Decimal.text(best.validationLoss()));
    results.put("validationNats", Decimal.text(best.validationNats()));
    return results;
  }

  /** Training whose time was up is one of as many iterations as it made, and ends as that does. */
  private TrainedNetwork.Ending ending(TrainedNetwork network) {
    if (network.ending() != TrainedNetwork.Ending.TIME) {
      return network.ending();
    }
    long worse =
        network.log().rows().stream()
            .filter(row -> row.iteration() > network.bestIteration())
            .count();
    return options.schedule().patience() > 0 && worse >= options.schedule().patience()
        ? TrainedNetwork.Ending.PATIENCE
        : TrainedNetwork.Ending.ITERATIONS;
  }

  private static Provenance.SongOrigin origin(Song song, Provenance.Side side) {
    return new Provenance.SongOrigin(
        song.name(), song.fileSha256(), side, song.tensor().steps(), song.notes(), song.findings());
  }
}
