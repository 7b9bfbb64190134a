package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
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
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.worker.Request;
import org.musiclstm.worker.TrainRequest;

/**
 * Trains an LSTM on the MIDI files of the project and writes the model, the same bytes on every
 * machine. Training that is interrupted goes on from its last checkpoint in the next build.
 */
@Mojo(
    name = "train",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    requiresProject = false)
public final class TrainMojo extends MusicMojo {
  /** Components of the request that cannot change the model, or whose contents are inputs. */
  private static final Set<String> DECIDE_NOTHING =
      Set.of(
          "goal",
          "initialModel",
          "songs",
          "validationSongs",
          "modelFile",
          "workDirectory",
          "checkpointEvery",
          "cache",
          "limits",
          "threads");

  private static final String CLASS_PATH_FOLDER = "music-lstm";

  /**
   * Whether a MIDI file that cannot be used ends the build. Otherwise the build warns and goes on
   * without it.
   */
  @Parameter(property = "music-lstm.failOnUnreadable", defaultValue = "false")
  private boolean failOnUnreadable;

  /**
   * Whether a MIDI file that breaks the format anywhere cannot be used. Otherwise it is read as far
   * as it makes sense, and what was wrong with it is told.
   */
  @Parameter(property = "music-lstm.strict", defaultValue = "false")
  private boolean strict;

  /** How many LSTM units a hidden layer has, 1 to 8192. */
  @Parameter(property = "music-lstm.hiddenUnits", defaultValue = "1024")
  private int hiddenUnits;

  /** How many hidden layers there are, 1 to 16. */
  @Parameter(property = "music-lstm.hiddenLayers", defaultValue = "1")
  private int hiddenLayers;

  /** How many times the parameters are updated at most, 1 to 10000000. */
  @Parameter(property = "music-lstm.iterations", defaultValue = "2000")
  private int iterations;

  /** How many songs are trained on side by side, 1 to 1024. More take more memory. */
  @Parameter(property = "music-lstm.batchSize", defaultValue = "16")
  private int batchSize;

  /** How many steps of time an update goes back through, 1 to 65536. More take more memory. */
  @Parameter(property = "music-lstm.windowLayers", defaultValue = "128")
  private int windowLayers;

  /** The step size of RMSProp, above 0 and at most 1. */
  @Parameter(property = "music-lstm.learningRate", defaultValue = "0.002")
  private double learningRate;

  /** How much of the mean square of the gradient RMSProp keeps, 0 to 0.999999. */
  @Parameter(property = "music-lstm.decay", defaultValue = "0.9")
  private double decay;

  /** What RMSProp adds to the root of the mean square, 1e-30 to 1. */
  @Parameter(property = "music-lstm.epsilon", defaultValue = "1e-8")
  private double epsilon;

  /** The largest norm of the gradient before it is scaled down, above 0. */
  @Parameter(property = "music-lstm.clipNorm", defaultValue = "1")
  private double clipNorm;

  /** How many iterations lie between two validations, 1 to 10000000. */
  @Parameter(property = "music-lstm.validateEvery", defaultValue = "50")
  private int validateEvery;

  /**
   * After how many validations without a better one training ends, 0 to 10000000; 0 for never. The
   * best parameters are the model in any case.
   */
  @Parameter(property = "music-lstm.patience", defaultValue = "10")
  private int patience;

  /** The share of the songs that is kept for validation, 0 to 0.9. */
  @Parameter(property = "music-lstm.validationShare", defaultValue = "0.1")
  private double validationShare;

  /** How many iterations lie between two checkpoints, 0 to 10000000; 0 for none. */
  @Parameter(property = "music-lstm.checkpointEvery", defaultValue = "100")
  private int checkpointEvery;

  /**
   * How many steps of time a quarter note has, 1 to 96; 4 tell sixteenth notes apart, 3 eighth note
   * triplets, 12 both.
   */
  @Parameter(property = "music-lstm.stepsPerQuarter", defaultValue = "4")
  private int stepsPerQuarter;

  /**
   * How long a step of time is, from 1ms to 1000ms, for performances that keep no beat. The tempo
   * of the songs is then applied, and stepsPerQuarter means nothing.
   */
  @Parameter(property = "music-lstm.timeGrid")
  private @Nullable String timeGrid;

