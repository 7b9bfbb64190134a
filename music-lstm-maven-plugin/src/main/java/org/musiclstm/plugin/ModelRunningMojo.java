package org.musiclstm.plugin;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** What goals have in common that read a model and have a network run. */
abstract class ModelRunningMojo extends ModelReadingMojo {
  /**
   * How many threads do arithmetic, 1 or more, or 0 for as many as there are processors. Has no
   * influence on what comes out of the engine jvm; with dl4j, other bytes may.
   */
  @Parameter(property = "music-lstm.threads", defaultValue = "0")
  private int threads;

  ModelRunningMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
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
