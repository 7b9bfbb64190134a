package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EncodeRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.plugin.project.SongPlaces;
import org.musiclstm.plugin.uptodate.Inputs;

/**
 * Writes the np-tensors that training learns from, for NumPy and other programs: one .npy file a
 * song and a corpus.json that says of them, the same bytes on every machine.
 */
@Mojo(
    name = "encode",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    requiresProject = false)
public final class EncodeMojo extends CorpusMojo {
  /** Names such as those of the files that are written. */
  private static final List<String> WRITTEN =
      List.of(EncodeRequest.REPORT, "song-0123456789ab.npy");

  /**
   * The folder for the tensors and corpus.json. Tensors that an earlier build left there, of songs
   * that are gone, are removed.
   */
  @Parameter(
      property = "music-lstm.tensorDirectory",
      defaultValue = "${project.build.directory}/music-lstm/tensors",
      required = true)
  private File tensorDirectory;

  /**
   * Whether each song's inputs (all steps but the last) and targets (all steps but the first) are
   * written too, as files of their own.
   */
  @Parameter(property = "music-lstm.pairs", defaultValue = "false")
  private boolean pairs;

  /** Maven makes the goal. */
  @Inject
  public EncodeMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Encoding the MIDI files in "
        + shown(songs().directory())
        + "; the tensors go to "
        + shown(tensors());
  }

  @Override
  public String product() {
    return "the tensors in " + shown(tensors());
  }

  /** Which files a folder takes is reported more closely by the request. */
  @Override
  public boolean reads(Path file) {
    return !file.equals(tensors()) && super.reads(file);
  }

  @Override
  public Request request() {
    for (SongFolder folder : songFolders()) {
      if (WRITTEN.stream().anyMatch(name -> SongPlaces.takes(folder, tensors().resolve(name)))) {
        throw InputException.option(
            "tensorDirectory",
            shown(tensors()),
            "outside of the songs in " + shown(folder.directory()) + ", which it would add to");
      }
    }
    return new EncodeRequest(source(), validationShare(), pairs, tensors());
  }

  @Override
  public void addInputs(Inputs.Builder inputs, Request request) {
    inputs.options(request.decisive());
    addSongs(inputs);
  }

  @Override
  public List<Path> madeFiles() {
    return EncodeRequest.files(tensors());
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(tensors(), List.of("tensorDirectory"));
  }

  private Path tensors() {
    return absolute(tensorDirectory);
  }
}
