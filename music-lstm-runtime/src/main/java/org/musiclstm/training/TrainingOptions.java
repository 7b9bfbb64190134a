package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.Split;
import org.musiclstm.model.Decimal;
import org.musiclstm.network.NetworkShape;

/**
 * Everything that decides what training makes of a corpus.
 *
 * @param hiddenUnits LSTM units in each hidden layer, 1 to 8192
 * @param hiddenLayers hidden layers, 1 to 16
 * @param iterations updates at most, 1 to 10 million
 * @param batchSize songs trained on side by side, 1 to 1024
 * @param windowLayers layers of a song that one update goes back through, 1 to 65536
 * @param learningRate step size of RMSProp, above 0 to 1
 * @param decay how much of the mean square of the gradient RMSProp keeps, 0 to 0.999999
 * @param epsilon what RMSProp adds to the root of the mean square, 1e-30 to 1
 * @param clipNorm the largest norm of the gradient before it is scaled down, above 0
 * @param validateEvery iterations between two validations, 1 or more
 * @param patience validations without a better one after which training ends; 0 for never
 * @param validationShare share of the songs kept for validation, 0 to 0.9
 * @param transposition by how many semitones songs are moved at random while they are learnt from,
 *     anew each time; songs of the validation are not
 * @param checkpointEvery iterations between two checkpoints; 0 for none
 * @param seed where all random numbers begin
 */
public record TrainingOptions(
    int hiddenUnits,
    int hiddenLayers,
    int iterations,
    int batchSize,
    int windowLayers,
    double learningRate,
    double decay,
    double epsilon,
    double clipNorm,
    int validateEvery,
    int patience,
    double validationShare,
    ShiftRange transposition,
    int checkpointEvery,
    long seed) {
  /** What holds where nothing is said. */
  public static final TrainingOptions DEFAULT =
      new TrainingOptions(
          1024, 1, 2000, 16, 128, 2e-3, 0.9, 1e-8, 1, 50, 10, 0.1, ShiftRange.NONE, 100, 1);

  /** Anything nearer to 1 could be 1 in single precision, and nothing would be learnt from. */
  private static final double MOST_DECAY = 0.999999;

  /** Anything less could be 0 in single precision, and a slope of 0 be divided by it. */
  private static final double LEAST_EPSILON = 1e-30;

  /** Checks the ranges. */
  public TrainingOptions {
    inRange("hiddenUnits", hiddenUnits, 1, NetworkShape.MOST_UNITS);
    inRange("hiddenLayers", hiddenLayers, 1, NetworkShape.MOST_LAYERS);
    inRange("iterations", iterations, 1, 10_000_000);
    inRange("batchSize", batchSize, 1, 1024);
    inRange("windowLayers", windowLayers, 1, 65536);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw InputException.option("learningRate", learningRate, "above 0 and at most 1");
    }
    if (!(decay >= 0 && decay <= MOST_DECAY)) {
      throw InputException.option("decay", decay, "from 0 to 0.999999");
    }
    if (!(epsilon >= LEAST_EPSILON && epsilon <= 1)) {
      throw InputException.option("epsilon", epsilon, "from 1e-30 to 1");
    }
    if (!(clipNorm > 0)) {
      throw InputException.option("clipNorm", clipNorm, "above 0");
    }
    inRange("validateEvery", validateEvery, 1, 10_000_000);
    inRange("patience", patience, 0, 10_000_000);
    Split.checkShare(validationShare);
    inRange("checkpointEvery", checkpointEvery, 0, 10_000_000);
  }

  /** Every option that can change the model, by name; checkpoints cannot. */
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("hiddenUnits", Integer.toString(hiddenUnits));
    options.put("hiddenLayers", Integer.toString(hiddenLayers));
    options.put("iterations", Integer.toString(iterations));
    options.put("batchSize", Integer.toString(batchSize));
    options.put("windowLayers", Integer.toString(windowLayers));
    options.put("learningRate", Decimal.text(learningRate));
    options.put("decay", Decimal.text(decay));
    options.put("epsilon", Decimal.text(epsilon));
    options.put("clipNorm", Decimal.text(clipNorm));
    options.put("validateEvery", Integer.toString(validateEvery));
    options.put("patience", Integer.toString(patience));
    options.put("validationShare", Decimal.text(validationShare));
    options.put("transposeRange", transposition.toString());
    options.put("seed", Long.toString(seed));
    return options;
  }

  /** The same options but for the number of iterations. */
  public TrainingOptions withIterations(int other) {
    return new TrainingOptions(
        hiddenUnits,
        hiddenLayers,
        other,
        batchSize,
        windowLayers,
        learningRate,
        decay,
        epsilon,
        clipNorm,
        validateEvery,
        patience,
        validationShare,
        transposition,
        checkpointEvery,
        seed);
  }

  /** The same options but for the layers of a window. */
  public TrainingOptions withWindowLayers(int other) {
    return new TrainingOptions(
        hiddenUnits,
        hiddenLayers,
        iterations,
        batchSize,
        other,
        learningRate,
        decay,
        epsilon,
        clipNorm,
        validateEvery,
        patience,
        validationShare,
        transposition,
        checkpointEvery,
        seed);
  }

  private static void inRange(String name, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw InputException.option(name, value, "from " + lowest + " to " + highest);
    }
  }
}
