package org.musiclstm.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.musiclstm.tensor.Encoding;
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

  /** How many steps of time a quarter note has, 1 to 96; 4 tell sixteenth notes apart. */
  @Parameter(property = "music-lstm.stepsPerQuarter", defaultValue = "4")
  private int stepsPerQuarter;

  /** The lowest pitch that is learnt, a MIDI key number, 0 to 127. */
  @Parameter(property = "music-lstm.lowestPitch", defaultValue = "21")
  private int lowestPitch;

  /** The highest pitch that is learnt, a MIDI key number, lowestPitch to 127. */
  @Parameter(property = "music-lstm.highestPitch", defaultValue = "108")
  private int highestPitch;

  /**
   * What is learnt of each pitch: "sounding,onset" tells a held note from a repeated one,
   * "sounding" does not and needs half the space.
   */
  @Parameter(property = "music-lstm.planes", defaultValue = "sounding,onset", required = true)
  private String planes;

  /**
   * The classifier under which the model is attached, as type zip: letters, digits, ".", "-", "_".
   */
  @Parameter(property = "music-lstm.modelClassifier", defaultValue = "model", required = true)
  private String modelClassifier;

  /** Maven makes the goal. */
  @Inject
  public TrainMojo(MavenProjectHelper projectHelper, ToolchainManager toolchains) {
    super(projectHelper, toolchains);
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
        new Encoding(stepsPerQuarter, lowestPitch, highestPitch, Planes.parse(planes)),
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
            checkpointEvery,
            seed()),
        modelFile(),
        buildDirectory().resolve("checkpoints"),
        threads());
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
    // The model is for the repository, not for the class path.
  }
}
