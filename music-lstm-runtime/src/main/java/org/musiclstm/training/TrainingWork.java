package org.musiclstm.training;

import java.util.List;
import org.musiclstm.Stop;
import org.musiclstm.corpus.Window;
import org.musiclstm.corpus.WindowStream;
import org.musiclstm.tensor.NoteTensor;

/**
 * How much a training computes, if it does not end early.
 *
 * @param parameters how many numbers the network learns
 * @param iterations how many updates there are
 * @param steps how many steps all updates go through, forwards and back
 * @param validationSteps how many steps all validations go through, forwards only
 */
public record TrainingWork(long parameters, int iterations, long steps, long validationSteps) {
  /** A multiplication and an addition. */
  private static final int OPERATIONS = 2;

  /** The way forwards, and twice that back: for the gradient of the inputs and of the weights. */
  private static final int PASSES = 3;

  /** Where windows come from repeats itself from epoch to epoch. */
  private static final int COUNTED = 10_000;

  static TrainingWork of(
      TrainingOptions options, List<NoteTensor> songs, List<NoteTensor> validationSongs) {
    int counted = Math.min(COUNTED, options.schedule().iterations());
    long steps = steps(options, songs, counted);
    int validations =
        (options.schedule().iterations() + options.schedule().validateEvery() - 1)
            / options.schedule().validateEvery();
    return new TrainingWork(
        options.network().shape(songs.get(0).features()).parameters(),
        options.schedule().iterations(),
        Math.round((double) steps / counted * options.schedule().iterations()),
        validations * validationSongs.stream().mapToLong(NoteTensor::steps).sum());
  }

  /** How many steps the first updates go through. */
  private static long steps(TrainingOptions options, List<NoteTensor> songs, int updates) {
    WindowStream stream =
        new WindowStream(
            songs.stream().mapToInt(NoteTensor::steps).toArray(),
            options.schedule().batchSize(),
            options.schedule().windowSteps(),
            options.seed());
    long steps = 0;
    for (int update = 0; update < updates; update++) {
      Stop.check();
      steps += stream.next().stream().mapToInt(Window::steps).sum();
    }
    return steps;
  }

  /** How many floating point operations that is, rounded down to what the matrix products take. */
  public double operations() {
    return (double) OPERATIONS * parameters * (PASSES * (double) steps + validationSteps);
  }

  /** How many updates take as long as going through so many steps forwards. */
  public double updates(double forwardSteps) {
    return forwardSteps * iterations / (PASSES * (double) steps);
  }

  /** How many floating point operations an iteration takes on average, validations included. */
  public double operationsPerIteration() {
    return operations() / iterations;
  }

  /** How many floating point operations an update takes on average. */
  public double operationsPerUpdate() {
    return (double) OPERATIONS * parameters * PASSES * steps / iterations;
  }
}
