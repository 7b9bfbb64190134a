package org.musiclstm.plugin;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.network.Loss;
import org.musiclstm.training.Learning;
import org.musiclstm.training.NetworkOptions;
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
  private String transposeRange;

  /** How many LSTM units a hidden layer has, 1 to 8192. */
  @Parameter(property = "music-lstm.hiddenUnits", defaultValue = "1024")
  private int hiddenUnits;

  /** How many hidden layers there are, 1 to 16. */
  @Parameter(property = "music-lstm.hiddenLayers", defaultValue = "1")
  private int hiddenLayers;

  /**
   * Whether the notes of a layer are told one from the other, from low to high: {@code chained}, or
   * {@code independent}, each from the layers before alone. Chained notes make chords that fit
   * together.
   */
  @Parameter(property = "music-lstm.output", defaultValue = "chained")
  private String output;

  /** How many hidden units a chained output has, 1 to 8192. */
  @Parameter(property = "music-lstm.chainUnits", defaultValue = "64")
  private int chainUnits;

  /**
   * What training makes small: {@code mse}, the mean squared error, or {@code bce}, the binary
   * cross-entropy.
   */
  @Parameter(property = "music-lstm.loss", defaultValue = "mse")
  private String loss;

  /** What share of the outputs of every hidden layer is left out while learning, 0 to 0.9. */
  @Parameter(property = "music-lstm.dropout", defaultValue = "0.3")
  private double dropout;

  /**
   * What share of the recurrent weights is left out while learning, 0 to 0.9, or {@code auto}: 0.5
   * of them where there are few songs, and fewer the more there are.
   */
  @Parameter(property = "music-lstm.weightDropout", defaultValue = Regularisation.AUTO_TEXT)
  private String weightDropout;

  /**
   * What share of the notes heard is left out while learning, 0 to 0.9, or {@code auto}: 0.3 of
   * them where there are few songs, and fewer the more there are.
   */
  @Parameter(property = "music-lstm.noteDropout", defaultValue = Regularisation.AUTO_TEXT)
  private String noteDropout;

  /**
   * How much of itself the average of the parameters keeps at each update, 0 to 0.9999. The average
   * is what is validated and becomes the model.
   */
  @Parameter(property = "music-lstm.averaging", defaultValue = "0.998")
  private double averaging;

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
  @Parameter(property = "music-lstm.learningRate", defaultValue = "0.004")
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
   * @param checkpointEvery how many iterations lie between two checkpoints; 0 for none
   * @throws org.musiclstm.InputException when an option is out of range
   */
  final TrainingOptions options(int checkpointEvery) {
    return new TrainingOptions(
        NetworkOptions.of(hiddenUnits, hiddenLayers, output, chainUnits),
        new Learning(Loss.parse(loss), learningRate, decay, epsilon, clipNorm, averaging),
        new Regularisation(
            dropout,
            Regularisation.share("weightDropout", weightDropout),
            Regularisation.share("noteDropout", noteDropout),
            transposition()),
        new Schedule(iterations, batchSize, windowLayers, validateEvery, patience, checkpointEvery),
        validationShare(),
        seed);
  }

  /** By how many semitones songs are moved at random while they are learnt from. */
  private ShiftRange transposition() {
    ShiftRange range = ShiftRange.parse(transposeRange);
    if (isAugmented()) {
      return range;
    }
    if (!range.equals(ShiftRange.EVERY_KEY)) {
      getLog()
          .warn(
              "The option transposeRange is "
                  + range
                  + ", but does nothing without transpose="
                  + AUGMENT
                  + ".");
    }
    return ShiftRange.NONE;
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
