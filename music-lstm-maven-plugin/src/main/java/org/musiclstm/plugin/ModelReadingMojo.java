package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;

/** What goals have in common that read a model, which is a file or an artifact. */
abstract class ModelReadingMojo extends MusicMojo {
  /** The file of the model. */
  @Parameter(
      property = "music-lstm.modelFile",
      defaultValue = "${project.build.directory}/music-lstm/model.zip",
      required = true)
  private File modelFile;

  /**
   * The model as an artifact instead of a modelFile: groupId:artifactId:version for that of another
   * project or module, or groupId:artifactId:extension:classifier:version where it is no zip with
   * the classifier model. Maven takes it from the build or from repositories.
   */
  @Parameter(property = "music-lstm.modelArtifact")
  private @Nullable String modelArtifact;

  ModelReadingMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /**
   * The file of the model.
   *
   * @throws InputException when it is an artifact that cannot be found, or both are set
   */
  final Path model() {
    if (modelArtifact == null) {
      return modelFile();
    }
    ModelCoordinates model = ModelCoordinates.parse("modelArtifact", modelArtifact);
    if (!modelFile().equals(defaultModelFile())) {
      throw new InputException(
          "Both modelArtifact ("
              + model
              + ") and modelFile ("
              + shown(modelFile())
              + ") are set, but only one model is read. Remove one of them.");
    }
    return models().resolve("modelArtifact", model);
  }

  private Path modelFile() {
    return absolute(modelFile);
  }

  /** The file of the model where modelFile is not set. */
  private Path defaultModelFile() {
    return buildDirectory().resolve("model.zip");
  }

  /** The model as the user would write it. */
  final String shownModel() {
    return modelArtifact == null ? shown(modelFile()) : modelArtifact.strip();
  }
}
