package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
import org.musiclstm.WholeFile;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.exchange.CheckRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.plugin.run.GoalRun;
import org.musiclstm.plugin.run.OptionFields;

/**
 * Checks the generated music and fails when it is silent, a drone, noise or a copy of the songs.
 * The bounds are relative to the songs: what people do is not wrong. Of a small corpus, and of what
 * is only odd, it warns. Everything is in a JSON file too, and in one that CI servers show.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    requiresProject = false)
public final class CheckMojo extends ModelMusicMojo {
  /** Silence: the share of a piece's beats in which nothing may sound, 0 to 1. */
  @Parameter(property = "music-lstm.emptyBeatRate", defaultValue = "0.5")
  double emptyBeatRate;

  /** Silence: for how many beats on end nothing may sound in a piece. A beat is a quarter note. */
  @Parameter(property = "music-lstm.silentBeats", defaultValue = "8")
  double silentBeats;

  /** Drones: for how many beats a piece may go on without a change. */
  @Parameter(property = "music-lstm.unchangedBeats", defaultValue = "16")
  double unchangedBeats;

  /**
   * Copies: how many beats on end of a piece may stand in a song, in whatever key, that the model
   * has learnt from.
   */
  @Parameter(property = "music-lstm.copiedBeats", defaultValue = "16")
  double copiedBeats;

  /**
   * Copies: the share of a piece's stretches of eight beats that may stand in songs that the model
   * has learnt from, 0 to 1.
   */
  @Parameter(property = "music-lstm.copiedShare", defaultValue = "0.5")
  double copiedShare;

  /**
   * With how many songs, those for validation included, music can fail; of the music from fewer
   * songs the checks warn, and only files that cannot be read fail.
   */
  @Parameter(property = "music-lstm.leastSongs", defaultValue = "10")
  int leastSongs;

  /**
   * Whether music that does not pass ends the build, instead of being warned of. What prevents the
   * check, such as that there is no music, ends it in any case.
   */
  @Parameter(property = "music-lstm.failOnViolation", defaultValue = "true")
  private boolean failOnViolation;

  /** The file for all results, as JSON. */
  @Parameter(
      property = "music-lstm.checkFile",
      defaultValue = "${project.build.directory}/music-lstm/check.json",
      required = true)
  private File checkFile;

  /** The file for all results in the XML of JUnit, which CI servers show: a test a check. */
  @Parameter(
      property = "music-lstm.junitFile",
      defaultValue = "${project.build.directory}/music-lstm/TEST-music-lstm.xml",
      required = true)
  private File junitFile;

  /** Maven makes the goal. */
  @Inject
  public CheckMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Checking the music in " + shown(outputDirectory());
  }

  @Override
  public void removeOldResults() {
    GoalRun.checkOutputs(this);
    outputs().keySet().forEach(WholeFile::removeOld);
  }

  @Override
  public Optional<String> missing() {
    return missingToJudge();
  }

  @Override
  public Request request() {
    return new CheckRequest(
        model(),
        songFolders(),
        outputDirectory(),
        CheckOptions.parse(OptionFields.texts(this, CheckOptions.OPTIONS)),
        failOnViolation,
        "music-lstm " + build().project().getArtifactId(),
        absolute(checkFile),
        absolute(junitFile),
        threads());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    Map<Path, List<String>> outputs = new LinkedHashMap<>();
    outputs.put(absolute(checkFile), List.of("checkFile"));
    outputs.put(absolute(junitFile), List.of("junitFile"));
    return outputs;
  }
}
