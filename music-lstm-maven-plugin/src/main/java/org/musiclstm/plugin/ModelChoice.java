package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;

/**
 * The model that a goal reads, which is a file or an artifact.
 *
 * @param goal the goal that reads it
 * @param modelFile the option of that name
 * @param modelArtifact the option of that name, if it is set
 */
record ModelChoice(MusicMojo goal, File modelFile, @Nullable String modelArtifact) {
  /**
   * The file of the model.
   *
   * @throws InputException when it is an artifact that cannot be found, or both options are set
   */
  Path path() {
    if (modelArtifact == null) {
      return file();
    }
    ModelCoordinates model = ModelCoordinates.parse("modelArtifact", modelArtifact);
    if (!file().equals(fileUnlessSet())) {
      throw new InputException(
          "Both modelArtifact ("
              + model
              + ") and modelFile ("
              + goal.shown(file())
              + ") are set, but only one model is read. Remove one of them.");
    }
    return goal.models().resolve("modelArtifact", model);
  }

  private Path file() {
    return goal.absolute(modelFile);
  }

  private Path fileUnlessSet() {
    return goal.buildDirectory().resolve("model.zip");
  }

  /** The model as the user would write it. */
  String shown() {
    return modelArtifact == null ? goal.shown(file()) : modelArtifact.strip();
  }
}
