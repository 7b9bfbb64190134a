package org.musiclstm.kernel;

/** The arithmetic in plain Java, for where the Vector API is missing. */
final class ScalarKernel implements Kernel {
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
      int at = aOffset + row * rowStride;
      int to = cOffset + row * WIDTH;
      int k = 0;
      // Four k in one pass over the columns: each sum keeps its order, c is read a quarter as
      // often.
      for (; k + 4 <= depth; k += 4) {
        addFour(
            a[at + k * depthStride],
            a[at + (k + 1) * depthStride],
            a[at + (k + 2) * depthStride],
            a[at + (k + 3) * depthStride],
            b,
            bOffset + k * WIDTH,
            c,
            to);
      }
      for (; k < depth; k++) {
        addOne(a[at + k * depthStride], b, bOffset + k * WIDTH, c, to);
      }
    }
  }

  private static void addFour(
      float a0, float a1, float a2, float a3, float[] b, int from, float[] c, int to) {
    for (int j = 0; j < WIDTH; j++) {
      float sum = FusedMultiplyAdd.of(a0, b[from + j], c[to + j]);
      sum = FusedMultiplyAdd.of(a1, b[from + WIDTH + j], sum);
      sum = FusedMultiplyAdd.of(a2, b[from + 2 * WIDTH + j], sum);
      c[to + j] = FusedMultiplyAdd.of(a3, b[from + 3 * WIDTH + j], sum);
    }
  }

  private static void addOne(float a, float[] b, int from, float[] c, int to) {
    for (int j = 0; j < WIDTH; j++) {
      c[to + j] = FusedMultiplyAdd.of(a, b[from + j], c[to + j]);
    }
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
