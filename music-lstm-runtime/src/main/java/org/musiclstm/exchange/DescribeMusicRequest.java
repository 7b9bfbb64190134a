package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;

/**
 * A request to say where pieces came from.
 *
 * @param modelFile the model that they may have come from, which need not be there
 * @param music a piece, or a folder of pieces with all folders in it
 * @param musicOption the option that names it, for messages
 * @param descriptionFile where everything goes, as JSON
 */
@JsonTypeName("describe-music")
public record DescribeMusicRequest(
    Path modelFile, Path music, String musicOption, Path descriptionFile) implements Request {
  @Override
  public boolean runsKernel() {
    return false;
  }
}
