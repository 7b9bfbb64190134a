package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.worker.GenerateRequest;
import org.musiclstm.worker.Request;

/**
 * Generates MIDI files from a trained model, the same bytes on every machine, and adds them to the
 * project's resources.
 */
@Mojo(
    name = "generate",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    requiresProject = false)
public final class GenerateMojo extends ModelReadingMojo {
  /** Components of the request that cannot change the music, or whose contents are inputs. */
  private static final Set<String> DECIDE_NOTHING =
      Set.of("goal", "modelFile", "songs", "outputDirectory", "archiveFile", "threads");

  /** The folder for the generated MIDI files, which becomes a resource folder of the project. */
  @Parameter(
      property = "music-lstm.outputDirectory",
      defaultValue = "${project.build.directory}/generated-resources/music-lstm",
      required = true)
  private File outputDirectory;

  /** How many pieces are generated, 1 to 10000. Piece 7 is the same whether 8 or 100 are. */
  @Parameter(property = "music-lstm.pieces", defaultValue = "8")
  private int pieces;

  /** How many bars a piece has, 1 to 10000. */
  @Parameter(property = "music-lstm.bars", defaultValue = "16")
  private int bars;

  /**
   * How freely notes are drawn, 0.001 to 10: 1 draws them as likely as they were learnt, less keeps
   * to the likelier ones.
   */
  @Parameter(property = "music-lstm.temperature", defaultValue = "0.8")
  private double temperature;

  /**
   * What the pieces go on from: none for silence, validation for songs that were kept for
   * validation, or the path of a MIDI file. It is never part of the output.
   */
  @Parameter(property = "music-lstm.primer", defaultValue = "none", required = true)
  private String primer;

  /** How many bars of the primer the model hears, 1 to 10000. */
  @Parameter(property = "music-lstm.primerBars", defaultValue = "4")
  private int primerBars;

  /** How many quarter notes a minute has, 4 to 1000, or typical for the tempo of the songs. */
  @Parameter(property = "music-lstm.tempo", defaultValue = "typical", required = true)
  private String tempo;

  /** The metre, such as 3/4, or typical for that of the songs. It tells how long a bar is. */
  @Parameter(property = "music-lstm.metre", defaultValue = "typical", required = true)
  private String metre;

  /**
   * The classifier under which the generated MIDI files are attached, as type zip: letters, digits,
   * ".", "-", "_". It also names that file in target/music-lstm.
   */
  @Parameter(property = "music-lstm.midiClassifier", defaultValue = "midi", required = true)
  private String midiClassifier;

  /** Where the random numbers of the music begin: another seed gives other music. */
  @Parameter(property = "music-lstm.seed", defaultValue = "1")
  private long seed;

  /** Whether the music is attached to the project, to be installed and deployed with it. */
  @Parameter(property = "music-lstm.attach", defaultValue = "true")
  private boolean attach;

  /** Maven makes the goal. */
  @Inject
  public GenerateMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  String announcement() {
    return "Generating "
        + pieces
        + (pieces == 1 ? " piece from " : " pieces from ")
        + shownModel()
        + " into "
        + shown(absolute(outputDirectory));
  }

  @Override
  Request request() {
    Path model = model();
    if (archive().equals(model)) {
      throw InputException.option(
          "midiClassifier", midiClassifier, "another name than that of the model " + shown(model));
    }
    Path output = absolute(outputDirectory);
    for (SongFolder folder : songFolders()) {
      if (output.startsWith(folder.directory())) {
        throw InputException.option(
            "outputDirectory",
            shown(output),
            "outside of the songs in " + shown(folder.directory()) + ", which it would add to");
      }
    }
    return new GenerateRequest(
        model,
        songFolders(),
        new GenerationOptions(
            pieces, bars, temperature, primer(), primerBars, tempo.strip(), metre.strip(), seed),
        absolute(outputDirectory),
        archive(),
        threads());
  }

  @Override
  String product() {
    return pieces + (pieces == 1 ? " piece in " : " pieces in ") + shown(absolute(outputDirectory));
  }

  @Override
  void addInputs(Inputs.Builder inputs, Request request) {
    inputs.request(request, DECIDE_NOTHING);
    inputs.file("model", shownModel(), model());
    switch (primer()) {
      case GenerationOptions.PRIMER_NONE -> {}
      case GenerationOptions.PRIMER_VALIDATION ->
          songFolders().forEach(folder -> inputs.songsIfAny(shown(folder.directory()), folder));
      default -> inputs.file("primer", primer(), Path.of(primer()));
    }
  }

  @Override
  List<Path> madeFiles() {
    List<Path> files = new ArrayList<>(List.of(archive()));
    for (int piece = 1; piece <= pieces; piece++) {
      files.add(absolute(outputDirectory).resolve(PieceFiles.name(piece)));
    }
    return files;
  }

  @Override
  Optional<Attachment> attachment() {
    return Optional.of(new Attachment(archive(), midiClassifier, "midiClassifier", attach));
  }

  /** All pieces in one file. */
  private Path archive() {
    return buildDirectory().resolve(midiClassifier + ".zip");
  }

  @Override
  Map<Path, List<String>> outputs() {
    Map<Path, List<String>> outputs = new LinkedHashMap<>();
    outputs.put(absolute(outputDirectory), List.of("outputDirectory"));
    outputs.put(archive(), List.of("midiClassifier"));
    return outputs;
  }

  @Override
  void publish(Products products) {
    Path output = absolute(outputDirectory);
    products.addResources(output);
    // What an earlier build has copied to the classes would stay in the jar.
    List<String> made = Products.files(output);
    products.removeCopies(
        products.copies().stream()
            .filter(name -> PieceFiles.isPiece(name) && !made.contains(name))
            .toList());
  }

  private String primer() {
    return switch (primer.strip()) {
      case GenerationOptions.PRIMER_NONE, GenerationOptions.PRIMER_VALIDATION, "" -> primer.strip();
      default -> absolute("primer", primer).toString();
    };
  }
}
