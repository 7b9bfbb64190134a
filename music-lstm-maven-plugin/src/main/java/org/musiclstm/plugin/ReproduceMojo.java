package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.exchange.ReproduceRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.EngineName;
import org.musiclstm.plugin.model.FoundMusic;
import org.musiclstm.plugin.model.ModelChoice;
import org.musiclstm.songs.PieceOnDisk;

/**
 * Trains a model again, with the options that its provenance says and the songs in midiDirectory
 * and validationDirectory that have the contents which it says, and fails when the bytes are not
 * the same. What is interrupted goes on from its last checkpoint. The model itself stays as it is.
 * With the option piece, makes music again instead, from what each piece says of itself and the
 * model that made it.
 */
@Mojo(name = "reproduce", threadSafe = true, requiresProject = false)
public final class ReproduceMojo extends ModelReadingMojo {
  /**
   * How many threads do arithmetic, 1 or more, or 0 for as many as there are processors. Has no
   * influence on what comes out of the engine jvm; with dl4j, other bytes may.
   */
  @Parameter(property = "music-lstm.threads", defaultValue = "0")
  private int threads;

  /** The file of the model that training began with, if it began with one. */
  @Parameter(property = "music-lstm.initialModel")
  private @Nullable File initialModel;

  /** The file that the model goes to which is trained again. */
  @Parameter(
      property = "music-lstm.reproducedFile",
      defaultValue = "${project.build.directory}/music-lstm/reproduced.zip",
      required = true)
  private File reproducedFile;

  /**
   * Whether training waits while other trainings on the machine use the processors or the memory
   * that it needs.
   */
  @Parameter(property = "music-lstm.queue", defaultValue = "true")
  private boolean queue;

  /**
   * A generated MIDI file, or a folder of them with all folders in it, that is made again with the
   * model instead of training the model again.
   */
  @Parameter(property = "music-lstm.piece")
  private @Nullable File piece;

  /** The folder that the pieces go to which are made again, under the names that they have. */
  @Parameter(
      property = "music-lstm.reproducedDirectory",
      defaultValue = "${project.build.directory}/music-lstm/reproduced",
      required = true)
  private File reproducedDirectory;

  /** Maven makes the goal. */
  @Inject
  public ReproduceMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return music()
        .map(
            music ->
                "Making "
                    + shown(music.path())
                    + " again with "
                    + shownModel()
                    + "; what is made goes to "
                    + shown(absolute(reproducedDirectory)))
        .orElseGet(
            () -> "Training " + shownModel() + " again; the model goes to " + shown(reproduced()));
  }

  @Override
  public boolean reads(Path file) {
    return super.reads(file)
        || initial().stream().anyMatch(model -> ModelChoice.isOf(model, file))
        || music().filter(music -> music.isIn(file)).isPresent();
  }

  @Override
  public Request request() {
    Path model = model();
    Optional<FoundMusic> music = music();
    if (music.isPresent()) {
      return new ReproduceMusicRequest(
          model,
          songFolders(),
          music.get().path(),
          "piece",
          absolute(reproducedDirectory),
          threadCount(threads));
    }
    ReproduceRequest request =
        new ReproduceRequest(
            model,
            songFolders(),
            initial(),
            reproduced(),
            paths().buildDirectory().resolve("reproduction"),
            queue,
            threadCount(threads));
    // The worker checks that too, but what it may need is downloaded first.
    request.check(ModelFile.options(model));
    return request;
  }

  @Override
  public Set<String> libraries(Request request) {
    return music()
        .map(music -> PieceOnDisk.engine(music.path(), "piece"))
        .orElseGet(() -> EngineName.of(ModelFile.options(model())))
        .libraries();
  }

  @Override
  public Map<Path, List<String>> outputs() {
    if (music().isPresent()) {
      return Map.of(absolute(reproducedDirectory), List.of("reproducedDirectory"));
    }
    List<String> option = List.of("reproducedFile");
    return Map.of(reproduced(), option, MachineFile.beside(reproduced()), option);
  }

  private Optional<FoundMusic> music() {
    return Optional.ofNullable(piece).map(file -> new FoundMusic(absolute(file)));
  }

  private List<Path> initial() {
    return initialModel == null ? List.of() : List.of(absolute(initialModel));
  }

  private Path reproduced() {
    return absolute(reproducedFile);
  }
}
