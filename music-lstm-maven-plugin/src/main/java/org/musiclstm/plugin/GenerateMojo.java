package org.musiclstm.plugin;

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
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.PieceName;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.EngineName;
import org.musiclstm.plugin.project.Attachment;
import org.musiclstm.plugin.project.ClassPathFolder;
import org.musiclstm.plugin.project.Products;
import org.musiclstm.plugin.project.ProjectPaths;
import org.musiclstm.plugin.project.SongPlaces;
import org.musiclstm.plugin.run.OptionFields;
import org.musiclstm.plugin.uptodate.Inputs;

/**
 * Generates MIDI files from a trained model, the same bytes on every machine, and adds them to the
 * project's resources.
 */
@Mojo(
    name = "generate",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    requiresProject = false)
public final class GenerateMojo extends ModelMusicMojo {
  /**
   * How many pieces are generated, 1 to 10000. With the engine jvm, piece 7 is the same whether 8
   * or 100 are.
   */
  @Parameter(property = "music-lstm.pieces", defaultValue = "8")
  private int pieces;

  /**
   * How many pieces are made for each that is kept, 1 to 100: that which passes the checks of the
   * goal check best, and is most like the songs.
   */
  @Parameter(property = "music-lstm.candidates", defaultValue = "1")
  private int candidates;

  /** How many bars a piece has, or has at most where length is auto, 1 to 10000. */
  @Parameter(property = "music-lstm.bars", defaultValue = "16")
  int bars;

  /**
   * How long a piece is: bars for as many bars as are set, auto for a piece that ends where the
   * model ends it, after a quarter of the bars and with the last of them at the latest.
   */
  @Parameter(property = "music-lstm.length", defaultValue = "bars", required = true)
  String length;

  /**
   * How freely notes are drawn, 0.001 to 10: 1 draws them as likely as they were learnt, less keeps
   * to the likelier ones.
   */
  @Parameter(property = "music-lstm.temperature", defaultValue = "0.8")
  double temperature;

  /**
   * A note that is less probable than this is not drawn, 0 to 0.9: what is higher makes fewer wrong
   * notes, and less that is new.
   */
  @Parameter(property = "music-lstm.minProbability", defaultValue = "0.0001")
  double minProbability;

  /**
   * How many more or fewer notes there are than learnt, 0.01 to 100: the odds of every note are
   * multiplied by it.
   */
  @Parameter(property = "music-lstm.density", defaultValue = "1")
  double density;

  /** How many pitched notes sound in every time step at least, 0 to 128. */
  @Parameter(property = "music-lstm.minNotes", defaultValue = "0")
  int minNotes;

  /** How many pitched notes sound in a time step at most, 0 to 128; 0 for no bound. */
  @Parameter(property = "music-lstm.maxNotes", defaultValue = "0")
  int maxNotes;

  /**
   * For how many quarter notes on end the same may sound before something has to change, 0 to
   * 10000; 0 for ever.
   */
  @Parameter(property = "music-lstm.longestDrone", defaultValue = "8")
  int longestDrone;

  /**
   * For how many quarter notes on end nothing may sound before the piece goes on as a song begins,
   * 0 to 10000; 0 for ever.
   */
  @Parameter(property = "music-lstm.longestSilence", defaultValue = "4")
  int longestSilence;

  /**
   * What the pieces go on from: none for silence, validation for songs that were kept for
   * validation, training for songs that were learnt from, or the path of a MIDI file, whatever its
   * name ends in. It is never part of the output.
   */
  @Parameter(property = "music-lstm.primer", defaultValue = "none", required = true)
  private String primer;

  /** How many bars of the primer the model hears, 1 to 10000. */
  @Parameter(property = "music-lstm.primerBars", defaultValue = "4")
  int primerBars;

  /** How many quarter notes a minute has, 4 to 1000, or typical for the tempo of the songs. */
  @Parameter(property = "music-lstm.tempo", defaultValue = "typical", required = true)
  String tempo;

  /** The metre, such as 3/4, or typical for that of the songs. It decides how long a bar is. */
  @Parameter(property = "music-lstm.metre", defaultValue = "typical", required = true)
  String metre;

  /**
   * The key, such as C major or Eb minor, to whose tonic every piece is moved by as few semitones
   * as possible, or as generated. A piece in minor stays in minor, and one in major in major.
   */
  @Parameter(property = "music-lstm.key", defaultValue = "as generated", required = true)
  String key;

  /**
   * How the files of the pieces are called: a file name with the number of the piece in it, %03d
   * for three digits at least, %d for as many as it has. A single piece needs no number.
   */
  @Parameter(property = "music-lstm.pieceName", defaultValue = "piece-%03d.mid", required = true)
  private String pieceName;

  /**
   * The folder of the class path that the pieces are in, such as com/example/game: with another one
   * for each, the music of several projects can be on one class path. The root when nothing is
   * given, where piece 1 is /piece-001.mid.
   */
  @Parameter(property = "music-lstm.resourcePrefix")
  private @Nullable String resourcePrefix;

  /**
   * The classifier under which the generated MIDI files are attached, as type zip: letters, digits,
   * ".", "-", "_". It also names that file in target/music-lstm.
   */
  @Parameter(property = "music-lstm.midiClassifier", defaultValue = "midi", required = true)
  private String midiClassifier;

  /** Where the random numbers of the music begin: another seed gives other music. */
  @Parameter(property = "music-lstm.seed", defaultValue = "1")
  long seed;

