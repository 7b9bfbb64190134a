package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.generation.MusicComparison;
import org.musiclstm.plugin.console.VisibleLog;

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

  @Override
  public void execute() throws MojoFailureException {
    setLog(new VisibleLog(getLog()));
    if (skip) {
      getLog().info("Skipped: the music is not compared.");
      return;
    }
    File expected = expectedDirectory;
    if (expected == null) {
      throw new MojoFailureException(
          "There is nothing to compare the music with: set expectedDirectory to the folder of the"
              + " MIDI files that are checked in. If an execution in the POM sets it, run mvn"
              + " music-lstm:verify@ and its id.");
    }
    try {
      Verdict verdict =
          new Verdict(
              MusicComparison.of(expected.toPath(), outputDirectory.toPath()),
              shown(expected),
              shown(outputDirectory));
      if (!verdict.isAccepted()) {
        throw new MojoFailureException(verdict.text());
      }
      getLog().info(verdict.text());
    } catch (InputException e) {
      throw Failure.of(e);
    }
  }

  private String shown(File directory) {
    Path base = basedir.toPath().toAbsolutePath().normalize();
    Path path = base.resolve(directory.toPath()).normalize();
    return (path.startsWith(base) ? base.relativize(path) : path).toString();
  }
}
