package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.generation.MusicComparison;

/**
 * Compares the music that is checked in with the music that the goal generate has made, byte by
 * byte, and fails when a piece differs, is missing or is too many.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends AbstractMojo {
  /** Does nothing. */
  @Parameter(property = "music-lstm.skip", defaultValue = "false")
  private boolean skip;

  /** The folder of the MIDI files that are checked in, without the folders in it. */
  @Parameter(property = "music-lstm.expectedDirectory")
  private @Nullable File expectedDirectory;

  /** The folder of the MIDI files that the goal generate has made. */
  @Parameter(
      property = "music-lstm.outputDirectory",
      defaultValue = "${project.build.directory}/generated-resources/music-lstm",
      required = true)
  private File outputDirectory;

  @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
  private File basedir;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  public void execute() throws MojoFailureException {
    if (skip) {
      getLog().info("Skipped: the music is not compared.");
      return;
    }
    try {
      Optional<Applicability.Skip> skipped =
          Applicability.of(session, project, execution)
              .skip(missing(), Applicability.hasDefaultSongs(project));
      if (skipped.isPresent()) {
        getLog().info(skipped.get().reason());
      } else {
        compare();
      }
    } catch (InputException e) {
      throw new MojoFailureException(e.getMessage(), e);
    } catch (InvalidPathException e) {
      InputException refused = ForeignPath.refused(e);
      throw new MojoFailureException(refused.getMessage(), refused);
    }
  }

  /** That nothing is generated here, and nothing is checked in either. */
  @SuppressWarnings("unchecked") // Maven's context is a raw map.
  private Optional<String> missing() {
    Path music = absolute(outputDirectory);
    boolean isExpected =
        expectedDirectory != null
            && Applicability.isThere(absolute(expectedDirectory))
            && absolute(expectedDirectory).startsWith(base());
    boolean isMade = Applicability.isThere(music) || Applicability.hasDefaultSongs(project);
    return !isExpected && (new Written(getPluginContext()).isNotMade(music) || !isMade)
        ? Optional.of("no music to compare")
        : Optional.empty();
  }

  private void compare() throws MojoFailureException {
    File expected = expectedDirectory;
    if (expected == null) {
      throw new MojoFailureException(
          "There is nothing to compare the music with: set expectedDirectory to the folder of the"
              + " MIDI files that are checked in. If an execution in the POM sets it, run mvn"
              + " music-lstm:verify@ and its id.");
    }
    Verdict verdict =
        new Verdict(
            MusicComparison.of(absolute(expected), absolute(outputDirectory)),
            shown(expected),
            shown(outputDirectory));
    if (!verdict.isAccepted()) {
      throw new MojoFailureException(verdict.text());
    }
    getLog().info(verdict.text());
  }

  private Path base() {
    return basedir.toPath().toAbsolutePath().normalize();
  }

  private Path absolute(File directory) {
    return base().resolve(directory.toPath()).normalize();
  }

  private String shown(File directory) {
    Path base = base();
    Path path = absolute(directory);
    return (path.startsWith(base) ? base.relativize(path) : path).toString();
  }
}
