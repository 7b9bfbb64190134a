package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;

/**
 * A request to say where a model came from.
 *
 * @param modelFile the model
 * @param songs the folders in which its songs are looked for
 * @param descriptionFile where everything goes, as JSON
 */
@JsonTypeName("describe")
public record DescribeRequest(Path modelFile, List<SongFolder> songs, Path descriptionFile)
    implements Request {
  /** Copies the list. */
  public DescribeRequest {
    songs = List.copyOf(songs);
  }

  @Override
  public boolean runsKernel() {
    return false;
  }
}
