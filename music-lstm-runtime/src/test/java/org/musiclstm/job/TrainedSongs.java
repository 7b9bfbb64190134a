package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;

/** Songs in a folder, and a model that has learnt from them. */
final class TrainedSongs {
  /** The share of the songs that is kept for validation. */
  static final double VALIDATION_SHARE = 0.2;

  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT.units(16).iterations(60).validateEvery(20).options();

  private TrainedSongs() {}

  /** Where songs are. */
  static SongFolder folder(Path folder) {
    return new SongFolder(folder, List.of(), List.of());
  }

  /** Writes songs into a folder, the same for a seed. */
  static List<NoteTensor> write(Path folder, long seed, int... lengths) throws IOException {
    Files.createDirectories(folder);
    List<NoteTensor> tensors = RandomSongs.tensors(seed, RandomSongs.ENCODING, lengths);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(folder.resolve("song-" + n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
    return tensors;
  }

  /** Trains on the songs of a folder, of which a share is kept for validation. */
  static MusicModel train(Path songs, double validationShare, Path modelFile) {
    SplitCorpus corpus =
        SplitCorpus.look(
            new SongSource(folder(songs), List.of(), false, false, RandomSongs.ENCODING),
            validationShare);
    TrainingPlan plan =
        new TrainingPlan(RandomSongs.ENCODING, OPTIONS, corpus.split(), corpus.rejected());
    try (Workers workers = new Workers(1)) {
      MusicModel model =
          plan.model(plan.start(Kernels.vector(), workers, List.of()).run(() -> false));
      ModelFile.write(modelFile, model);
      return model;
    }
  }
}
