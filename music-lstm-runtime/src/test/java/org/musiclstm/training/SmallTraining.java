package org.musiclstm.training;

import org.musiclstm.corpus.ShiftRange;

/**
 * Training options that a test changes in the few that it is about.
 *
 * @param layers hidden layers
 */
public record SmallTraining(
    int units,
    int layers,
    int iterations,
    int batchSize,
    int windowLayers,
    double learningRate,
    int validateEvery,
    int patience,
    int checkpointEvery,
    long seed) {
  /** Options for a network that trains in a moment. */
  public static final SmallTraining DEFAULT = new SmallTraining(10, 1, 12, 3, 8, 1e-2, 4, 0, 0, 1);

  public SmallTraining units(int value) {
    return new SmallTraining(
        value,
        layers,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        validateEvery,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining layers(int value) {
    return new SmallTraining(
        units,
        value,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        validateEvery,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining iterations(int value) {
    return new SmallTraining(
        units,
        layers,
        value,
        batchSize,
        windowLayers,
        learningRate,
        validateEvery,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining batchSize(int value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        value,
        windowLayers,
        learningRate,
        validateEvery,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining windowLayers(int value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        batchSize,
        value,
        learningRate,
        validateEvery,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining learningRate(double value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        batchSize,
        windowLayers,
        value,
        validateEvery,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining validateEvery(int value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        value,
        patience,
        checkpointEvery,
        seed);
  }

  public SmallTraining patience(int value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        validateEvery,
        value,
        checkpointEvery,
        seed);
  }

  public SmallTraining checkpointEvery(int value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        validateEvery,
        patience,
        value,
        seed);
  }

  public SmallTraining seed(long value) {
    return new SmallTraining(
        units,
        layers,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        validateEvery,
        patience,
        checkpointEvery,
        value);
  }

  /** The options. */
  public TrainingOptions options() {
    return new TrainingOptions(
        units,
        layers,
        iterations,
        batchSize,
        windowLayers,
        learningRate,
        0.9,
        1e-8,
        1,
        validateEvery,
        patience,
        0.25,
        ShiftRange.NONE,
        checkpointEvery,
        seed);
  }

  /** The options with songs moved at random. */
  public TrainingOptions moved(ShiftRange range) {
    TrainingOptions options = options();
    return new TrainingOptions(
        options.hiddenUnits(),
        options.hiddenLayers(),
        options.iterations(),
        options.batchSize(),
        options.windowLayers(),
        options.learningRate(),
        options.decay(),
        options.epsilon(),
        options.clipNorm(),
        options.validateEvery(),
        options.patience(),
        options.validationShare(),
        range,
        options.checkpointEvery(),
        options.seed());
  }
}
