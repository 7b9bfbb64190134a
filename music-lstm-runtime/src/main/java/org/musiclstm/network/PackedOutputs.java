package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.WIDTH;

import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * Outputs of a layer, packed as the left matrix of the products that weight gradients are: tiles of
 * some units, in each of which the rows of the batch follow each other.
 */
final class PackedOutputs {
  /** Rows that a weight gradient sums before it goes to the next columns, to stay in the cache. */
  private static final int DEPTH = 512;

  /** Rows of the packed left matrix of a weight gradient that lie side by side. */
  private static final int PACK = 6;

  private final Activations activations;
  private final Kernel kernel;
  private final Workers workers;
  private final int units;
  private final int maxRows;
  private final int tiles;
  private final float[] packed;
  private final int[] packedRows;

  /** Makes room for the outputs of what a forward pass has room for. */
  PackedOutputs(ForwardPass forward) {
    this.activations = forward.activations();
    this.kernel = forward.kernel();
    this.workers = forward.workers();
    this.units = Parameters.paddedUnits(forward.shape());
    this.maxRows = activations.maxRows();
    this.tiles = (units + PACK - 1) / PACK;
    this.packed = new float[tiles * PACK * maxRows];
    this.packedRows = new int[maxRows];
  }

  /** How many tiles of units there are. */
  int tiles() {
    return tiles;
  }

  /** Packs the outputs of a layer as the one above has got them, row by row of the batch. */
  void packCurrent(Batch batch, int layer) {
    for (int row = 0; row < batch.rows(); row++) {
      packedRows[row] = batch.windows() + row;
    }
    pack(activations.upward(layer), batch.rows());
  }

  /** Packs the outputs that each row of the batch followed. */
  void packBefore(Batch batch, int layer) {
    for (int step = 0; step < batch.steps(); step++) {
      int before = activations.rowBefore(batch, step);
      for (int window = 0; window < batch.going(step); window++) {
        packedRows[batch.offset(step) + window] = before + window;
      }
    }
    pack(activations.outputs(layer), batch.rows());
  }

  private void pack(float[] source, int rows) {
    int chunks = ForwardPass.chunks(rows);
    workers.forEach(
        chunks,
        (chunk, worker) -> {
          int end = Math.min((chunk + 1) * ForwardPass.CHUNK, rows);
          for (int tile = 0; tile < tiles; tile++) {
            for (int row = chunk * ForwardPass.CHUNK; row < end; row++) {
              System.arraycopy(
                  source,
                  packedRows[row] * activations.stride() + tile * PACK,
                  packed,
                  (tile * maxRows + row) * PACK,
                  PACK);
            }
          }
        });
  }

  /** Adds the packed matrix, transposed, times a panel of gradients to rows of a weight panel. */
  void addProduct(
      int firstTile,
      int lastTile,
      int rows,
      float[] panel,
      int panelOffset,
      float[] target,
      int targetOffset) {
    for (int first = 0; first < rows; first += DEPTH) {
      int depth = Math.min(DEPTH, rows - first);
      for (int tile = firstTile; tile < lastTile; tile++) {
        kernel.product(
            packed,
            (tile * maxRows + first) * PACK,
            1,
            PACK,
            depth,
            panel,
            panelOffset + first * WIDTH,
            target,
            targetOffset + tile * PACK * WIDTH,
            Math.min(PACK, units - tile * PACK));
      }
    }
  }
}
