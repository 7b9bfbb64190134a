package org.musiclstm.worker;

import java.nio.file.Path;

/**
 * A request to write songs as np-tensors.
 *
 * @param source which songs
 * @param validationShare the share of the songs that is kept for validation where no folder is
 * @param pairs whether the inputs and targets of training are written too
 * @param tensorDirectory where the {@code .npy} files and {@code corpus.json} go
 * @param threads how many threads do arithmetic, 1 or more
 */
public record EncodeRequest(
    SongSource source, double validationShare, boolean pairs, Path tensorDirectory, int threads)
    implements Request {
  /** The name of the file that tells of the songs. */
  public static final String REPORT = "corpus.json";
}