  /** Whether the music is attached to the project, to be installed and deployed with it. */
  @Parameter(property = "music-lstm.attach", defaultValue = "true")
  private boolean attach;

  /**
   * What runs the network: jvm, which makes the same bytes on every machine, or dl4j, which is
   * Deeplearning4j. Its libraries are downloaded when they are asked for, some 125 MB.
   */
  @Parameter(property = "music-lstm.engine", defaultValue = "jvm", required = true)
  private String engine;

  /** Maven makes the goal. */
  @Inject
  public GenerateMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Generating "
        + pieces
        + (pieces == 1 ? " piece from " : " pieces from ")
        + shownModel()
        + " into "
        + shown(outputDirectory());
  }

  @Override
  public Request request() {
    classPathFolder();
    names().check(pieces);
    Path model = model();
    if (ProjectPaths.isSame(archive(), model)) {
      throw InputException.option(
          "midiClassifier", midiClassifier, "another name than that of the model " + shown(model));
    }
    EngineName engineName = EngineName.OPTION.parse(engine);
    if (!engineName.takesChainedOutput()) {
      engineName.check(ModelFile.network(model).isChained());
    }
    Path output = outputDirectory();
    for (SongFolder folder : songFolders()) {
      if (SongPlaces.isIn(folder, output)) {
        throw InputException.option(
            "outputDirectory",
            shown(output),
            "outside of the songs in " + shown(folder.directory()) + ", which it would add to");
      }
    }
    return new GenerateRequest(
        model,
        songFolders(),
        options(),
        outputDirectory(),
        archive(),
        names().pattern(),
        engineName,
        threads());
  }

  @Override
  public Set<String> libraries(Request request) {
    return ((GenerateRequest) request).engine().libraries();
  }

  @Override
  public String product() {
    return pieces + (pieces == 1 ? " piece in " : " pieces in ") + shown(outputDirectory());
  }

  @Override
  public void addInputs(Inputs.Builder inputs, Request request) {
    inputs.options(request.decisive());
    inputs.model("model", shownModel(), model());
    boolean songsPrime = false;
    switch (primer()) {
      case GenerationOptions.PRIMER_NONE -> {}
      case GenerationOptions.PRIMER_VALIDATION, GenerationOptions.PRIMER_TRAINING ->
          songsPrime = true;
      default -> inputs.song("primer", primer(), Path.of(primer()));
    }
    if (songsPrime || candidates > 1) {
      songFolders().forEach(folder -> inputs.songsIfAny(shown(folder.directory()), folder));
    }
  }

  @Override
  public List<Path> madeFiles() {
    PieceName names = names();
    List<Path> files = new ArrayList<>(List.of(archive()));
    for (int piece = 1; piece <= pieces; piece++) {
      files.add(outputDirectory().resolve(names.of(piece)));
    }
    return files;
  }

  @Override
  public Optional<Attachment> attachment() {
    return Optional.of(new Attachment(archive(), midiClassifier, "midiClassifier", attach));
  }

  /** All pieces in one file. */
  private Path archive() {
    return paths().buildDirectory().resolve(midiClassifier + ".zip");
  }

  @Override
  public Map<Path, List<String>> outputs() {
    Map<Path, List<String>> outputs = new LinkedHashMap<>();
    outputs.put(outputDirectory(), List.of("outputDirectory"));
    outputs.put(archive(), List.of("midiClassifier"));
    return outputs;
  }

  /** Pieces of other names can be in the same folder. */
  @Override
  public Path replaced(Path output) {
    return output.equals(outputDirectory()) ? output.resolve(names().of(1)) : output;
  }

  @Override
  public Map<String, List<String>> resources() {
    return Map.of(
        classPathFolder().resource(names().of(1)), List.of("resourcePrefix", "pieceName"));
  }

  @Override
  public void publish(Products products) {
    ClassPathFolder folder = classPathFolder();
    if (folder.isRoot()) {
      products.addResources(outputDirectory());
    } else {
      products.addResources(outputDirectory(), folder, build().classPathDirectory());
    }
    PieceName names = names();
    products.keepCopies(
        build().classPathRecord(),
        Products.files(outputDirectory()).stream()
            .filter(names::isOne)
            .map(folder::resource)
            .toList(),
        products.copies(folder).stream()
            .filter(copy -> names.isOne(copy.substring(copy.lastIndexOf('/') + 1)))
            .toList(),
        PieceFiles::isGenerated);
  }

  /** Pieces under names that the options gave them before. */
  @Override
  public boolean isReplaced(Path earlier) {
    return outputDirectory().equals(earlier.getParent());
  }

  private GenerationOptions options() {
    Map<String, String> texts = OptionFields.texts(this, GenerationOptions.OPTIONS);
    texts.put(GenerationOptions.PRIMER.name(), primer());
    return GenerationOptions.parse(texts);
  }

  private ClassPathFolder classPathFolder() {
    return ClassPathFolder.parse("resourcePrefix", resourcePrefix);
  }

  private PieceName names() {
    return new PieceName(pieceName.strip());
  }

  private String primer() {
    return switch (primer.strip()) {
      case GenerationOptions.PRIMER_NONE,
          GenerationOptions.PRIMER_VALIDATION,
          GenerationOptions.PRIMER_TRAINING,
          "" ->
          primer.strip();
      default -> paths().absolute("primer", primer).toString();
    };
  }
}
