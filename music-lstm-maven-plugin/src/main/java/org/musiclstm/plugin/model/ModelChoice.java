package org.musiclstm.plugin.model;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.model.MachineFile;
import org.musiclstm.plugin.project.Applicability;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.project.ProjectPaths;
import org.musiclstm.plugin.project.Written;

/**
 * The model that a goal reads, which is a file or an artifact.
 *
 * @param build the build of the goal that reads it
 * @param written what is written in the project
 * @param modelFile the option of that name
 * @param modelArtifact the option of that name, if it is set
 */
public record ModelChoice(
    MavenBuild build, Written written, File modelFile, @Nullable String modelArtifact) {
  /**
   * The file of the model.
   *
   * @throws InputException when it is an artifact that cannot be found, or both options are set
   */
  public Path path() {
    if (modelArtifact == null) {
      return file();
    }
    ModelCoordinates model = ModelCoordinates.parse("modelArtifact", modelArtifact);
    if (!file().equals(fileUnlessSet())) {
      throw new InputException(
          "Both modelArtifact ("
              + model
              + ") and modelFile ("
              + build.paths().shown(file())
              + ") are set, but only one model is read. Remove one of them.");
    }
    return ModelResolver.of(build).resolve("modelArtifact", model);
  }

  /** Whether it is a model that this project would have to make and does not, set by nobody. */
  public boolean isMissing() {
    return modelArtifact == null
        && !build.applicability().isSetHere("modelFile")
        && (written.isNotMade(file())
            || (file().equals(fileUnlessSet()) && !Applicability.isThere(file())));
  }

  /** Whether a file is that of the model, or the one beside it that says of a machine. */
  public boolean isReadFrom(Path file) {
    return named().filter(model -> isOf(model, file)).isPresent();
  }

  /** Whether a file is a model's, or the one beside it that says of a machine. */
  public static boolean isOf(Path model, Path file) {
    return ProjectPaths.isSame(file, model) || ProjectPaths.isSame(file, MachineFile.beside(model));
  }

  /** The file that the options name, if they name one. */
  private Optional<Path> named() {
    if (modelArtifact == null || !file().equals(fileUnlessSet())) {
      return Optional.of(file());
    }
    try {
      return Optional.of(path());
    } catch (InputException e) {
      // The request says that.
      return Optional.empty();
    }
  }

  private Path file() {
    return build.paths().absolute(modelFile);
  }

  private Path fileUnlessSet() {
    return build.paths().buildDirectory().resolve("model.zip");
  }

  /** The model as the user would write it. */
  public String shown() {
    return modelArtifact == null ? build.paths().shown(file()) : modelArtifact.strip();
  }
}
