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
 * @param strict whether a file that breaks the MIDI format cannot be used
 * @param encoding what a layer means
 * @param options how to train
 * @param modelFile where the model goes
 * @param workDirectory where the checkpoint lies while training goes on
 * @param threads how many threads do arithmetic, 1 or more
 */
public record TrainRequest(
    SongFolder songs,
    List<SongFolder> validationSongs,
    boolean failOnUnreadable,
    boolean strict,
    Encoding encoding,
    TrainingOptions options,
    Path modelFile,
    Path workDirectory,
    int threads)
    implements Request {
  /** Copies the list. */
  public TrainRequest {
    validationSongs = List.copyOf(validationSongs);
  }
}
