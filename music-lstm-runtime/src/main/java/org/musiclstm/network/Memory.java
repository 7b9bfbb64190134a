package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

import java.util.List;

/**
 * How much memory training takes with the engine {@code jvm}, which the options decide and how many
 * notes sound in the songs. With {@code U} hidden units, {@code F} features and {@code C} hidden
 * units of an autoregressive output, all rounded up to a multiple of 64, {@code L} hidden layers,
 * {@code B} windows side by side, {@code R} rows (windows times their layers), {@code A} active
 * features of all rows, {@code P} parameters, {@code N} of them in the largest array, and {@code K}
 * copies of them:
 *
 * <pre>
 * 4 bytes * ( K P                        parameters, their gradient, mean squares, the best ones;
 *                                        thinned and average ones if there are any
 *           + R L (7 U + 48)             gates, cell states and outputs, what goes up of these
 *           + R (F + C + 2 U + 6)        predictions, gradient of the outputs, packed outputs
 *           + max(4 U, F + C) U          transposed weights
 *           + B (15 U L + 10 U + 200)    what is carried from window to window
 *           + 2 N                        the largest array while it is written to or read from a file
 *           + 40 R + 12 A                the active features of the rows and their values
 *           + 4 (A + R) C                hidden units of the chain between active features, and
 *                                        their gradient, with room to grow
 *           + 3 F C / 2 )                transposed weights of the chain
 * </pre>
 */
public final class Memory {
  /** The largest array that every JVM has. */
  public static final long MOST = Integer.MAX_VALUE - 8;

  private Memory() {}

  /**
   * Bytes that training takes at most, apart from the songs and from what each thread takes.
   *
   * @param copies how many sets of parameters are kept, 4 or more
   */
  public static long ofTraining(NetworkShape shape, BatchSize batch, int copies) {
    long units = Parameters.paddedUnits(shape);
    long nadeUnits = Parameters.paddedChainUnits(shape);
    long features = (long) Parameters.featurePanels(shape) * WIDTH;
    long outputs = features + nadeUnits;
    long rows = batch.rows();
    long depth = shape.hiddenLayers();
    long numbers =
        copies * Parameters.size(shape)
            + rows * depth * (7 * units + 3 * UNITS)
            + rows * (outputs + 2 * units + 6)
            + Math.max(4 * units, outputs) * units
            + batch.windows() * (15 * units * depth + 10 * units + 200)
            + 2 * largestArray(shape)
            + 40 * rows
            + 12 * batch.active()
            + 4 * (batch.active() + rows) * nadeUnits
            + 3 * features * nadeUnits / 2;
    return Float.BYTES * numbers;
  }

  /**
   * Bytes that each thread of a training takes at most: hidden units of the chain that belong to a
   * piece of work, twice and with room to grow, and their numbers.
   */
  public static long ofThread(NetworkShape shape, BatchSize batch) {
    long nadeUnits = Parameters.paddedChainUnits(shape);
    long stretches =
        Math.min(ForwardPass.CHUNK * (batch.activeOfStep() + 1L), batch.active() + batch.rows());
    return shape.isChained() ? Float.BYTES * stretches * (4 * nadeUnits + 2) : 0;
  }

  /** How many numbers the largest array of the parameters has, without padding. */
  public static long largestArray(NetworkShape shape) {
    return Parameters.shapes(shape).values().stream()
        .mapToLong(Memory::numbers)
        .max()
        .orElseThrow();
  }

  private static long numbers(List<Integer> sizes) {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** Whether the largest array of a training is one that Java can have. */
  public static boolean fitsArrays(NetworkShape shape, BatchSize batch) {
    long units = Parameters.paddedUnits(shape);
    long rows = batch.rows();
    return 4 * units * rows <= MOST
        && (units + UNITS) * (rows + batch.windows()) <= MOST
        && 4 * units * (1L + 2 * units + shape.features()) <= MOST
        && (long) Parameters.outputPanels(shape) * WIDTH * rows <= MOST
        && 2 * batch.active() <= MOST
        && (batch.active() + rows) * Parameters.paddedChainUnits(shape) <= MOST;
  }
}
