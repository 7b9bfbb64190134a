package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.generation.MusicComparison;
import org.musiclstm.plugin.model.FoundMusic;
import org.musiclstm.plugin.model.Verdict;
import org.musiclstm.plugin.project.Applicability;
import org.musiclstm.songs.PieceOnDisk;

/**
 * Compares the music that is checked in with the music that the goal generate has made, byte by
 * byte, and fails when a piece differs, is missing or is too many; or, with against=model, makes
 * each piece again from what it says of itself and the model, and fails when one differs.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends ModelMusicMojo {
  private static final String GENERATED = "generated";
  private static final String MODEL = "model";

  /**
   * The folder of the MIDI files that are checked in: without the folders in it, or with them where
   * they are held against the model.
   */
  @Parameter(property = "music-lstm.expectedDirectory")
  private @Nullable File expectedDirectory;

  /**
   * What the music that is checked in is held against: generated, which is what the goal generate
   * has made in outputDirectory, or model, which makes each piece again in reproducedDirectory.
   */
  @Parameter(property = "music-lstm.against", defaultValue = GENERATED, required = true)
  private String against;

  /** The folder that the pieces go to which are made again, under the names that they have. */
  @Parameter(
      property = "music-lstm.reproducedDirectory",
      defaultValue = "${project.build.directory}/music-lstm/reproduced",
      required = true)
  private File reproducedDirectory;

  /** Maven makes the goal. */
  @Inject
  public VerifyMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /** That nothing is generated here, and nothing is checked in either. */
  @Override
  public Optional<String> missing() {
    boolean isExpected =
        expectedDirectory != null
            && paths().isInProject(absolute(expectedDirectory))
            && Applicability.isThere(absolute(expectedDirectory));
    boolean isMade = Applicability.isThere(outputDirectory()) || hasOwnSongs();
    return !isExpected && (written().isNotMade(outputDirectory()) || !isMade)
        ? Optional.of("no music to compare")
        : Optional.empty();
  }

  /** Compares files, which takes no time, where nothing has to be made. */
  @Override
  public boolean isDoneAtOnce() throws MojoFailureException {
    if (isAgainstModel()) {
      return false;
    }
    Path expected = expected();
    Verdict verdict =
        new Verdict(
            MusicComparison.of(expected, outputDirectory()),
            shown(expected),
            shown(outputDirectory()));
    if (!verdict.isAccepted()) {
      throw new MojoFailureException(verdict.text());
    }
    getLog().info(verdict.text());
    return true;
  }

  private boolean isAgainstModel() {
    return switch (against.strip()) {
      case GENERATED -> false;
      case MODEL -> true;
      default -> throw InputException.option("against", against, GENERATED + " or " + MODEL);
    };
  }

  @Override
  public String announcement() {
    return "Making the music in "
        + shown(expected())
        + " again with "
        + shownModel()
        + "; what is made goes to "
        + shown(absolute(reproducedDirectory));
  }

  @Override
  public Request request() {
    return new ReproduceMusicRequest(
        model(),
        songFolders(),
        expected(),
        "expectedDirectory",
        absolute(reproducedDirectory),
        threads());
  }

  @Override
  public boolean reads(Path file) {
    return super.reads(file) || new FoundMusic(expected()).isIn(file);
  }

  @Override
  public Set<String> libraries(Request request) {
    return PieceOnDisk.engine(expected(), "expectedDirectory").libraries();
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(absolute(reproducedDirectory), List.of("reproducedDirectory"));
  }

  private Path expected() {
    File expected = expectedDirectory;
    if (expected == null) {
      throw new InputException(
          "There is nothing to compare the music with: set expectedDirectory to the folder of the"
              + " MIDI files that are checked in. If an execution in the POM sets it, run mvn"
              + " music-lstm:verify@ and its id.");
    }
    return absolute(expected);
  }
}
