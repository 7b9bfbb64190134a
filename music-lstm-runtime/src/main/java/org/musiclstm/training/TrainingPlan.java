package org.musiclstm.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.corpus.TypicalStyle;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.Decimal;
import org.musiclstm.model.Fingerprint;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.Provenance;
import org.musiclstm.model.TrainingLog;
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
  private final String fingerprint;

  /**
   * Makes a plan.
   *
   * @param split songs of this encoding, at least one of them to learn from
   * @param rejected files that could not be used, for the model's provenance
   */
  public TrainingPlan(
      Encoding encoding, TrainingOptions options, Split split, List<Rejected> rejected) {
    this.encoding = encoding;
    this.options = options;
    this.split = split;
    this.rejected = List.copyOf(rejected);
    this.fingerprint = computeFingerprint();
  }

  private String computeFingerprint() {
    Fingerprint print = new Fingerprint();
    print.add("format", ModelFile.FORMAT);
    decisiveOptions().forEach(print::add);
    split.training().forEach(song -> print.add("training", song.fileSha256()));
    split.validation().forEach(song -> print.add("validation", song.fileSha256()));
    return print.hex();
  }

  private SortedMap<String, String> decisiveOptions() {
    SortedMap<String, String> all = new TreeMap<>(options.decisive());
    all.put("stepsPerQuarter", Integer.toString(encoding.stepsPerQuarter()));
    all.put("lowestPitch", Integer.toString(encoding.lowestPitch()));
    all.put("highestPitch", Integer.toString(encoding.highestPitch()));
    all.put("planes", encoding.planes().text());
    return all;
  }

  /** Names the songs' contents, the options and the runtime's format. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Whether there are songs to validate on. */
  public boolean validates() {
    return !split.validation().isEmpty();
  }

  /** Begins training. */
  public TrainingRun start(Kernel kernel, Workers workers, List<TrainingListener> listeners) {
    return new TrainingRun(
        options,
        tensors(split.training()),
        tensors(split.validation()),
        kernel,
        workers,
        listeners);
  }

  private static List<NoteTensor> tensors(List<Song> songs) {
    return songs.stream().map(Song::tensor).toList();
  }

  /** The model that a finished training makes. */
  public MusicModel model(TrainedNetwork network) {
    return new MusicModel(
        encoding,
        TypicalStyle.of(split.training()),
        network.parameters(),
        network.log(),
        provenance(network));
  }

  private Provenance provenance(TrainedNetwork network) {
    List<Provenance.SongOrigin> songs = new ArrayList<>();
    split.training().forEach(song -> songs.add(origin(song, Provenance.Side.TRAINING)));
    split.validation().forEach(song -> songs.add(origin(song, Provenance.Side.VALIDATION)));
    songs.sort(
        Comparator.comparing(Provenance.SongOrigin::sha256)
            .thenComparing(Provenance.SongOrigin::name));
    return new Provenance(
        fingerprint,
        songs,
        rejected.stream()
            .map(file -> new Provenance.RejectedFile(file.name(), file.reason()))
            .toList(),
        decisiveOptions(),
        results(network));
  }

  private static SortedMap<String, String> results(TrainedNetwork network) {
    SortedMap<String, String> results = new TreeMap<>();
    results.put("iterations", Integer.toString(network.iterations()));
    results.put("ending", network.ending().name());
    results.put("bestIteration", Integer.toString(network.bestIteration()));
    TrainingLog.Row best = network.best();
    results.put("trainLoss", Decimal.text(best.trainLoss()));
    results.put("validationLoss", Decimal.text(best.validationLoss()));
    results.put("validationNats", Decimal.text(best.validationNats()));
    return results;
  }

  private static Provenance.SongOrigin origin(Song song, Provenance.Side side) {
    return new Provenance.SongOrigin(
        song.name(),
        song.fileSha256(),
        side,
        song.tensor().layers(),
        song.notes(),
        song.findings());
  }
}
