package org.musiclstm.plugin.project;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.plugin.repository.ArtifactSource;

/**
 * The build that a goal runs in, as Maven gives it.
 *
 * @param session all of the build
 * @param project the project that the goal runs in
 * @param execution what runs the goal
 * @param pluginArtifacts the plugin with all that it depends on
 * @param system where artifacts are found
 * @param paths the paths of the project
 */
public record MavenBuild(
    MavenSession session,
    MavenProject project,
    MojoExecution execution,
    List<Artifact> pluginArtifacts,
    RepositorySystem system,
    ProjectPaths paths) {
  private static final String SNAPSHOT = "-SNAPSHOT";

  /** The folder of Maven's local repository in which the plugin keeps what builds share. */
  public static Path shared(MavenSession session) {
    return session
        .getRepositorySession()
        .getLocalRepository()
        .getBasedir()
        .toPath()
        .resolve(".cache");
  }

  /**
   * Where the cache of models is.
   *
   * @param directory what the user says of it, if anything
   * @throws org.musiclstm.InputException when that is no path
   */
  public static Path cacheDirectory(MavenSession session, @Nullable String directory) {
    if (directory == null) {
      return shared(session).resolve("music-lstm");
    }
    try {
      File root = session.getRequest().getMultiModuleProjectDirectory();
      return root.toPath().resolve(directory).normalize();
    } catch (InvalidPathException e) {
      throw ForeignPath.refused("cacheDirectory", directory, e);
    }
  }

  /** The folder in which the plugin keeps what builds share. */
  public Path shared() {
    return shared(session);
  }

  /** Whether the tool is one whose code changes while its version does not. */
  public boolean isSnapshot() {
    return execution.getVersion().endsWith(SNAPSHOT);
  }

  /** Whether the project has anything to do for the goal. */
  public Applicability applicability() {
    return Applicability.of(session, project, execution);
  }

  /** The folder that this execution alone uses. */
  public Path exchangeDirectory() {
    return paths
        .buildDirectory()
        .resolve(ExecutionFolder.name(execution.getGoal(), execution.getExecutionId()));
  }

  /** Where it is on record what this execution has put on the class path. */
  public Path classPathRecord() {
    return exchangeDirectory().resolve("class-path.txt");
  }

  /** The resource folder of this execution, where what is made is not one itself. */
  public Path classPathDirectory() {
    return exchangeDirectory().resolve("class-path");
  }

  /** The runtime and whatever the user has added to the plugin, without the plugin itself. */
  public List<Artifact> runtime() {
    String plugin = execution.getArtifactId();
    return pluginArtifacts.stream()
        .filter(artifact -> !artifact.getArtifactId().equals(plugin))
        .toList();
  }

  /** The files of {@link #runtime}. */
  public List<Path> classPath() {
    return runtime().stream().map(artifact -> artifact.getFile().toPath()).toList();
  }

  /** Finds what the project may depend on. */
  public ArtifactSource dependencies() {
    return new ArtifactSource(
        system, session.getRepositorySession(), project.getRemoteProjectRepositories());
  }

  /** Finds what plugins may depend on. */
  public ArtifactSource plugins() {
    return new ArtifactSource(
        system, session.getRepositorySession(), project.getRemotePluginRepositories());
  }
}
