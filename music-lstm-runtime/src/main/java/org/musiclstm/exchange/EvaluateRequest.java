package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;

/**
 * A request to say how good a model and its music are.
 *
 * @param modelFile the model
 * @param evaluationSongs a folder of songs to say, or none for the model's validation songs
 * @param songs the folders in which the songs are looked for that the model came from
 * @param pieces the folder of generated music, which need not be there
 * @param evaluationFile where the figures go, as JSON
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("evaluate")
public record EvaluateRequest(
    Path modelFile,
    List<SongFolder> evaluationSongs,
    List<SongFolder> songs,
    Path pieces,
    Path evaluationFile,
    int threads)
    implements Request {
  /** Copies the lists. */
  public EvaluateRequest {
    evaluationSongs = List.copyOf(evaluationSongs);
    songs = List.copyOf(songs);
  }
}
