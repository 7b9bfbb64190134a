package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.exchange.ExportRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.plugin.model.ModelChoice;

/**
 * Writes a model as a file of another program: as the zip that {@code MultiLayerNetwork.load} of
 * Deeplearning4j opens. Nothing of Deeplearning4j is needed, or downloaded, for that.
 */
@Mojo(name = "export", threadSafe = true, requiresProject = false)
public final class ExportMojo extends MusicMojo {
  private static final String DL4J = "dl4j";

  // No song is looked for, unlike in a ModelReadingMojo, so its two options stand here too.

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

  /** Which program the file is for: dl4j, which is Deeplearning4j 1.0.0-M2.1. */
  @Parameter(property = "music-lstm.format", defaultValue = DL4J, required = true)
  private String format;

  /** The file to write. */
  @Parameter(
      property = "music-lstm.exportFile",
      defaultValue = "${project.build.directory}/music-lstm/model-dl4j.zip",
      required = true)
  private File exportFile;

  /** Maven makes the goal. */
  @Inject
  public ExportMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Exporting " + model().shown() + " to " + shown(export());
  }

  @Override
  public Optional<String> missing() {
    return model().isMissing() && !hasOwnSongs()
        ? Optional.of("neither a folder " + shown(paths().defaultSongs()) + " nor a model")
        : Optional.empty();
  }

  @Override
  public boolean reads(Path file) {
    return model().isReadFrom(file);
  }

  @Override
  public Request request() {
    if (!format.strip().equals(DL4J)) {
      throw InputException.option("format", format, DL4J);
    }
    return new ExportRequest(model().path(), export());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(export(), List.of("exportFile"));
  }

  private ModelChoice model() {
    return new ModelChoice(build(), written(), modelFile, modelArtifact);
  }

  private Path export() {
    return absolute(exportFile);
  }
}
