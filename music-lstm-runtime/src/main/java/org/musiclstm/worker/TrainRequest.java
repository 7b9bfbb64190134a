package org.musiclstm.worker;

import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.TrainingOptions;

/**
 * A request to train a model.
 *
 * @param songs where the songs are
 * @param validationSongs a folder of songs to validate on, or none to split some off the songs
 * @param failOnUnreadable whether a file that cannot be used ends the build
 * @param encoding what a layer means
 * @param options how to train
 * @param initialModel the file of a model to begin with, or none to begin with random parameters
 * @param modelFile where the model goes
 * @param workDirectory where the checkpoint lies while training goes on
 * @param threads how many threads do arithmetic, 1 or more
 */
public record TrainRequest(
    SongFolder songs,
    List<SongFolder> validationSongs,
    boolean failOnUnreadable,
    Encoding encoding,
    TrainingOptions options,
    List<Path> initialModel,
    Path modelFile,
    Path workDirectory,
    int threads)
    implements Request {
  /** Copies the lists. */
  public TrainRequest {
    validationSongs = List.copyOf(validationSongs);
    initialModel = List.copyOf(initialModel);
  }
}
