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
import org.musiclstm.InputException;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.TuneRequest;
import org.musiclstm.network.EngineName;

/**
 * Tries options of training on the MIDI files of the project for a given time, and says which of
 * them make the likeliest model: the size of the network, its output, what is left out while
 * learning, and the step size. The best ones are written as a configuration for the POM. What comes
 * out is advice, and depends on how fast the machine is; it makes no model.
 */
@Mojo(name = "tune", threadSafe = true, requiresProject = false)
public final class TuneMojo extends PlanningMojo {
  /**
   * How long it may take, as an ISO 8601 duration such as PT30M. Best is some four times as long as
   * training itself may take, or more.
   */
  @Parameter(property = "music-lstm.tuneBudget", defaultValue = "PT30M", required = true)
  private String tuneBudget;

  /**
   * What runs the network: jvm alone. What the engine dl4j says of candidates cannot be compared,
   * so that it is refused.
   */
  @Parameter(property = "music-lstm.engine", defaultValue = "jvm", required = true)
  private String engine;

  /** The file for the best options, as the configuration element of a POM. */
  @Parameter(
      property = "music-lstm.tuneFile",
      defaultValue = "${project.build.directory}/music-lstm/tuning.xml",
      required = true)
  private File tuneFile;

  /** The file for everything that was tried, as JSON. */
  @Parameter(
      property = "music-lstm.tuneReportFile",
      defaultValue = "${project.build.directory}/music-lstm/tuning.json",
      required = true)
  private File tuneReportFile;

  /** Maven makes the goal. */
  @Inject
  public TuneMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Looking for good options to train on the MIDI files in "
        + shown(songs().directory())
        + "; the best ones go to "
        + shown(tuneFile());
  }

  @Override
  public Request request() {
    EngineName engineName = EngineName.OPTION.parse(engine);
    // Options that another engine refuses would be no remedy.
    TuneRequest.check(engineName);
    if (tuneFile().equals(tuneReportFile())) {
      throw InputException.option(
          "tuneReportFile", shown(tuneReportFile()), "another file than tuneFile");
    }
    return new TuneRequest(
        source(),
        withoutCheckpoints(options()),
        milliseconds("tuneBudget", tuneBudget),
        tuneFile(),
        tuneReportFile(),
        paths().buildDirectory().resolve("tuning"),
        threads());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(tuneFile(), List.of("tuneFile"), tuneReportFile(), List.of("tuneReportFile"));
  }

  private Path tuneFile() {
    return absolute(tuneFile);
  }

  private Path tuneReportFile() {
    return absolute(tuneReportFile);
  }
}
