package org.musiclstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic on the JDK's Vector API, whatever the width of the machine's vectors. Vectors run
 * along columns and units, never along a sum, so the width cannot change a bit.
 */
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > UNITS
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  /**
   * Vectors side by side in a register tile. Six rows of four keep 24 sums in registers, which
   * needs 32 of them: AVX-512 and ARM have so many, AVX2 and SSE have 16.
   */
  private static final boolean WIDE =
      LANES == UNITS || System.getProperty("os.arch", "").equals("aarch64");

  private static final int TILE_COLUMNS = (WIDE ? 4 : 2) * LANES;

  @Override
  public String description() {
    return "vector kernel (" + LANES * Float.SIZE + " bits)";
  }

  @Override
  public void product(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int rows) {
    int row = 0;
    while (row < rows) {
      int tile = tileRows(rows - row);
      int at = aOffset + row * rowStride;
      int to = cOffset + row * WIDTH;
      for (int column = 0; column < WIDTH; column += TILE_COLUMNS) {
        tile(tile, a, at, rowStride, depthStride, depth, b, bOffset + column, c, to + column);
      }
      row += tile;
    }
  }

  /** Rows of the next register tile, so that few rows are left to narrow ones. */
  static int tileRows(int left) {
    return switch (left) {
      case 1, 2, 3, 4 -> left;
      case 5 -> 3;
      case 7, 8 -> 4;
      default -> 6;
    };
  }

  private static void tile(
      int rows,
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    if (WIDE) {
      switch (rows) {
        case 6 -> tile6x4(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        case 4 -> tile4x4(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        case 3 -> tile3x4(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        case 2 -> tile2x4(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        default -> tile1x4(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
      }
    } else {
      switch (rows) {
        case 6 -> tile6x2(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        case 4 -> tile4x2(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        case 3 -> tile3x2(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        case 2 -> tile2x2(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
        default -> tile1x2(a, aOffset, rowStride, depthStride, depth, b, bOffset, c, cOffset);
      }
    }
  }

  private static void tile6x4(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 0 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 1 * LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 0 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 1 * LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * WIDTH + 0 * LANES);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * WIDTH + 1 * LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * WIDTH + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * WIDTH + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * WIDTH + 0 * LANES);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * WIDTH + 1 * LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * WIDTH + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * WIDTH + 3 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * rowStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * rowStride]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4 * rowStride]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5 * rowStride]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c02.intoArray(c, cOffset + 0 * WIDTH + 2 * LANES);
    c03.intoArray(c, cOffset + 0 * WIDTH + 3 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c12.intoArray(c, cOffset + 1 * WIDTH + 2 * LANES);
    c13.intoArray(c, cOffset + 1 * WIDTH + 3 * LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH + 0 * LANES);
    c21.intoArray(c, cOffset + 2 * WIDTH + 1 * LANES);
    c22.intoArray(c, cOffset + 2 * WIDTH + 2 * LANES);
    c23.intoArray(c, cOffset + 2 * WIDTH + 3 * LANES);
    c30.intoArray(c, cOffset + 3 * WIDTH + 0 * LANES);
    c31.intoArray(c, cOffset + 3 * WIDTH + 1 * LANES);
    c32.intoArray(c, cOffset + 3 * WIDTH + 2 * LANES);
    c33.intoArray(c, cOffset + 3 * WIDTH + 3 * LANES);
    c40.intoArray(c, cOffset + 4 * WIDTH + 0 * LANES);
    c41.intoArray(c, cOffset + 4 * WIDTH + 1 * LANES);
    c42.intoArray(c, cOffset + 4 * WIDTH + 2 * LANES);
    c43.intoArray(c, cOffset + 4 * WIDTH + 3 * LANES);
    c50.intoArray(c, cOffset + 5 * WIDTH + 0 * LANES);
    c51.intoArray(c, cOffset + 5 * WIDTH + 1 * LANES);
    c52.intoArray(c, cOffset + 5 * WIDTH + 2 * LANES);
    c53.intoArray(c, cOffset + 5 * WIDTH + 3 * LANES);
  }

  private static void tile4x4(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 0 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 1 * LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 0 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 1 * LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 3 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * rowStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * rowStride]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c02.intoArray(c, cOffset + 0 * WIDTH + 2 * LANES);
    c03.intoArray(c, cOffset + 0 * WIDTH + 3 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c12.intoArray(c, cOffset + 1 * WIDTH + 2 * LANES);
    c13.intoArray(c, cOffset + 1 * WIDTH + 3 * LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH + 0 * LANES);
    c21.intoArray(c, cOffset + 2 * WIDTH + 1 * LANES);
    c22.intoArray(c, cOffset + 2 * WIDTH + 2 * LANES);
    c23.intoArray(c, cOffset + 2 * WIDTH + 3 * LANES);
    c30.intoArray(c, cOffset + 3 * WIDTH + 0 * LANES);
    c31.intoArray(c, cOffset + 3 * WIDTH + 1 * LANES);
    c32.intoArray(c, cOffset + 3 * WIDTH + 2 * LANES);
    c33.intoArray(c, cOffset + 3 * WIDTH + 3 * LANES);
  }

  private static void tile3x4(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 0 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 1 * LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 3 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * rowStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c02.intoArray(c, cOffset + 0 * WIDTH + 2 * LANES);
    c03.intoArray(c, cOffset + 0 * WIDTH + 3 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c12.intoArray(c, cOffset + 1 * WIDTH + 2 * LANES);
    c13.intoArray(c, cOffset + 1 * WIDTH + 3 * LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH + 0 * LANES);
    c21.intoArray(c, cOffset + 2 * WIDTH + 1 * LANES);
    c22.intoArray(c, cOffset + 2 * WIDTH + 2 * LANES);
    c23.intoArray(c, cOffset + 2 * WIDTH + 3 * LANES);
  }

  private static void tile2x4(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 3 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c02.intoArray(c, cOffset + 0 * WIDTH + 2 * LANES);
    c03.intoArray(c, cOffset + 0 * WIDTH + 3 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c12.intoArray(c, cOffset + 1 * WIDTH + 2 * LANES);
    c13.intoArray(c, cOffset + 1 * WIDTH + 3 * LANES);
  }

  private static void tile1x4(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 3 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c02.intoArray(c, cOffset + 0 * WIDTH + 2 * LANES);
    c03.intoArray(c, cOffset + 0 * WIDTH + 3 * LANES);
  }

  private static void tile6x2(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 0 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 1 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 0 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 1 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * WIDTH + 0 * LANES);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * WIDTH + 1 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * WIDTH + 0 * LANES);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * WIDTH + 1 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * rowStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * rowStride]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4 * rowStride]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5 * rowStride]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH + 0 * LANES);
    c21.intoArray(c, cOffset + 2 * WIDTH + 1 * LANES);
    c30.intoArray(c, cOffset + 3 * WIDTH + 0 * LANES);
    c31.intoArray(c, cOffset + 3 * WIDTH + 1 * LANES);
    c40.intoArray(c, cOffset + 4 * WIDTH + 0 * LANES);
    c41.intoArray(c, cOffset + 4 * WIDTH + 1 * LANES);
    c50.intoArray(c, cOffset + 5 * WIDTH + 0 * LANES);
    c51.intoArray(c, cOffset + 5 * WIDTH + 1 * LANES);
  }

  private static void tile4x2(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 0 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 1 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 0 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * WIDTH + 1 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * rowStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * rowStride]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH + 0 * LANES);
    c21.intoArray(c, cOffset + 2 * WIDTH + 1 * LANES);
    c30.intoArray(c, cOffset + 3 * WIDTH + 0 * LANES);
    c31.intoArray(c, cOffset + 3 * WIDTH + 1 * LANES);
  }

  private static void tile3x2(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 0 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * WIDTH + 1 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * rowStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH + 0 * LANES);
    c21.intoArray(c, cOffset + 2 * WIDTH + 1 * LANES);
  }

  private static void tile2x2(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 0 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + 1 * WIDTH + 1 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + rowStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
    c10.intoArray(c, cOffset + 1 * WIDTH + 0 * LANES);
    c11.intoArray(c, cOffset + 1 * WIDTH + 1 * LANES);
  }

  private static void tile1x2(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 0 * LANES);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + 0 * WIDTH + 1 * LANES);
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + 0 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + 1 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      at += depthStride;
      from += WIDTH;
    }
    c00.intoArray(c, cOffset + 0 * WIDTH + 0 * LANES);
    c01.intoArray(c, cOffset + 0 * WIDTH + 1 * LANES);
  }

  @Override
  public void sumActive(
      float[] panel,
      int panelOffset,
      int[] starts,
      int[] active,
      int firstRow,
      float[] c,
      int cOffset,
      int rows) {
    for (int row = 0; row < rows; row++) {
      int begin = starts[firstRow + row];
      int end = starts[firstRow + row + 1];
      for (int j = 0; j < WIDTH; j += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, panel, panelOffset + j);
        for (int n = begin; n < end; n++) {
          sum =
              sum.add(
                  FloatVector.fromArray(SPECIES, panel, panelOffset + (1 + active[n]) * WIDTH + j));
        }
        sum.intoArray(c, cOffset + row * WIDTH + j);
      }
    }
  }

  @Override
  public void scatterActive(
      float[] c,
      int cOffset,
      int rows,
      int[] starts,
      int[] active,
      int firstRow,
      float[] panel,
      int panelOffset) {
    for (int row = 0; row < rows; row++) {
      int begin = starts[firstRow + row];
      int end = starts[firstRow + row + 1];
      for (int j = 0; j < WIDTH; j += LANES) {
        FloatVector value = FloatVector.fromArray(SPECIES, c, cOffset + row * WIDTH + j);
        add(value, panel, panelOffset + j);
        for (int n = begin; n < end; n++) {
          add(value, panel, panelOffset + (1 + active[n]) * WIDTH + j);
        }
      }
    }
  }

  @Override
  public void sumWeighted(
      float[] panel,
      int panelOffset,
      int[] starts,
      int[] active,
      float[] values,
      int firstRow,
      float[] c,
      int cOffset,
      int rows) {
    for (int row = 0; row < rows; row++) {
      int begin = starts[firstRow + row];
      int end = starts[firstRow + row + 1];
      for (int j = 0; j < WIDTH; j += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, panel, panelOffset + j);
        for (int n = begin; n < end; n++) {
          int from = panelOffset + (1 + active[n]) * WIDTH + j;
          sum =
              FloatVector.broadcast(SPECIES, values[n])
                  .fma(FloatVector.fromArray(SPECIES, panel, from), sum);
        }
        sum.intoArray(c, cOffset + row * WIDTH + j);
      }
    }
  }

  @Override
  public void scatterWeighted(
      float[] c,
      int cOffset,
      int rows,
      int[] starts,
      int[] active,
      float[] values,
      int firstRow,
      float[] panel,
      int panelOffset) {
    for (int row = 0; row < rows; row++) {
      int begin = starts[firstRow + row];
      int end = starts[firstRow + row + 1];
      for (int j = 0; j < WIDTH; j += LANES) {
        FloatVector value = FloatVector.fromArray(SPECIES, c, cOffset + row * WIDTH + j);
        add(value, panel, panelOffset + j);
        for (int n = begin; n < end; n++) {
          int to = panelOffset + (1 + active[n]) * WIDTH + j;
          FloatVector.broadcast(SPECIES, values[n])
              .fma(value, FloatVector.fromArray(SPECIES, panel, to))
              .intoArray(panel, to);
        }
      }
    }
  }

  private static void add(FloatVector value, float[] target, int offset) {
    FloatVector.fromArray(SPECIES, target, offset).add(value).intoArray(target, offset);
  }

  /**
   * A pass over the gates of some rows. The JIT keeps vectors in registers only where everything is
   * inlined, and its budget for that is small: one method for all of the gates is compiled badly,
   * or well only after many seconds. So the work is cut into passes over values that stay in the
   * first cache, and each is called through this interface, at one place for all of them, which
   * makes the JIT compile each by itself.
   */
  private interface Forward {
    void run(
        float[] gates,
        int gatesOffset,
        int rows,
        float[] cells,
        int previousOffset,
        int cellOffset,
        float[] outputs,
        int outputOffset,
        int stride);
  }

  private static final Forward[] FORWARD = {
    (gates, at, rows, cells, previous, cell, outputs, output, stride) ->
        sigmoid(gates, at, rows, WIDTH, 2 * UNITS),
    (gates, at, rows, cells, previous, cell, outputs, output, stride) ->
        tanh(gates, at + 2 * UNITS, rows, WIDTH, UNITS),
    (gates, at, rows, cells, previous, cell, outputs, output, stride) ->
        sigmoid(gates, at + 3 * UNITS, rows, WIDTH, UNITS),
    VectorKernel::cells,
    VectorKernel::outputs
  };

  @Override
  public void gates(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] outputs,
      int outputOffset,
      int stride) {
    for (Forward pass : FORWARD) {
      pass.run(
          gates,
          gatesOffset,
          rows,
          cells,
          previousOffset,
          cellOffset,
          outputs,
          outputOffset,
          stride);
    }
  }

  private static void cells(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] outputs,
      int outputOffset,
      int stride) {
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < UNITS; u += LANES) {
        int at = gatesOffset + row * WIDTH + u;
        FloatVector f = FloatVector.fromArray(SPECIES, gates, at);
        FloatVector i = FloatVector.fromArray(SPECIES, gates, at + UNITS);
        FloatVector g = FloatVector.fromArray(SPECIES, gates, at + 2 * UNITS);
        f.fma(FloatVector.fromArray(SPECIES, cells, previousOffset + row * stride + u), i.mul(g))
            .intoArray(cells, cellOffset + row * stride + u);
      }
    }
  }

  private static void outputs(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] outputs,
      int outputOffset,
      int stride) {
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < UNITS; u += LANES) {
        FloatVector.fromArray(SPECIES, gates, gatesOffset + row * WIDTH + 3 * UNITS + u)
            .mul(tanh(FloatVector.fromArray(SPECIES, cells, cellOffset + row * stride + u)))
            .intoArray(outputs, outputOffset + row * stride + u);
      }
    }
  }

  /** A pass back over the gates of some rows; see {@link Forward}. */
  private interface Backward {
    void run(
        float[] gates,
        int gatesOffset,
        int rows,
        float[] outputGradient,
        int outputGradientOffset,
        float[] cells,
        int previousOffset,
        int cellOffset,
        float[] cellGradient,
        int cellGradientOffset,
        int stride,
        float[] flat,
        int flatOffset,
        int flatStride);
  }

  private static final Backward[] BACKWARD = {
    VectorKernel::tanhOfCells, VectorKernel::cellBackward, VectorKernel::otherGatesBackward
  };

  @Override
  public void gatesBackward(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] outputGradient,
      int outputGradientOffset,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] cellGradient,
      int cellGradientOffset,
      int stride,
      float[] flat,
      int flatOffset,
      int flatStride) {
    for (Backward pass : BACKWARD) {
      pass.run(
          gates,
          gatesOffset,
          rows,
          outputGradient,
          outputGradientOffset,
          cells,
          previousOffset,
          cellOffset,
          cellGradient,
          cellGradientOffset,
          stride,
          flat,
          flatOffset,
          flatStride);
    }
  }

  /** Leaves the tanh of the cell states where a later pass puts the flat copy. */
  private static void tanhOfCells(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] outputGradient,
      int outputGradientOffset,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] cellGradient,
      int cellGradientOffset,
      int stride,
      float[] flat,
      int flatOffset,
      int flatStride) {
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < UNITS; u += LANES) {
        tanh(FloatVector.fromArray(SPECIES, cells, cellOffset + row * stride + u))
            .intoArray(flat, flatOffset + row * flatStride + u);
      }
    }
  }

  /** The gradients of the cell state and of the output gate. */
  private static void cellBackward(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] outputGradient,
      int outputGradientOffset,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] cellGradient,
      int cellGradientOffset,
      int stride,
      float[] flat,
      int flatOffset,
      int flatStride) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < UNITS; u += LANES) {
        int at = gatesOffset + row * WIDTH + 3 * UNITS + u;
        int flatAt = flatOffset + row * flatStride + u;
        int cellAt = cellGradientOffset + row * stride + u;
        FloatVector tanh = FloatVector.fromArray(SPECIES, flat, flatAt);
        FloatVector o = FloatVector.fromArray(SPECIES, gates, at);
        FloatVector dh =
            FloatVector.fromArray(SPECIES, outputGradient, outputGradientOffset + row * WIDTH + u);
        dh.mul(o)
            .fma(tanh.neg().fma(tanh, one), FloatVector.fromArray(SPECIES, cellGradient, cellAt))
            .intoArray(cellGradient, cellAt);
        FloatVector zo = dh.mul(tanh).mul(o.neg().fma(o, o));
        zo.intoArray(gates, at);
        zo.intoArray(flat, flatAt + 3 * UNITS);
      }
    }
  }

  /** The gradients of the other gates and of the previous cell state. */
  private static void otherGatesBackward(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] outputGradient,
      int outputGradientOffset,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] cellGradient,
      int cellGradientOffset,
      int stride,
      float[] flat,
      int flatOffset,
      int flatStride) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < UNITS; u += LANES) {
        int at = gatesOffset + row * WIDTH + u;
        int flatAt = flatOffset + row * flatStride + u;
        int cellAt = cellGradientOffset + row * stride + u;
        FloatVector f = FloatVector.fromArray(SPECIES, gates, at);
        FloatVector i = FloatVector.fromArray(SPECIES, gates, at + UNITS);
        FloatVector g = FloatVector.fromArray(SPECIES, gates, at + 2 * UNITS);
        FloatVector dc = FloatVector.fromArray(SPECIES, cellGradient, cellAt);
        FloatVector zf =
            dc.mul(FloatVector.fromArray(SPECIES, cells, previousOffset + row * stride + u))
                .mul(f.neg().fma(f, f));
        FloatVector zi = dc.mul(g).mul(i.neg().fma(i, i));
        FloatVector zg = dc.mul(i).mul(g.neg().fma(g, one));
        zf.intoArray(gates, at);
        zi.intoArray(gates, at + UNITS);
        zg.intoArray(gates, at + 2 * UNITS);
        zf.intoArray(flat, flatAt);
        zi.intoArray(flat, flatAt + UNITS);
        zg.intoArray(flat, flatAt + 2 * UNITS);
        dc.mul(f).intoArray(cellGradient, cellAt);
      }
    }
  }

  @Override
  public void sigmoid(float[] values, int offset, int count) {
    sigmoid(values, offset, 1, 0, count);
  }

  @Override
  public void tanh(float[] values, int offset, int count) {
    tanh(values, offset, 1, 0, count);
  }

  private static void sigmoid(float[] values, int offset, int rows, int stride, int columns) {
    for (int row = 0; row < rows; row++) {
      int begin = offset + row * stride;
      for (int n = begin; n < begin + columns; n += LANES) {
        sigmoid(FloatVector.fromArray(SPECIES, values, n)).intoArray(values, n);
      }
    }
  }

  private static void tanh(float[] values, int offset, int rows, int stride, int columns) {
    for (int row = 0; row < rows; row++) {
      int begin = offset + row * stride;
      for (int n = begin; n < begin + columns; n += LANES) {
        tanh(FloatVector.fromArray(SPECIES, values, n)).intoArray(values, n);
      }
    }
  }

  private static FloatVector sigmoid(FloatVector x) {
    FloatVector y = x.max(-GateFunctions.SIGMOID_LIMIT).min(GateFunctions.SIGMOID_LIMIT).neg();
    FloatVector shifted = shifted(y);
    FloatVector q = expm1OfRest(y, shifted.sub(GateFunctions.ROUNDING));
    FloatVector power = powerOfTwo(shifted);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    return one.div(power.fma(q, power).add(one));
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector y = x.max(-GateFunctions.TANH_LIMIT).min(GateFunctions.TANH_LIMIT).mul(2f);
    FloatVector shifted = shifted(y);
    FloatVector q = expm1OfRest(y, shifted.sub(GateFunctions.ROUNDING));
    FloatVector power = powerOfTwo(shifted);
    FloatVector e = power.fma(q, power.sub(1f));
    return e.div(e.add(2f));
  }

  private static FloatVector shifted(FloatVector y) {
    return y.fma(
        FloatVector.broadcast(SPECIES, GateFunctions.LOG2_E),
        FloatVector.broadcast(SPECIES, GateFunctions.ROUNDING));
  }

  private static FloatVector expm1OfRest(FloatVector y, FloatVector n) {
    FloatVector minus = n.neg();
    FloatVector r =
        minus.fma(
            FloatVector.broadcast(SPECIES, GateFunctions.LN2_LOW),
            minus.fma(FloatVector.broadcast(SPECIES, GateFunctions.LN2_HIGH), y));
    FloatVector p =
        FloatVector.broadcast(SPECIES, GateFunctions.E7)
            .fma(r, FloatVector.broadcast(SPECIES, GateFunctions.E6));
    p = p.fma(r, FloatVector.broadcast(SPECIES, GateFunctions.E5));
    p = p.fma(r, FloatVector.broadcast(SPECIES, GateFunctions.E4));
    p = p.fma(r, FloatVector.broadcast(SPECIES, GateFunctions.E3));
    p = p.fma(r, FloatVector.broadcast(SPECIES, GateFunctions.E2));
    return r.mul(r).fma(p, r);
  }

  private static FloatVector powerOfTwo(FloatVector shifted) {
    return shifted
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, 23)
        .add(0x3F800000)
        .reinterpretAsFloats();
  }

  @Override
  public void rmsProp(
      float[] weights,
      float[] meanSquares,
      float[] gradient,
      int offset,
      int count,
      float scale,
      float rate,
      float decay,
      float epsilon) {
    FloatVector kept = FloatVector.broadcast(SPECIES, decay);
    float fresh = 1f - decay;
    for (int n = offset; n < offset + count; n += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, n).mul(scale);
      FloatVector square =
          kept.fma(FloatVector.fromArray(SPECIES, meanSquares, n), g.mul(g).mul(fresh));
      square.intoArray(meanSquares, n);
      FloatVector step = g.mul(rate).div(square.sqrt().add(epsilon));
      FloatVector.fromArray(SPECIES, weights, n).sub(step).intoArray(weights, n);
    }
  }

  @Override
  public double sumOfSquares(float[] panel, int offset, int rows) {
    float[] columns = new float[WIDTH];
    for (int j = 0; j < WIDTH; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int row = 0; row < rows; row++) {
        FloatVector value = FloatVector.fromArray(SPECIES, panel, offset + row * WIDTH + j);
        sum = value.fma(value, sum);
      }
      sum.intoArray(columns, j);
    }
    return ScalarKernel.total(columns);
  }
}
