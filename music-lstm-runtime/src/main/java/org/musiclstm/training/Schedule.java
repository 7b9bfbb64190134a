package org.musiclstm.training;

import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** How long is trained, on how much at once, and what happens in between. */
public final class Schedule extends OptionGroup<Schedule> {
  private static final int MOST_ITERATIONS = 10_000_000;

  /** Updates at most. */
  public static final Option<Integer> ITERATIONS =
      Option.whole("iterations", 1, MOST_ITERATIONS)
          .decidingBytes(2000, "How many times the parameters are updated at most, 1 to 10000000.");

  /** Songs side by side. */
  public static final Option<Integer> BATCH_SIZE =
      Option.whole("batchSize", 1, 1024)
          .decidingBytes(
              16, "How many songs are trained on side by side, 1 to 1024. More take more memory.");

  /** How far an update goes back. */
  public static final Option<Integer> WINDOW_STEPS =
      Option.whole("windowSteps", 1, 65536)
          .decidingBytes(
              128,
              "How many time steps an update goes back through, 1 to 65536. More take more"
                  + " memory.");

  /** How often is validated. */
  public static final Option<Integer> VALIDATE_EVERY =
      Option.whole("validateEvery", 1, MOST_ITERATIONS)
          .decidingBytes(50, "How many iterations lie between two validations, 1 to 10000000.");

  /** When training ends early. */
  public static final Option<Integer> PATIENCE =
      Option.whole("patience", 0, MOST_ITERATIONS)
          .decidingBytes(
              10,
              "After how many validations without a better one training ends, 0 to 10000000; 0 for"
                  + " never. The best parameters are the model in any case.");

  /** How often a checkpoint is written. */
  public static final Option<Integer> CHECKPOINT_EVERY =
      Option.whole("checkpointEvery", 0, MOST_ITERATIONS)
          .decidingNothing(
              100, "How many iterations lie between two checkpoints, 0 to 10000000; 0 for none.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(
          ITERATIONS, BATCH_SIZE, WINDOW_STEPS, VALIDATE_EVERY, PATIENCE, CHECKPOINT_EVERY);

  /** Takes values. */
  public Schedule(OptionValues values) {
    super(values);
  }

  @Override
  protected Schedule of(OptionValues others) {
    return new Schedule(others);
  }

  /** Updates at most. */
  public int iterations() {
    return get(ITERATIONS);
  }

  /** Songs trained on side by side. */
  public int batchSize() {
    return get(BATCH_SIZE);
  }

  /** Steps of a song that one update goes back through. */
  public int windowSteps() {
    return get(WINDOW_STEPS);
  }

  /** Iterations between two validations. */
  public int validateEvery() {
    return get(VALIDATE_EVERY);
  }

  /** Validations without a better one after which training ends; 0 for never. */
  public int patience() {
    return get(PATIENCE);
  }

  /** Iterations between two checkpoints; 0 for none. */
  public int checkpointEvery() {
    return get(CHECKPOINT_EVERY);
  }
}
