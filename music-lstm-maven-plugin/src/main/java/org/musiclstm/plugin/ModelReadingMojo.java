package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.plugin.model.ModelChoice;

/** What goals have in common that read a model and look for the songs that it has learnt from. */
abstract class ModelReadingMojo extends SongReadingMojo {
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
   * @throws org.musiclstm.InputException when it is an artifact that cannot be found, or both
   *     options are set
   */
  final Path model() {
    return choice().path();
  }

  /** The model as the user would write it. */
  final String shownModel() {
    return choice().shown();
  }

  /** Without songs nothing makes the model, unless it comes from elsewhere. */
  @Override
  public Optional<String> missing() {
    return choice().isMissing()
        ? super.missing().map(songs -> songs + ", and no model comes from elsewhere")
        : Optional.empty();
  }

  /** Whether a file is that of the model, or one of the songs that are looked for. */
  @Override
  public boolean reads(Path file) {
    return choice().isReadFrom(file) || super.reads(file);
  }

  private ModelChoice choice() {
    return new ModelChoice(build(), written(), modelFile, modelArtifact);
  }
}
