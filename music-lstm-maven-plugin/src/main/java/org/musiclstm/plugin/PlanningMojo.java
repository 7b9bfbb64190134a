package org.musiclstm.plugin;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.plugin.run.OptionFields;
import org.musiclstm.tensor.EncodingOptions;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.Schedule;
import org.musiclstm.training.TrainingOptions;

/** What goals have in common that need to know how songs are trained on. */
abstract class PlanningMojo extends CorpusMojo {
  /**
   * How many threads do arithmetic, 1 or more, or 0 for as many as there are processors. Has no
   * influence on what comes out of the engine jvm; with dl4j, other bytes may.
   */
  @Parameter(property = "music-lstm.threads", defaultValue = "0")
  private int threads;

  /** By how many semitones augment moves songs, from at most 60 down to at most 60 up. */
  @Parameter(property = "music-lstm.transposeRange", defaultValue = "-5..6", required = true)
  String transposeRange;

  /** How many LSTM units a hidden layer has, 1 to 8192. */
  @Parameter(property = "music-lstm.hiddenUnits", defaultValue = "1024")
  int hiddenUnits;

  /** How many hidden layers there are, 1 to 16. */
  @Parameter(property = "music-lstm.hiddenLayers", defaultValue = "1")
  int hiddenLayers;

  /**
   * How the notes of a time step are predicted: autoregressive, one after the other from low to
   * high, each from the steps before and the lower notes of its own; or independent, each from the
   * steps before alone. Chained notes make chords that fit together.
   */
  @Parameter(property = "music-lstm.output", defaultValue = "autoregressive")
  String output;

  /** How many hidden units an autoregressive output has, 1 to 8192. */
  @Parameter(property = "music-lstm.nadeUnits", defaultValue = "64")
  int nadeUnits;

  /** What training makes small: mse, the mean squared error, or bce, the binary cross-entropy. */
  @Parameter(property = "music-lstm.loss", defaultValue = "mse")
  String loss;

  /**
   * Dropout: what share of the outputs of every hidden layer is left out while learning, 0 to 0.9.
   */
  @Parameter(property = "music-lstm.dropout", defaultValue = "0.3")
  double dropout;

  /**
   * What share of the recurrent weights is left out while learning, 0 to 0.9, or auto: 0.5 of them
   * where there are few songs, and fewer the more there are.
   */
  @Parameter(property = "music-lstm.weightDropout", defaultValue = "auto")
  String weightDropout;

  /**
   * What share of the notes heard is left out while learning, 0 to 0.9, or auto: 0.3 of them where
   * there are few songs, and fewer the more there are.
   */
  @Parameter(property = "music-lstm.noteDropout", defaultValue = "auto")
  String noteDropout;

  /**
   * How much of itself the exponential moving average of the weights keeps at each update, 0 to
   * 0.9999. The average is what is validated and becomes the model.
   */
  @Parameter(property = "music-lstm.emaDecay", defaultValue = "0.998")
  double emaDecay;

  /** How many times the parameters are updated at most, 1 to 10000000. */
  @Parameter(property = "music-lstm.iterations", defaultValue = "2000")
  int iterations;

  /** How many songs are trained on side by side, 1 to 1024. More take more memory. */
  @Parameter(property = "music-lstm.batchSize", defaultValue = "16")
  int batchSize;

  /** How many time steps an update goes back through, 1 to 65536. More take more memory. */
  @Parameter(property = "music-lstm.windowSteps", defaultValue = "128")
  int windowSteps;

  /** The step size of RMSProp, above 0 and at most 1. */
  @Parameter(property = "music-lstm.learningRate", defaultValue = "0.004")
  double learningRate;

  /**
   * How fast the step size falls, 0 to 1: after n iterations it is learningRate / (1 +
   * learningRateDecay * n). 0 for a step size that stays.
   */
  @Parameter(property = "music-lstm.learningRateDecay", defaultValue = "0")
  double learningRateDecay;

  /** How much of the mean square of the gradient RMSProp keeps, 0 to 0.999999. */
  @Parameter(property = "music-lstm.decay", defaultValue = "0.9")
  double decay;

  /** What RMSProp adds to the root of the mean square, 1e-30 to 1. */
  @Parameter(property = "music-lstm.epsilon", defaultValue = "1e-8")
  double epsilon;

  /** The largest norm of the gradient before it is scaled down, above 0. */
  @Parameter(property = "music-lstm.clipNorm", defaultValue = "1")
  double clipNorm;

  /** How many iterations lie between two validations, 1 to 10000000. */
  @Parameter(property = "music-lstm.validateEvery", defaultValue = "50")
  int validateEvery;

  /**
   * After how many validations without a better one training ends, 0 to 10000000; 0 for never. The
   * best parameters are the model in any case.
   */
  @Parameter(property = "music-lstm.patience", defaultValue = "10")
  int patience;

  /** Where the random numbers of training begin: another seed gives another model. */
  @Parameter(property = "music-lstm.seed", defaultValue = "1")
  long seed;

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
    TrainingOptions options =
        TrainingOptions.parse(OptionFields.texts(this, TrainingOptions.OPTIONS));
    if (encoding().isAugmented()) {
      return options;
    }
    ShiftRange range = options.get(Regularisation.TRANSPOSE_RANGE);
    if (!range.equals(Regularisation.TRANSPOSE_RANGE.byDefault())) {
      getLog()
          .warn(
              "The option transposeRange is "
                  + range
                  + ", but does nothing without transpose="
                  + EncodingOptions.TRANSPOSE_AUGMENT
                  + ".");
    }
    return options.with(Regularisation.TRANSPOSE_RANGE, ShiftRange.NONE);
  }

  /** Options of trainings that write no checkpoints by themselves. */
  static TrainingOptions withoutCheckpoints(TrainingOptions options) {
    return options.with(Schedule.CHECKPOINT_EVERY, 0);
  }

  /**
   * How many threads do arithmetic.
   *
   * @throws InputException when the option is negative
   */
  final int threads() {
    return threadCount(threads);
  }

  /**
   * How long something may take.
   *
   * @param option the option as the user writes it
   * @throws InputException when the text is no duration above 0
   */
  static long milliseconds(String option, String text) {
    try {
      long milliseconds = Duration.parse(text.strip()).toMillis();
      if (milliseconds > 0) {
        return milliseconds;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Refused below.
    }
    throw InputException.option(option, text, "a duration such as PT20M or PT1H30M");
  }
}
