package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

/**
 * How much memory training takes, which options alone decide and no corpus. With {@code U} hidden
 * units, {@code F} features and {@code C} hidden units of a chained output, all rounded up to a
 * multiple of 64, {@code L} hidden layers, {@code B} windows side by side, {@code R} rows (windows
 * times their layers), {@code P} parameters and {@code K} copies of them:
 *
 * <pre>
 * 4 bytes * ( K P                        parameters, their gradient, mean squares, the best ones;
 *                                        thinned and average ones if there are any
 *           + R L (7 U + 48)             gates, cell states and outputs, what goes up of these
 *           + R (F + C + 2 U + 6)        predictions, gradient of the outputs, packed outputs
 *           + max(4 U, F + C) U          transposed weights
 *           + B (15 U L + 10 U + 200)    what is carried from window to window
 *           + 3 max(4 U, F + C) U        the largest array while it is written to or read from a file
 *           + R (4 F / 3 + 80)           the active features of the rows and their values
 *           + 3 R C (F / 12 + 2)         hidden units of the chain between active features, and
 *                                        their gradient, if a twelfth of the features is active
 *           + F C )                      transposed weights of the chain
 * </pre>
 */
public final class Memory {
  private Memory() {}

  /**
   * Bytes that training takes at most, apart from the songs.
   *
   * @param windows how many songs are trained on side by side
   * @param layers how many layers a window has at most
   * @param copies how many sets of parameters are kept, 4 or more
   */
  public static long ofTraining(NetworkShape shape, int windows, int layers, int copies) {
    long units = Parameters.paddedUnits(shape);
    long chainUnits = Parameters.paddedChainUnits(shape);
    long features = (long) Parameters.featurePanels(shape) * WIDTH;
    long outputs = features + chainUnits;
    long rows = (long) windows * layers;
    long depth = shape.hiddenLayers();
    long numbers =
        copies * Parameters.size(shape)
            + rows * depth * (7 * units + 3 * UNITS)
            + rows * (outputs + 2 * units + 6)
            + 4 * Math.max(4 * units, outputs) * units
            + rows * (4 * features / 3 + 80)
            + windows * (15 * units * depth + 10 * units + 200)
            + 3 * rows * chainUnits * (features / 12 + 2)
            + features * chainUnits;
    return Float.BYTES * numbers;
  }

  /** Whether the largest array of a training is one that Java can have. */
  public static boolean fitsArrays(NetworkShape shape, int windows, int layers) {
    long units = Parameters.paddedUnits(shape);
    return 4 * units * windows * layers < Integer.MAX_VALUE
        && (units + UNITS) * windows * (layers + 1L) < Integer.MAX_VALUE
        && 4 * units * (1L + 2 * units + shape.features()) < Integer.MAX_VALUE
        && (shape.features() + 1L) * windows * layers * Parameters.paddedChainUnits(shape)
            < Integer.MAX_VALUE;
  }
}
