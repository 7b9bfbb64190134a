package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.model.MachineFile;

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

  /** Whether it is a model that this project would have to make and does not, set by nobody. */
  boolean isMissing() {
    return modelArtifact == null
        && !goal.isSetHere("modelFile")
        && (goal.isNotMade(file())
            || (file().equals(fileUnlessSet()) && !Applicability.isThere(file())));
  }

  /** Whether a file is that of the model, or the one beside it that tells of a machine. */
  boolean isReadFrom(Path file) {
    return named().filter(model -> isOf(model, file)).isPresent();
  }

  /** Whether a file is a model's, or the one beside it that tells of a machine. */
  static boolean isOf(Path model, Path file) {
    return MusicMojo.isSame(file, model) || MusicMojo.isSame(file, MachineFile.beside(model));
  }

  /** The file that the options name, if they name one. */
  private Optional<Path> named() {
    if (modelArtifact == null || !file().equals(fileUnlessSet())) {
      return Optional.of(file());
    }
    try {
      return Optional.of(path());
    } catch (InputException e) {
      // The request tells that.
      return Optional.empty();
    }
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
