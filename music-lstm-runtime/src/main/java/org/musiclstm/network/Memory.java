package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

/**
 * How much memory training takes, which options alone decide and no corpus. With {@code U} hidden
 * units and {@code F} features, both rounded up to a multiple of 64, {@code L} hidden layers,
 * {@code B} windows side by side, {@code R} rows (windows times their layers) and {@code P}
 * parameters:
 *
 * <pre>
 * 4 bytes * ( 4 P                        parameters, their gradient, mean squares, the best ones
 *           + R L (6 U + 32)             gates, cell states and outputs
 *           + R (F + 2 U + 6)            predictions, gradient of the outputs, packed outputs
 *           + max(4 U, F) U              transposed weights
 *           + B (15 U L + 10 U + 200)    what is carried from window to window
 *           + 3 max(4 U, F) U            the largest array while it is written to or read from a file
 *           + R (4 F / 3 + 80) )         the active features of the rows and their values
 * </pre>
 */
public final class Memory {
  private Memory() {}

  /**
   * Bytes that training takes at most, apart from the songs.
   *
   * @param windows how many songs are trained on side by side
   * @param layers how many layers a window has at most
   */
  public static long ofTraining(NetworkShape shape, int windows, int layers) {
    long units = Parameters.paddedUnits(shape);
    long features = (long) Parameters.outputPanels(shape) * WIDTH;
    long rows = (long) windows * layers;
    long depth = shape.hiddenLayers();
    long numbers =
        4 * Parameters.size(shape)
            + rows * depth * (6 * units + 2 * UNITS)
            + rows * (features + 2 * units + 6)
            + 4 * Math.max(4 * units, features) * units
            + rows * (4 * features / 3 + 80)
            + windows * (15 * units * depth + 10 * units + 200);
    return Float.BYTES * numbers;
  }

  /** Whether the largest array of a training is one that Java can have. */
  public static boolean fitsArrays(NetworkShape shape, int windows, int layers) {
    long units = Parameters.paddedUnits(shape);
    return 4 * units * windows * layers < Integer.MAX_VALUE
        && (units + UNITS) * windows * (layers + 1L) < Integer.MAX_VALUE
        && 4 * units * (1L + 2 * units + shape.features()) < Integer.MAX_VALUE;
  }
}
