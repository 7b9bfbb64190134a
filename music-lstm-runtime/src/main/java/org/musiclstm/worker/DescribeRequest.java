package org.musiclstm.worker;

import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;

/**
 * A request to tell where a model came from.
 *
 * @param modelFile the model
 * @param songs the folders in which its songs are looked for
 * @param descriptionFile where everything goes, as JSON
 * @param threads how many threads do arithmetic, 1 or more
 */
public record DescribeRequest(
    Path modelFile, List<SongFolder> songs, Path descriptionFile, int threads) implements Request {
  /** Copies the list. */
  public DescribeRequest {
    songs = List.copyOf(songs);
  }
}
