package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;

/**
 * A request to write a model as a file of another program.
 *
 * @param modelFile the model
 * @param exportFile where the zip goes that Deeplearning4j opens
 */
@JsonTypeName("export")
public record ExportRequest(Path modelFile, Path exportFile) implements Request {
  @Override
  public boolean runsKernel() {
    return false;
  }
}
