package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;

/**
 * How long is trained, on how much at once, and what happens in between.
 *
 * @param iterations updates at most, 1 to 10 million
 * @param batchSize songs trained on side by side, 1 to 1024
 * @param windowLayers layers of a song that one update goes back through, 1 to 65536
 * @param validateEvery iterations between two validations, 1 or more
 * @param patience validations without a better one after which training ends; 0 for never
 * @param checkpointEvery iterations between two checkpoints; 0 for none
 */
public record Schedule(
    int iterations,
    int batchSize,
    int windowLayers,
    int validateEvery,
    int patience,
    int checkpointEvery) {
  /** Checks the ranges. */
  public Schedule {
    InputException.checkRange("iterations", iterations, 1, 10_000_000);
    InputException.checkRange("batchSize", batchSize, 1, 1024);
    InputException.checkRange("windowLayers", windowLayers, 1, 65536);
    InputException.checkRange("validateEvery", validateEvery, 1, 10_000_000);
    InputException.checkRange("patience", patience, 0, 10_000_000);
    InputException.checkRange("checkpointEvery", checkpointEvery, 0, 10_000_000);
  }

  /** What of it can change the model; checkpoints cannot. */
  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("iterations", Integer.toString(iterations));
    options.put("batchSize", Integer.toString(batchSize));
    options.put("windowLayers", Integer.toString(windowLayers));
    options.put("validateEvery", Integer.toString(validateEvery));
    options.put("patience", Integer.toString(patience));
    return options;
  }

  /** The same schedule but for the number of iterations. */
  public Schedule withIterations(int other) {
    return new Schedule(other, batchSize, windowLayers, validateEvery, patience, checkpointEvery);
  }

  /** The same schedule but for the layers of a window. */
  public Schedule withWindowLayers(int other) {
    return new Schedule(iterations, batchSize, other, validateEvery, patience, checkpointEvery);
  }
}
