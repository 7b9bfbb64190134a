package org.musiclstm.dl4j;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.musiclstm.network.BatchSize;
import org.musiclstm.network.Footprint;
import org.musiclstm.network.Memory;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;

/**
 * How much memory training takes with Deeplearning4j 1.0.0-M2.1. With {@code U} hidden units,
 * {@code F} features, {@code L} hidden layers, {@code B} windows side by side, {@code R} rows
 * (windows times the layers of the longest one, as shorter ones are filled up), {@code A} active
 * features of all rows, {@code P} parameters, {@code N} of them in the largest array, and {@code K}
 * copies of them here, it takes outside of the heap
 *
 * <pre>
 * 4 bytes * ( 4 P                        parameters, their gradient, mean squares, and one of them
 *                                        while it is copied in or out
 *           + 9 U U                      recurrent weights as a layer copies them, in the workspaces
 *                                        of the way back and of validation
 *           + R max(11 U, 2 U + 6 F)     a layer on its way back: four gates, one of them also before
 *                                        its function, cell states and what is made of them, outputs
 *                                        twice, and the gradient; or the output's copies of its
 *                                        inputs, predictions, targets and their gradient
 *           + R (2 L + 4) U              what goes up of the layers, and the gradient that goes down
 *           + R (2 L + 1) U              factors of what is left out; layers that shorter windows are
 *                                        run over again with
 *           + R (7 F + 4)                inputs, targets, mask, predictions; inputs in a workspace,
 *                                        predictions and their gradient in two others
 *           + B (8 L + 30) U )           what is remembered of a window, and what one step computes
 * </pre>
 *
 * where shares of a workspace include the twentieth by which ND4J makes it larger than needed, and
 * on the heap
 *
 * <pre>
 * 4 bytes * ( (K + 3) P + 2 N            parameters, those that the network was last given, rows of
 *                                        them in the network's order, arrays of a file
 *           + R (U + 3 F + 40) + 12 A    a batch before it is copied, and what was predicted of it
 *           + B (6 L + 6) U )            what is carried from window to window
 * </pre>
 *
 * and 32 MB for the objects that every step makes. There, parameters are rounded up as those of the
 * runtime are.
 */
final class Dl4jMemory {
  private static final long MEGABYTE = 1_000_000;

  /** Objects of Deeplearning4j on the heap, which are made and thrown away by the step. */
  private static final long OBJECTS = 32 * MEGABYTE;

  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  /** What else sets a limit, or what it is by default. */
  private static final List<String> OTHER_LIMITS =
      List.of(
          "org.bytedeco.javacpp.maxphysicalbytes",
          "org.bytedeco.javacpp.maxBytes",
          "org.bytedeco.javacpp.maxbytes");

  /** What the JVM, ND4J's library and OpenBLAS take beside the heap and the arrays. */
  private static final long BESIDE = 150 * MEGABYTE;

  private Dl4jMemory() {}

  /**
   * What a training takes at most, apart from the songs.
   *
   * @param copies how many sets of parameters the training and its learner keep
   */
  static Footprint ofTraining(NetworkShape shape, BatchSize batch, int copies) {
    return new Footprint(heap(shape, batch, copies), outside(shape, batch));
  }

  private static long heap(NetworkShape shape, BatchSize batch, int copies) {
    long units = shape.paddedUnits();
    long numbers =
        (copies + 3) * Parameters.size(shape)
            + 2 * Memory.largestArray(shape)
            + batch.rows() * (units + 3L * shape.features() + 40)
            + 12 * batch.active()
            + batch.windows() * (6L * shape.hiddenLayers() + 6) * units;
    return Float.BYTES * numbers + OBJECTS;
  }

  private static long outside(NetworkShape shape, BatchSize batch) {
    long units = shape.hiddenUnits();
    long features = shape.features();
    long depth = shape.hiddenLayers();
    long row =
        Math.max(11 * units, 2 * units + 6 * features) + (4 * depth + 5) * units + 7 * features + 4;
    long numbers =
        4 * shape.parameters()
            + 9 * units * units
            + batch.rows() * row
            + batch.windows() * (8 * depth + 30) * units;
    return Float.BYTES * numbers;
  }

  /** Whether there is room for the row of parameters, and Java can have the largest other array. */
  static boolean fitsArrays(NetworkShape shape, BatchSize batch) {
    return shape.parameters() <= FlatParameters.MOST
        && batch.rows() * Math.max(shape.features(), shape.paddedUnits()) <= Memory.MOST;
  }

  /**
   * How many bytes outside of the heap ND4J's arrays may take. JavaCPP, through which ND4J calls
   * its library, looks at all that the process has, the heap included, and throws an {@code
   * OutOfMemoryError} when that is more than its property {@code maxPhysicalBytes} allows: four
   * times as much as the heap may take, unless it is set. Its other limit, {@code maxBytes}, does
   * not count the arrays of ND4J.
   */
  static long mostOutside() {
    return Pointer.maxPhysicalBytes() > 0
        ? Math.max(0, Pointer.maxPhysicalBytes() - Runtime.getRuntime().maxMemory() - BESIDE)
        : Long.MAX_VALUE;
  }

  /** Options of {@code java} that allow as much. */
  static String allowing(long heap, long outside) {
    long least = outside + BESIDE;
    return hasLimit()
        ? "-Xmx" + megabytes(heap) + " -D" + LIMIT + "=" + megabytes(heap + least)
        // Of the four times as much, one is for the heap.
        : "-Xmx" + megabytes(Math.max(heap, least / 3));
  }

  private static boolean hasLimit() {
    return System.getProperty(LIMIT) != null
        || OTHER_LIMITS.stream().anyMatch(limit -> System.getProperty(limit) != null);
  }

  private static String megabytes(long bytes) {
    return bytes / MEGABYTE + 1 + "m";
  }
}
