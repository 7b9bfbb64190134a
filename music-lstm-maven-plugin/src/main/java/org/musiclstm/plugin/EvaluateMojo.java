package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.exchange.EvaluateRequest;
import org.musiclstm.exchange.Request;

/**
 * Says how good a model is: how well it says songs that it has not learnt from, beside simple
 * baselines; and what the generated music is like, beside the songs. Everything is in a JSON file
 * too.
 */
@Mojo(
    name = "evaluate",
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    requiresProject = false)
public final class EvaluateMojo extends ModelMusicMojo {
  /**
   * The folder with the MIDI files that the model has to say, searched with all folders in it. The
   * songs that the model was validated on, looked for in midiDirectory and validationDirectory,
   * when there is none. The same includes and excludes hold for it.
   */
  @Parameter(property = "music-lstm.evaluationDirectory")
  private @Nullable File evaluationDirectory;

  /** The file for all figures, as JSON. */
  @Parameter(
      property = "music-lstm.evaluationFile",
      defaultValue = "${project.build.directory}/music-lstm/evaluation.json",
      required = true)
  private File evaluationFile;

  /** Maven makes the goal. */
  @Inject
  public EvaluateMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Evaluating " + shownModel() + "; the figures go to " + shown(report());
  }

  @Override
  public Optional<String> missing() {
    return missingToJudge();
  }

  @Override
  public Request request() {
    return new EvaluateRequest(
        model(),
        evaluationDirectory == null ? List.of() : List.of(folder(evaluationDirectory)),
        songFolders(),
        outputDirectory(),
        report(),
        threads());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(report(), List.of("evaluationFile"));
  }

  private Path report() {
    return absolute(evaluationFile);
  }
}
