package org.musiclstm.worker;

import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;

/**
 * A request to train a model again from what its provenance tells, and to compare the bytes.
 *
 * @param modelFile the model, which stays as it is
 * @param songs the folders in which its songs are looked for
 * @param initialModel the file of the model that it began with, or none where it did without
 * @param reproducedFile where the model goes that is trained again
 * @param workDirectory where the checkpoint lies while training goes on
 * @param queue whether it waits while other trainings use the processors or the memory
 * @param threads how many threads do arithmetic, 1 or more
 */
public record ReproduceRequest(
    Path modelFile,
    List<SongFolder> songs,
    List<Path> initialModel,
    Path reproducedFile,
    Path workDirectory,
    boolean queue,
    int threads)
    implements Request {
  /** Copies the lists. */
  public ReproduceRequest {
    songs = List.copyOf(songs);
    initialModel = List.copyOf(initialModel);
  }
}
