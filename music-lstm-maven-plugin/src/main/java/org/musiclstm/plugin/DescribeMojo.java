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
import org.musiclstm.worker.DescribeRequest;
import org.musiclstm.worker.Request;

/**
 * Tells where a model came from: what it learnt from, how, with which results, what made it and, if
 * that is told beside it, on which machine; and whether its songs are in midiDirectory and
 * validationDirectory. Everything is in a JSON file too.
 */
@Mojo(name = "describe", threadSafe = true, requiresProject = false)
public final class DescribeMojo extends ModelReadingMojo {
  /** The file for everything that is told, as JSON. */
  @Parameter(
      property = "music-lstm.descriptionFile",
      defaultValue = "${project.build.directory}/music-lstm/description.json",
      required = true)
  private File descriptionFile;

  /** Maven makes the goal. */
  @Inject
  public DescribeMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  String announcement() {
    return "Where " + shownModel() + " came from; everything goes to " + shown(description());
  }

  @Override
  Request request() {
    return new DescribeRequest(model(), songFolders(), description());
  }

  @Override
  Map<Path, List<String>> outputs() {
    return Map.of(description(), List.of("descriptionFile"));
  }

  private Path description() {
    return absolute(descriptionFile);
  }
}