  /**
   * The parts that are learnt, such as "melody: programs 73-80; bass: programs 32-39, pitches
   * 28-60; drums". A part is a name and what it takes: programs (0 to 127), channels (1 to 16),
   * tracks (name patterns), drums or rest; and it may set pitches, planes, program and channel.
   * When nothing is given, all pitched notes are one part and drums are left out.
   */
  @Parameter(property = "music-lstm.parts")
  private @Nullable String parts;

  /**
   * What becomes of keys: none leaves songs as they are, key moves them to C major or A minor by an
   * estimate of their key, augment moves them at random while they are learnt from.
   */
  @Parameter(property = "music-lstm.transpose", defaultValue = "none", required = true)
  private String transpose;

  /** By how many semitones augment moves songs, from at most 60 down to at most 60 up. */
  @Parameter(property = "music-lstm.transposeRange", defaultValue = "-5..6", required = true)
  private String transposeRange;

  /** The lowest pitch that is learnt, a MIDI key number, 0 to 127. */
  @Parameter(property = "music-lstm.lowestPitch", defaultValue = "21")
  private int lowestPitch;

  /** The highest pitch that is learnt, a MIDI key number, lowestPitch to 127. */
  @Parameter(property = "music-lstm.highestPitch", defaultValue = "108")
  private int highestPitch;

  /**
   * What is learnt of each pitch: "sounding,onset" tells a held note from a repeated one,
   * "sounding" does not and needs half the space, "sounding,onset,velocity" also tells how hard a
   * note is struck.
   */
  @Parameter(property = "music-lstm.planes", defaultValue = "sounding,onset", required = true)
  private String planes;

  /**
   * The classifier under which the model is attached, as type zip: letters, digits, ".", "-", "_".
   */
  @Parameter(property = "music-lstm.modelClassifier", defaultValue = "model", required = true)
  private String modelClassifier;

  /**
   * The file of a model to begin with instead of random parameters: training goes on from what it
   * has learnt, with these songs. Its encoding and network have to be those of this training.
   */
  @Parameter(property = "music-lstm.initialModel")
  private @Nullable File initialModel;

  /**
   * The model to begin with as an artifact instead of a file: groupId:artifactId:version for that
   * of another project or module, or groupId:artifactId:extension:classifier:version where it is no
   * zip with the classifier model. Maven takes it from the build or from repositories.
   */
  @Parameter(property = "music-lstm.initialModelArtifact")
  private @Nullable String initialModelArtifact;

  /**
   * Whether the model goes on the class path of the project, as music-lstm/ and the name of its
   * file, for programs that make music themselves.
   */
  @Parameter(property = "music-lstm.embedModel", defaultValue = "false")
  private boolean embedModel;

  /**
   * Whether finished models and checkpoints are kept for other builds, which then need not train
   * again: after clean, on another branch, in another module.
   */
  @Parameter(property = "music-lstm.cache", defaultValue = "true")
  private boolean cache;

  /**
   * Where they are kept: a folder, relative ones from the root of the whole build on. When nothing
   * is given, in .cache/music-lstm of Maven's local repository. Several machines may share it.
   */
  @Parameter(property = "music-lstm.cacheDirectory")
  private @Nullable String cacheDirectory;

  /** How much may be kept, such as 500m or 2g. What was longest of no use goes first. */
  @Parameter(property = "music-lstm.cacheMaxSize", defaultValue = "2g", required = true)
  private String cacheMaxSize;

  /**
   * How long training may take in one build, as an ISO 8601 duration such as PT20M; as long as it
   * does when nothing is given. The next build goes on where this one ended.
   */
  @Parameter(property = "music-lstm.timeBudget")
  private @Nullable String timeBudget;

  /**
   * What happens when the time budget is used up: finish takes the best parameters so far as the
   * model, which then is the one that so many iterations make; fail ends the build.
   */
  @Parameter(property = "music-lstm.onTimeBudget", defaultValue = "finish", required = true)
  private String onTimeBudget;

  /**
   * Whether training waits while other trainings on the machine use the processors or the memory
   * that it needs.
   */
  @Parameter(property = "music-lstm.queue", defaultValue = "true")
  private boolean queue;

  /** Maven makes the goal. */
  @Inject
  public TrainMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  String announcement() {
    return "Training on the MIDI files in "
        + shown(songs().directory())
        + "; the model goes to "
        + shown(modelFile());
  }

