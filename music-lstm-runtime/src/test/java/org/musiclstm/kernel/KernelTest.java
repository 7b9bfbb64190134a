package org.musiclstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the two kernels to each other, bit by bit, and to double precision. */
class KernelTest {
  private static final int WIDTH = Kernel.WIDTH;
  private static final int UNITS = Kernel.UNITS;

  private final Kernel scalar = Kernels.scalar();
  private final Kernel vector = Kernels.vector();
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 32})
  void productsOfAnyNumberOfRowsHaveEqualBits(int rows) {
    for (int depth : new int[] {0, 1, 3, 4, 88, 130}) {
      float[] a = values(rows * 200 + 7);
      float[] b = values(depth * WIDTH + 3);
      float[] c = values(rows * WIDTH + 5);
      float[] d = c.clone();
      scalar.product(a, 7, 200, 1, depth, b, 3, c, 5, rows);
      vector.product(a, 7, 200, 1, depth, b, 3, d, 5, rows);
      assertThat(d).containsExactly(c);
    }
  }

  @Test
  void productsOfAPackedLeftMatrixHaveEqualBits() {
    float[] a = values(6 * 50);
    float[] b = values(50 * WIDTH);
    float[] c = values(6 * WIDTH);
    float[] d = c.clone();
    scalar.product(a, 0, 1, 6, 50, b, 0, c, 0, 6);
    vector.product(a, 0, 1, 6, 50, b, 0, d, 0, 6);
    assertThat(d).containsExactly(c);
  }

  @Test
  void aProductIsThatOfDoublePrecisionWithinItsRounding() {
    int depth = 100;
    float[] a = values(2 * depth);
    float[] b = values(depth * WIDTH);
    float[] c = new float[2 * WIDTH];
    vector.product(a, 0, depth, 1, depth, b, 0, c, 0, 2);
    for (int row = 0; row < 2; row++) {
      for (int j = 0; j < WIDTH; j++) {
        double sum = 0;
        double size = 0;
        for (int k = 0; k < depth; k++) {
          double term = (double) a[row * depth + k] * b[k * WIDTH + j];
          sum += term;
          size += Math.abs(term);
        }
        assertThat((double) c[row * WIDTH + j])
            .isCloseTo(sum, org.assertj.core.data.Offset.offset(depth * size * 0x1p-24));
      }
    }
  }

  @Test
  void sumsOverActiveFeaturesHaveEqualBits() {
    int[] starts = {0, 0, 3, 4, 9};
    int[] active = {0, 4, 7, 2, 0, 1, 2, 3, 9};
    float[] panel = values(11 * WIDTH);
    float[] c = new float[4 * WIDTH];
    float[] d = new float[4 * WIDTH];
    scalar.sumActive(panel, 0, starts, active, 0, c, 0, 4);
    vector.sumActive(panel, 0, starts, active, 0, d, 0, 4);
    assertThat(d).containsExactly(c);
    assertThat(c[WIDTH]).isEqualTo(panel[0] + panel[WIDTH] + panel[5 * WIDTH] + panel[8 * WIDTH]);

    float[] other = panel.clone();
    scalar.scatterActive(c, 0, 4, starts, active, 0, panel, 0);
    vector.scatterActive(c, 0, 4, starts, active, 0, other, 0);
    assertThat(other).containsExactly(panel);
  }

  @Test
  void sumsOverValuesHaveEqualBitsAndThoseOfActiveFeaturesWhereAllAreOne() {
    int[] starts = {0, 0, 3, 4, 9};
    int[] active = {0, 4, 7, 2, 0, 1, 2, 3, 9};
    float[] panel = values(11 * WIDTH);
    float[] weights = {1, 0.25f, 3 / 127f, 1, 1, 126 / 127f, 1 / 127f, 1, 0.5f};
    float[] c = new float[4 * WIDTH];
    float[] d = new float[4 * WIDTH];
    scalar.sumWeighted(panel, 0, starts, active, weights, 0, c, 0, 4);
    vector.sumWeighted(panel, 0, starts, active, weights, 0, d, 0, 4);
    assertThat(d).containsExactly(c);
    float sum = panel[0] + panel[WIDTH];
    sum = Math.fma(0.25f, panel[5 * WIDTH], sum);
    assertThat(c[WIDTH]).isEqualTo(Math.fma(3 / 127f, panel[8 * WIDTH], sum));

    float[] gradient = panel.clone();
    float[] other = panel.clone();
    scalar.scatterWeighted(c, 0, 4, starts, active, weights, 0, gradient, 0);
    vector.scatterWeighted(c, 0, 4, starts, active, weights, 0, other, 0);
    assertThat(other).containsExactly(gradient);
    assertThat(gradient[8 * WIDTH]).isEqualTo(Math.fma(3 / 127f, c[WIDTH], panel[8 * WIDTH]));

    float[] ones = new float[active.length];
    Arrays.fill(ones, 1f);
    vector.sumWeighted(panel, 0, starts, active, ones, 0, c, 0, 4);
    vector.sumActive(panel, 0, starts, active, 0, d, 0, 4);
    assertThat(c).containsExactly(d);
    float[] same = panel.clone();
    other = panel.clone();
    vector.scatterWeighted(c, 0, 4, starts, active, ones, 0, other, 0);
    vector.scatterActive(c, 0, 4, starts, active, 0, same, 0);
    assertThat(other).containsExactly(same);
  }

  @Test
  void gatesHaveEqualBitsForwardAndBackward() {
    int rows = 3;
    int stride = 40;
    float[] gates = values(rows * WIDTH);
    float[] cells = values(2 * rows * stride);
    float[] outputs = new float[2 * rows * stride];
    float[] otherGates = gates.clone();
    float[] otherCells = cells.clone();
    float[] otherOutputs = outputs.clone();
    scalar.gates(gates, 0, rows, cells, 5, rows * stride + 5, outputs, 5, stride);
    vector.gates(otherGates, 0, rows, otherCells, 5, rows * stride + 5, otherOutputs, 5, stride);
    assertThat(otherGates).containsExactly(gates);
    assertThat(otherCells).containsExactly(cells);
    assertThat(otherOutputs).containsExactly(outputs);

    float[] outputGradient = values(rows * WIDTH);
    float[] cellGradient = values(rows * stride);
    float[] flat = new float[rows * 100];
    float[] otherCellGradient = cellGradient.clone();
    float[] otherFlat = flat.clone();
    int now = rows * stride + 5;
    scalar.gatesBackward(
        gates,
        0,
        rows,
        outputGradient,
        UNITS,
        cells,
        5,
        now,
        cellGradient,
        5,
        stride,
        flat,
        9,
        100);
    vector.gatesBackward(
        otherGates,
        0,
        rows,
        outputGradient,
        UNITS,
        cells,
        5,
        now,
        otherCellGradient,
        5,
        stride,
        otherFlat,
        9,
        100);
    assertThat(otherGates).containsExactly(gates);
    assertThat(otherCellGradient).containsExactly(cellGradient);
    assertThat(otherFlat).containsExactly(flat);
  }

  @Test
  void updatesAndNormsHaveEqualBits() {
    float[] weights = values(2 * WIDTH);
    float[] squares = new float[2 * WIDTH];
    float[] gradient = values(2 * WIDTH);
    gradient[3] = 0;
    float[] otherWeights = weights.clone();
    float[] otherSquares = squares.clone();
    for (int n = 0; n < 3; n++) {
      scalar.rmsProp(weights, squares, gradient, 0, 2 * WIDTH, 0.5f, 1e-3f, 0.9f, 1e-8f);
      vector.rmsProp(otherWeights, otherSquares, gradient, 0, 2 * WIDTH, 0.5f, 1e-3f, 0.9f, 1e-8f);
    }
    assertThat(otherWeights).containsExactly(weights);
    assertThat(otherSquares).containsExactly(squares);
    assertThat(vector.sumOfSquares(gradient, 0, 2)).isEqualTo(scalar.sumOfSquares(gradient, 0, 2));
  }

  @Test
  void gateFunctionsHaveEqualBitsAndAreAccurateOverTheirWholeRange() {
    float[] inputs = inputs();
    float[] sigmoid = inputs.clone();
    float[] tanh = inputs.clone();
    float[] otherSigmoid = inputs.clone();
    float[] otherTanh = inputs.clone();
    scalar.sigmoid(sigmoid, 0, inputs.length);
    scalar.tanh(tanh, 0, inputs.length);
    vector.sigmoid(otherSigmoid, 0, inputs.length);
    vector.tanh(otherTanh, 0, inputs.length);
    assertThat(otherSigmoid).containsExactly(sigmoid);
    assertThat(otherTanh).containsExactly(tanh);
    for (int n = 0; n < inputs.length; n++) {
      assertThat(sigmoid[n]).isBetween(0f, 1f);
      assertThat(Math.abs(tanh[n])).isLessThanOrEqualTo(1f);
      double x = inputs[n];
      if (Math.abs(x) <= GateFunctions.SIGMOID_LIMIT) {
        assertThat(errorInUlps(sigmoid[n], 1 / (1 + Math.exp(-x))))
            .as("sigmoid(%s)", x)
            .isLessThan(4);
      }
      assertThat(errorInUlps(tanh[n], Math.tanh(x))).as("tanh(%s)", x).isLessThan(4);
    }
  }

  @Test
  void infinitiesSaturateAndWhatIsNoNumberStaysNone() {
    for (Kernel kernel : new Kernel[] {scalar, vector}) {
      float[] values = new float[UNITS];
      values[0] = Float.POSITIVE_INFINITY;
      values[1] = Float.NEGATIVE_INFINITY;
      values[2] = Float.NaN;
      float[] others = values.clone();
      kernel.sigmoid(values, 0, UNITS);
      kernel.tanh(others, 0, UNITS);
      assertThat(values[0]).isEqualTo(1f);
      assertThat(values[1]).isBetween(0f, 1.5e-38f);
      assertThat(values[2]).isNaN();
      assertThat(others[0]).isBetween(0.9999999f, 1f);
      assertThat(others[1]).isBetween(-1f, -0.9999999f);
      assertThat(others[2]).isNaN();
    }
  }

  private static double errorInUlps(float value, double exact) {
    return Math.abs(value - exact) / Math.ulp((float) exact);
  }

  /** Every binade and sign, the limits, and many between. */
  private float[] inputs() {
    float[] inputs = new float[20_000 / UNITS * UNITS];
    int n = 0;
    for (int exponent = -149; exponent < 128; exponent++) {
      inputs[n++] = Math.scalb(1f, exponent);
      inputs[n++] = -Math.scalb(1.7f, exponent);
    }
    for (float limit : new float[] {Float.MAX_VALUE, 88, 87.3f, 9.02f, 9.03f, 0.3466f, 0f}) {
      inputs[n++] = limit;
      inputs[n++] = -limit;
    }
    while (n < inputs.length) {
      inputs[n++] = (float) (random.nextGaussian() * (n % 3 == 0 ? 0.3 : n % 3 == 1 ? 4 : 40));
    }
    return inputs;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int n = 0; n < count; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return values;
  }
}
