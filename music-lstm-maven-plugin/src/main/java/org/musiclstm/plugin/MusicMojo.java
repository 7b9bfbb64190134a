package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.plugin.console.NamedLog;
import org.musiclstm.plugin.console.VisibleLog;
import org.musiclstm.plugin.project.Applicability;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.project.Products;
import org.musiclstm.plugin.project.ProjectPaths;
import org.musiclstm.plugin.project.Written;
import org.musiclstm.plugin.run.Goal;
import org.musiclstm.plugin.run.GoalRun;
import org.musiclstm.plugin.run.WorkerPlan;

/** What the goals have in common: the options that all have, and the build that they run in. */
abstract class MusicMojo extends AbstractMojo implements Goal {
  /**
   * Does nothing but use what an earlier build left: a model or music that is there is still
   * attached and on the class path.
   */
  @Parameter(property = "music-lstm.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Arguments for the JVM that does the work, such as -Xmx8g for more memory: a text in which white
   * space separates them unless it is in quotes, or a list of elements arg. Relative paths in them
   * start at target/music-lstm/, in the folder of the goal and its execution.
   */
  @Parameter(property = "music-lstm.jvmArgs")
  private @Nullable JvmArguments jvmArgs;

  /**
   * The JDK that does the work, as requirements on a jdk toolchain: version, vendor and whatever
   * else the toolchains.xml says of it. When nothing is asked for, it is the toolchain of the build
   * if there is one, and else the JDK that Maven runs on. It has to be JDK 17 or newer. It is set
   * in the POM only.
   */
  @Parameter private @Nullable Map<String, String> jdkToolchain;

  @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
  private File basedir;

  @Parameter(
      defaultValue = "${project.build.directory}/music-lstm",
      readonly = true,
      required = true)
  private File buildDirectory;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts;

  private final MavenProjectHelper projectHelper;
  private final ToolchainManager toolchains;
  private final RepositorySystem system;

  MusicMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    this.projectHelper = projectHelper;
    this.toolchains = toolchains;
    this.system = system;
  }

  @Override
  @SuppressWarnings("unchecked") // Maven's context is a raw map.
  public final void execute() throws MojoFailureException, MojoExecutionException {
    setLog(NamedLog.of(new VisibleLog(getLog()), session, project, execution));
    MavenBuild build = build();
    WorkerPlan plan =
        new WorkerPlan(
            build,
            toolchains,
            jdkToolchain == null ? Map.of() : jdkToolchain,
            () -> jvmArgs == null ? List.of() : jvmArgs.toList(),
            getLog());
    new GoalRun(this, build, plan, getPluginContext(), getLog())
        .execute(skip, new Products(project, projectHelper));
  }

  /** The build that the goal runs in. */
  final MavenBuild build() {
    return new MavenBuild(session, project, execution, pluginArtifacts, system, paths());
  }

  @Override
  public final ProjectPaths paths() {
    return new ProjectPaths(this, basedir, buildDirectory);
  }

  @Override
  public boolean hasOwnSongs() {
    return Applicability.hasDefaultSongs(project);
  }

  /** What is written in this project, and what is not. */
  @SuppressWarnings("unchecked") // Maven's context is a raw map.
  final Written written() {
    return new Written(getPluginContext());
  }

  /** A path from the project's folder on as an absolute one. */
  final Path absolute(File file) {
    return paths().absolute(file);
  }

  /** A path as the user would write it. */
  final String shown(Path path) {
    return paths().shown(path);
  }

  /**
   * How many threads do arithmetic.
   *
   * @param threads the option of that name
   * @throws InputException when it is negative
   */
  static int threadCount(int threads) {
    if (threads < 0) {
      throw InputException.option("threads", threads, "0 for all processors, or more");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
