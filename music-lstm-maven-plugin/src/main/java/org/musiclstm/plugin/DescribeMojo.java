package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.exchange.DescribeMusicRequest;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.plugin.model.FoundMusic;

/**
 * Says where a model came from: what it learnt from, how, with which results, what made it and, if
 * that is reported beside it, on which machine; and whether its songs are in midiDirectory and
 * validationDirectory. With the option piece, says where music came from instead. Everything is in
 * a JSON file too.
 */
@Mojo(name = "describe", threadSafe = true, requiresProject = false)
public final class DescribeMojo extends ModelReadingMojo {
  /** The file for everything that is reported, as JSON. */
  @Parameter(
      property = "music-lstm.descriptionFile",
      defaultValue = "${project.build.directory}/music-lstm/description.json",
      required = true)
  private File descriptionFile;

  /**
   * A generated MIDI file, or a folder of them with all folders in it, whose origin is said instead
   * of the model's, and whether the model made it, if that is there.
   */
  @Parameter(property = "music-lstm.piece")
  private @Nullable File piece;

  /** Maven makes the goal. */
  @Inject
  public DescribeMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Where "
        + music().map(music -> shown(music.path())).orElseGet(this::shownModel)
        + " came from; everything goes to "
        + shown(description());
  }

  @Override
  public boolean reads(Path file) {
    return super.reads(file) || music().filter(music -> music.has(file)).isPresent();
  }

  @Override
  public Request request() {
    Path model = model();
    return music()
        .<Request>map(
            music -> new DescribeMusicRequest(model, music.path(), "piece", description()))
        .orElseGet(() -> new DescribeRequest(model, songFolders(), description()));
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(description(), List.of("descriptionFile"));
  }

  private Optional<FoundMusic> music() {
    return Optional.ofNullable(piece).map(file -> new FoundMusic(absolute(file)));
  }

  private Path description() {
    return absolute(descriptionFile);
  }
}
