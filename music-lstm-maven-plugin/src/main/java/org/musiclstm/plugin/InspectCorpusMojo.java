package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Request;

/**
 * Says in seconds what the MIDI files of the project are like, which of them are much the same,
 * what will be left out of them, and what training on them takes, and trains nothing. Everything is
 * in a JSON file too.
 */
@Mojo(
    name = "inspect-corpus",
    defaultPhase = LifecyclePhase.VALIDATE,
    threadSafe = true,
    requiresProject = false)
public final class InspectCorpusMojo extends PlanningMojo {
  /** The file for everything that is reported, as JSON. */
  @Parameter(
      property = "music-lstm.reportFile",
      defaultValue = "${project.build.directory}/music-lstm/corpus.json",
      required = true)
  private File reportFile;

  /** Whether a song that is much the same as another ends the build. */
  @Parameter(property = "music-lstm.failOnDuplicate", defaultValue = "false")
  private boolean failOnDuplicate;

  /**
   * How much two songs have to have in common for one to be a duplicate of the other: of all
   * stretches of eight chords that are in either, the share that is in both, in whatever key and
   * tempo, 0.5 to 1.
   */
  @Parameter(property = "music-lstm.resemblance", defaultValue = "0.8")
  private double resemblance;

  /** Maven makes the goal. */
  @Inject
  public InspectCorpusMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Looking at the MIDI files in "
        + shown(songs().directory())
        + "; the report goes to "
        + shown(report());
  }

  @Override
  public Request request() {
    return new InspectRequest(
        source(), failOnDuplicate, resemblance, withoutCheckpoints(options()), report(), threads());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(report(), List.of("reportFile"));
  }

  private Path report() {
    return absolute(reportFile);
  }
}
