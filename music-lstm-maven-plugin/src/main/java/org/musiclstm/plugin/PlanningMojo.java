package org.musiclstm.plugin;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.training.TrainingOptions;

/** What goals have in common that need to know how songs are trained on. */
abstract class PlanningMojo extends CorpusMojo {
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

  /** How many iterations lie between two checkpoints, 0 to 10000000; 0 for none. */
  @Parameter(property = "music-lstm.checkpointEvery", defaultValue = "100")
  private int checkpointEvery;

  /** Where the random numbers of training begin: another seed gives another model. */
  @Parameter(property = "music-lstm.seed", defaultValue = "1")
  private long seed;

  PlanningMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /**
   * How songs are trained on.
   *
   * @throws org.musiclstm.InputException when an option is out of range
   */
  final TrainingOptions options() {
    return new TrainingOptions(
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
        validationShare(),
        transposition(),
        checkpointEvery,
        seed);
  }
}