  @Override
  Request request() {
    return new TrainRequest(
        songs(),
        validationSongs(),
        failOnUnreadable,
        strict,
        encoding(),
        new TrainingOptions(
            hiddenUnits,
            hiddenLayers,
            iterations,
            batchSize,
            windowLayers,
            learningRate,
            decay,
            epsilon,
            clipNorm,
            validateEvery,
            patience,
            validationShare,
            transpose.strip().equals("augment")
                ? ShiftRange.parse(transposeRange)
                : ShiftRange.NONE,
            checkpointEvery,
            seed()),
        initialModel(),
        modelFile(),
        buildDirectory().resolve("checkpoints"),
        new TrainRequest.Cache(
            cache,
            cacheDirectory(cacheDirectory),
            ByteSize.parse("cacheMaxSize", cacheMaxSize),
            !isSnapshot()),
        new TrainRequest.Limits(milliseconds(timeBudget), failWhenTimeIsUp(), queue),
        threads());
  }

  private Encoding encoding() {
    Planes pitched = Planes.parse(planes);
    boolean commonKey =
        switch (transpose.strip()) {
          case "none", "augment" -> false;
          case "key" -> true;
          default -> throw InputException.option("transpose", transpose, "none, key or augment");
        };
    return new Encoding(
        timeGrid == null ? Grid.beats(stepsPerQuarter) : Grid.time(timeGrid),
        commonKey,
        parts == null
            ? List.of(PartEncoding.allPitched(lowestPitch, highestPitch, pitched))
            : PartsText.parse(parts, pitched, lowestPitch, highestPitch));
  }

  private static long milliseconds(@Nullable String timeBudget) {
    if (timeBudget == null) {
      return 0;
    }
    try {
      long milliseconds = Duration.parse(timeBudget.strip()).toMillis();
      if (milliseconds > 0) {
        return milliseconds;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Refused below.
    }
    throw InputException.option("timeBudget", timeBudget, "a duration such as PT20M or PT1H30M");
  }

  private boolean failWhenTimeIsUp() {
    return switch (onTimeBudget.strip()) {
      case "finish" -> false;
      case "fail" -> true;
      default -> throw InputException.option("onTimeBudget", onTimeBudget, "finish or fail");
    };
  }

  @Override
  String product() {
    return shown(modelFile());
  }

  @Override
  void addInputs(Inputs.Builder inputs, Request request) {
    inputs.request(request, DECIDE_NOTHING);
    inputs.songs("MIDI file", songs(), "midiDirectory");
    validationSongs()
        .forEach(folder -> inputs.songs("validation file", folder, "validationDirectory"));
    ((TrainRequest) request)
        .initialModel()
        .forEach(file -> inputs.file("initial model", shown(file), file));
  }

  @Override
  List<Path> madeFiles() {
    return List.of(modelFile());
  }

  /** The model to begin with, if there is one. */
  private List<Path> initialModel() {
    if (initialModel == null) {
      return initialModelArtifact == null
          ? List.of()
          : List.of(
              models()
                  .resolve(
                      "initialModelArtifact",
                      ModelCoordinates.parse("initialModelArtifact", initialModelArtifact)));
    }
    Path file = absolute(initialModel);
    if (initialModelArtifact != null) {
      throw new InputException(
          "Both initialModel ("
              + shown(file)
              + ") and initialModelArtifact ("
              + initialModelArtifact
              + ") are set, but training begins with one model. Remove one of them.");
    }
    if (file.equals(modelFile())) {
      throw InputException.option(
          "initialModel", shown(file), "another file than modelFile, which training replaces");
    }
    return List.of(file);
  }

  @Override
  Path attachedFile() {
    return modelFile();
  }

  @Override
  String classifier() {
    return modelClassifier;
  }

  @Override
  String classifierParameter() {
    return "modelClassifier";
  }

  @Override
  Map<Path, List<String>> outputs() {
    return Map.of(modelFile(), List.of("modelFile", "modelClassifier"));
  }

  @Override
  void publish(Products products) {
    if (embedModel) {
      products.addResource(modelFile(), CLASS_PATH_FOLDER);
    } else {
      products.removeCopies(List.of(CLASS_PATH_FOLDER + "/" + modelFile().getFileName()));
    }
  }
}
