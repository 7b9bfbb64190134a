package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.exchange.ImportRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.plugin.project.ProjectPaths;

/**
 * Makes a model of a network of Deeplearning4j that was exported once, and may have been trained on
 * since: to generate music with, or to begin another training with. Nothing of Deeplearning4j is
 * needed, or downloaded, for that.
 */
@Mojo(name = "import", threadSafe = true, requiresProject = false)
public final class ImportMojo extends MusicMojo {
  /** The zip that the goal export or {@code MultiLayerNetwork.save} has written. */
  @Parameter(property = "music-lstm.importFile")
  private @Nullable File importFile;

  /**
   * The model that the network was exported from. It says what the values of a step mean, which
   * Deeplearning4j does not write; a zip as the goal export has written it says that itself.
   */
  @Parameter(property = "music-lstm.exportedModel")
  private @Nullable File exportedModel;

  /** The file that the model goes to. */
  @Parameter(
      property = "music-lstm.importedFile",
      defaultValue = "${project.build.directory}/music-lstm/imported.zip",
      required = true)
  private File importedFile;

  /** Maven makes the goal. */
  @Inject
  public ImportMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Importing the network of Deeplearning4j in "
        + shown(importFile())
        + "; the model goes to "
        + shown(imported());
  }

  @Override
  public boolean reads(Path file) {
    return (importFile != null && ProjectPaths.isSame(file, absolute(importFile)))
        || exported().stream().anyMatch(model -> ProjectPaths.isSame(file, model));
  }

  @Override
  public Request request() {
    return new ImportRequest(importFile(), exported(), imported());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(imported(), List.of("importedFile"));
  }

  private Path importFile() {
    if (importFile == null) {
      throw new InputException(
          "There is nothing to import: set importFile to a zip that the goal export or"
              + " MultiLayerNetwork.save has written.");
    }
    return absolute(importFile);
  }

  private List<Path> exported() {
    return exportedModel == null ? List.of() : List.of(absolute(exportedModel));
  }

  private Path imported() {
    return absolute(importedFile);
  }
}
