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
 * @param layers how many layers all updates go through, forwards and back
 * @param validationLayers how many layers all validations go through, forwards only
 */
public record TrainingWork(long parameters, int iterations, long layers, long validationLayers) {
  /** A multiplication and an addition. */
  private static final int OPERATIONS = 2;

  /** The way forwards, and twice that back: for the gradient of the inputs and of the weights. */
  private static final int PASSES = 3;

  /** Where windows come from repeats itself from epoch to epoch. */
  private static final int COUNTED = 10_000;

  static TrainingWork of(
      TrainingOptions options, List<NoteTensor> songs, List<NoteTensor> validationSongs) {
    int counted = Math.min(COUNTED, options.schedule().iterations());
    long layers = layers(options, songs, counted);
    int validations =
        (options.schedule().iterations() + options.schedule().validateEvery() - 1)
            / options.schedule().validateEvery();
    return new TrainingWork(
        options.network().shape(songs.get(0).features()).parameters(),
        options.schedule().iterations(),
        Math.round((double) layers / counted * options.schedule().iterations()),
        validations * validationSongs.stream().mapToLong(NoteTensor::layers).sum());
  }

  /** How many layers the first updates go through. */
  private static long layers(TrainingOptions options, List<NoteTensor> songs, int updates) {
    WindowStream stream =
        new WindowStream(
            songs.stream().mapToInt(NoteTensor::layers).toArray(),
            options.schedule().batchSize(),
            options.schedule().windowLayers(),
            options.seed());
    long layers = 0;
    for (int update = 0; update < updates; update++) {
      Stop.check();
      layers += stream.next().stream().mapToInt(Window::layers).sum();
    }
    return layers;
  }

  /** How many floating point operations that is, rounded down to what the matrix products take. */
  public double operations() {
    return (double) OPERATIONS * parameters * (PASSES * (double) layers + validationLayers);
  }

  /** How many updates take as long as going through so many layers forwards. */
  public double updates(double forwardLayers) {
    return forwardLayers * iterations / (PASSES * (double) layers);
  }

  /** How many floating point operations an iteration takes on average, validations included. */
  public double operationsPerIteration() {
    return operations() / iterations;
  }

  /** How many floating point operations an update takes on average. */
  public double operationsPerUpdate() {
    return (double) OPERATIONS * parameters * PASSES * layers / iterations;
  }
}
