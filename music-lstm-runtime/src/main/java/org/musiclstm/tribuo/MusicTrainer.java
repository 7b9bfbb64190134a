package org.musiclstm.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Engine;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.provenance.Provenance.Making;
import org.musiclstm.provenance.TribuoProvenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.sequence.SequenceDataset;
import org.tribuo.sequence.SequenceExample;
import org.tribuo.sequence.SequenceTrainer;

/**
 * Trains an LSTM on songs, as Tribuo's trainer. From the same MIDI files and options it makes the
 * bytes that the goal {@code train} makes: a share of the songs is kept for validation, by their
 * contents, and whichever parameters predict these best are the model.
 */
public final class MusicTrainer implements SequenceTrainer<Notes> {
  private final TrainingOptions options;
  private final Instant time;
  private final AtomicInteger invocations = new AtomicInteger();

  /**
   * Makes a trainer.
   *
   * @throws IllegalArgumentException when the options name another engine than jvm
   */
  public MusicTrainer(TrainingOptions options) {
    this(options, Making.NO_TIME);
  }

  /**
   * Makes a trainer.
   *
   * @param options with the engine jvm
   * @param time what the model predicts as the time of its training; the clock is never asked
   * @throws IllegalArgumentException when the options name another engine
   */
  public MusicTrainer(TrainingOptions options, Instant time) {
    if (!options.engine().libraries().isEmpty()) {
      throw new IllegalArgumentException(
          "a MusicTrainer trains with the engine jvm, but the options name "
              + options.engine().text()
              + ", which the goal train has");
    }
    this.options = options;
    this.time = time;
  }

  /**
   * Trains a model.
   *
   * @param examples songs of a {@link MidiSource}
   * @throws InputException when it diverges, or the JVM may not have as much memory as it needs
   * @throws IllegalArgumentException when the examples are none, of several encodings, or no {@link
   *     SongExample}s
   */
  @Override
  public MusicSequenceModel train(SequenceDataset<Notes> examples) {
    return train(examples, Map.of());
  }

  /**
   * Trains a model.
   *
   * @param examples songs of a {@link MidiSource}
   * @param runProvenance what else the model's provenance is to say of the run: texts, numbers,
   *     truths, hashes, dates, times, and lists and maps of them
   * @throws InputException when it diverges, or the JVM may not have as much memory as it needs
   * @throws IllegalArgumentException when the examples are none, of several encodings, or no {@link
   *     SongExample}s, or the run provenance could not be read again where the model is stored
   */
  @Override
  public MusicSequenceModel train(
      SequenceDataset<Notes> examples, Map<String, Provenance> runProvenance) {
    TribuoProvenance.checkRun(runProvenance);
    List<Song> songs = songs(examples);
    Encoding encoding = songs.get(0).tensor().encoding();
    if (songs.stream().anyMatch(song -> !song.tensor().encoding().equals(encoding))) {
      throw new IllegalArgumentException("the songs have to be of one encoding");
    }
    TrainingPlan plan =
        new TrainingPlan(
                encoding,
                options,
                Split.byShare(songs, options.validationShare()),
                TribuoProvenance.rejected(examples.getSourceProvenance()).stream()
                    .map(file -> new Rejected(file.name(), file.reason()))
                    .toList())
            .madeBy(Making.at(time));
    invocations.incrementAndGet();
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
      Engine engine = new JvmEngine(Kernels.best(), workers);
      plan.check(engine);
      return new MusicSequenceModel(
          plan.model(plan.start(engine, workers, List.of()).run(() -> false)), runProvenance);
    }
  }

  /** The songs in the order in which a build reads them, whatever a dataset has made of it. */
  private static List<Song> songs(SequenceDataset<Notes> examples) {
    List<Song> songs = new ArrayList<>();
    for (SequenceExample<Notes> example : examples) {
      if (!(example instanceof SongExample ofSong)) {
        throw new IllegalArgumentException(
            "the examples have to be those that a MidiSource makes, not copies of them");
      }
      songs.add(ofSong.song());
    }
    if (songs.isEmpty()) {
      throw new IllegalArgumentException("there has to be a song to learn from");
    }
    songs.sort(Comparator.comparing(Song::fileSha256).thenComparing(Song::name));
    return songs;
  }

  @Override
  public int getInvocationCount() {
    return invocations.get();
  }

  /** The options; those that depend on the songs are in the provenance of the model. */
  @Override
  public TrainerProvenance getProvenance() {
    return TribuoProvenance.trainer(options.decisive());
  }
}
