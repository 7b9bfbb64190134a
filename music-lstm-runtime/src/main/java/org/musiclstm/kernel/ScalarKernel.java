package org.musiclstm.kernel;

/** The arithmetic in plain Java, for where the Vector API is missing. */
final class ScalarKernel implements Kernel {
  private static final int TILE = 8;

  @Override
  public String description() {
    return FusedMultiplyAdd.IN_HARDWARE
        ? "scalar kernel"
        : "scalar kernel (no fused multiply-add in hardware)";
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
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < WIDTH; column += TILE) {
        tile(
            a,
            aOffset + row * rowStride,
            depthStride,
            depth,
            b,
            bOffset + column,
            c,
            cOffset + row * WIDTH + column);
      }
    }
  }

  /** Eight sums of a row, which stay in registers and hide each other's latency. */
  private static void tile(
      float[] a,
      int aOffset,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int to) {
    float c0 = c[to];
    float c1 = c[to + 1];
    float c2 = c[to + 2];
    float c3 = c[to + 3];
    float c4 = c[to + 4];
    float c5 = c[to + 5];
    float c6 = c[to + 6];
    float c7 = c[to + 7];
    int at = aOffset;
    int from = bOffset;
    for (int k = 0; k < depth; k++) {
      float factor = a[at];
      c0 = FusedMultiplyAdd.of(factor, b[from], c0);
      c1 = FusedMultiplyAdd.of(factor, b[from + 1], c1);
      c2 = FusedMultiplyAdd.of(factor, b[from + 2], c2);
      c3 = FusedMultiplyAdd.of(factor, b[from + 3], c3);
      c4 = FusedMultiplyAdd.of(factor, b[from + 4], c4);
      c5 = FusedMultiplyAdd.of(factor, b[from + 5], c5);
      c6 = FusedMultiplyAdd.of(factor, b[from + 6], c6);
      c7 = FusedMultiplyAdd.of(factor, b[from + 7], c7);
      at += depthStride;
      from += WIDTH;
    }
    c[to] = c0;
    c[to + 1] = c1;
    c[to + 2] = c2;
    c[to + 3] = c3;
    c[to + 4] = c4;
    c[to + 5] = c5;
    c[to + 6] = c6;
    c[to + 7] = c7;
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
      int to = cOffset + row * WIDTH;
      System.arraycopy(panel, panelOffset, c, to, WIDTH);
      for (int n = starts[firstRow + row]; n < starts[firstRow + row + 1]; n++) {
        addRow(panel, panelOffset + (1 + active[n]) * WIDTH, c, to);
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
      int from = cOffset + row * WIDTH;
      addRow(c, from, panel, panelOffset);
      for (int n = starts[firstRow + row]; n < starts[firstRow + row + 1]; n++) {
        addRow(c, from, panel, panelOffset + (1 + active[n]) * WIDTH);
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
      int to = cOffset + row * WIDTH;
      System.arraycopy(panel, panelOffset, c, to, WIDTH);
      for (int n = starts[firstRow + row]; n < starts[firstRow + row + 1]; n++) {
        addRow(values[n], panel, panelOffset + (1 + active[n]) * WIDTH, c, to);
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
      int from = cOffset + row * WIDTH;
      addRow(c, from, panel, panelOffset);
      for (int n = starts[firstRow + row]; n < starts[firstRow + row + 1]; n++) {
        addRow(values[n], c, from, panel, panelOffset + (1 + active[n]) * WIDTH);
      }
    }
  }

  private static void addRow(float factor, float[] source, int from, float[] target, int to) {
    for (int j = 0; j < WIDTH; j++) {
      target[to + j] = FusedMultiplyAdd.of(factor, source[from + j], target[to + j]);
    }
  }

  private static void addRow(float[] source, int from, float[] target, int to) {
    for (int j = 0; j < WIDTH; j++) {
      target[to + j] += source[from + j];
    }
  }

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
    for (int row = 0; row < rows; row++) {
      int at = gatesOffset + row * WIDTH;
      sigmoid(gates, at, 2 * UNITS);
      tanh(gates, at + 2 * UNITS, UNITS);
      sigmoid(gates, at + 3 * UNITS, UNITS);
      for (int u = 0; u < UNITS; u++) {
        float cell =
            FusedMultiplyAdd.of(
                gates[at + u],
                cells[previousOffset + row * stride + u],
                gates[at + UNITS + u] * gates[at + 2 * UNITS + u]);
        cells[cellOffset + row * stride + u] = cell;
        outputs[outputOffset + row * stride + u] =
            gates[at + 3 * UNITS + u] * GateFunctions.tanh(cell);
      }
    }
  }

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
    for (int row = 0; row < rows; row++) {
      int at = gatesOffset + row * WIDTH;
      for (int u = 0; u < UNITS; u++) {
        float f = gates[at + u];
        float i = gates[at + UNITS + u];
        float g = gates[at + 2 * UNITS + u];
        float o = gates[at + 3 * UNITS + u];
        float tanh = GateFunctions.tanh(cells[cellOffset + row * stride + u]);
        float dh = outputGradient[outputGradientOffset + row * WIDTH + u];
        int cellAt = cellGradientOffset + row * stride + u;
        float dc =
            FusedMultiplyAdd.of(dh * o, FusedMultiplyAdd.of(-tanh, tanh, 1f), cellGradient[cellAt]);
        gates[at + u] =
            dc * cells[previousOffset + row * stride + u] * FusedMultiplyAdd.of(-f, f, f);
        gates[at + UNITS + u] = dc * g * FusedMultiplyAdd.of(-i, i, i);
        gates[at + 2 * UNITS + u] = dc * i * FusedMultiplyAdd.of(-g, g, 1f);
        gates[at + 3 * UNITS + u] = dh * tanh * FusedMultiplyAdd.of(-o, o, o);
        cellGradient[cellAt] = dc * f;
      }
      System.arraycopy(gates, at, flat, flatOffset + row * flatStride, WIDTH);
    }
  }

  @Override
  public void sigmoid(float[] values, int offset, int count) {
    for (int n = offset; n < offset + count; n++) {
      values[n] = GateFunctions.sigmoid(values[n]);
    }
  }

  @Override
  public void tanh(float[] values, int offset, int count) {
    for (int n = offset; n < offset + count; n++) {
      values[n] = GateFunctions.tanh(values[n]);
    }
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
    float fresh = 1f - decay;
    for (int n = offset; n < offset + count; n++) {
      float g = scale * gradient[n];
      float square = FusedMultiplyAdd.of(decay, meanSquares[n], fresh * (g * g));
      meanSquares[n] = square;
      weights[n] -= rate * g / ((float) Math.sqrt(square) + epsilon);
    }
  }

  @Override
  public double sumOfSquares(float[] panel, int offset, int rows) {
    float[] columns = new float[WIDTH];
    for (int row = 0; row < rows; row++) {
      int at = offset + row * WIDTH;
      for (int j = 0; j < WIDTH; j++) {
        columns[j] = FusedMultiplyAdd.of(panel[at + j], panel[at + j], columns[j]);
      }
    }
    return total(columns);
  }

  /** Adds the columns in ascending order, in double precision. */
  static double total(float[] columns) {
    double sum = 0;
    for (float column : columns) {
      sum += column;
    }
    return sum;
  }
}
