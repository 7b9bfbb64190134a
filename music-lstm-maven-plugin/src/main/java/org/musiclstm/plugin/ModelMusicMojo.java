package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.plugin.project.Applicability;

/** What goals have in common that read a model, and make or read the music that comes from it. */
abstract class ModelMusicMojo extends ModelReadingMojo {
  /**
   * How many threads do arithmetic, 1 or more, or 0 for as many as there are processors. Has no
   * influence on what comes out of the engine jvm; with dl4j, other bytes may.
   */
  @Parameter(property = "music-lstm.threads", defaultValue = "0")
  private int threads;

  /**
   * The folder of the generated MIDI files: generate fills it and makes it a resource folder of the
   * project, check and verify read it, and evaluate does where it is there.
   */
  @Parameter(
      property = "music-lstm.outputDirectory",
      defaultValue = "${project.build.directory}/generated-resources/music-lstm",
      required = true)
  private File outputDirectory;

  ModelMusicMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /** What is missing to judge the music with, where there is none to judge either. */
  final Optional<String> missingToJudge() {
    return super.missing()
        .filter(
            what ->
                !Applicability.isThere(outputDirectory())
                    || written().isNotMade(outputDirectory()));
  }

  /** The folder of the generated music. */
  final Path outputDirectory() {
    return absolute(outputDirectory);
  }

  /**
   * How many threads do arithmetic.
   *
   * @throws org.musiclstm.InputException when the option is negative
   */
  final int threads() {
    return threadCount(threads);
  }
}
