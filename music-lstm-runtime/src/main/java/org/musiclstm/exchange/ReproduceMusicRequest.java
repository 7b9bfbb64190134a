package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;

/**
 * A request to make pieces again from what they say of themselves, and to compare the bytes.
 *
 * @param modelFile the model that made them
 * @param songs the folders in which the songs are looked for that they go on from
 * @param music a piece, or a folder of pieces with all folders in it; they stay as they are
 * @param musicOption the option that names it, for messages
 * @param reproducedDirectory where the pieces go that are made again, under the same names
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("reproduce-music")
public record ReproduceMusicRequest(
    Path modelFile,
    List<SongFolder> songs,
    Path music,
    String musicOption,
    Path reproducedDirectory,
    int threads)
    implements Request {
  /** Copies the list. */
  public ReproduceMusicRequest {
    songs = List.copyOf(songs);
  }
}
