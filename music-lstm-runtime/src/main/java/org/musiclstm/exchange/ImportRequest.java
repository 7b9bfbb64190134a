package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;

/**
 * A request to make a model of a file of another program.
 *
 * @param importFile the zip that Deeplearning4j or an export has written
 * @param exportedModel the model that the network was exported from, which says what its values
 *     mean, or none where the zip says that itself
 * @param modelFile where the model goes
 */
@JsonTypeName("import")
public record ImportRequest(Path importFile, List<Path> exportedModel, Path modelFile)
    implements Request {
  /** Copies the list. */
  public ImportRequest {
    exportedModel = List.copyOf(exportedModel);
  }

  @Override
  public boolean runsKernel() {
    return false;
  }
}
