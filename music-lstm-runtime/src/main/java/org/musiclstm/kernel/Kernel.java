package org.musiclstm.kernel;

/**
 * The arithmetic of the network on plain arrays. Two implementations give the same bits: every sum
 * has one order, that of the index it runs over, every product that is added is a fused
 * multiply-add, and only what is independent of each other is done side by side.
 *
 * <p>Matrices lie in <em>panels</em>: {@link #WIDTH} columns, one row of them after the other. A
 * panel of LSTM pre-activations or gates has the columns of {@link #UNITS} units: forget, input,
 * candidate and output gate, {@code UNITS} columns each.
 *
 * <p>All methods may be called by several threads at once as long as what they write does not
 * overlap.
 */
public interface Kernel {
  /** Columns of a panel. */
  int WIDTH = 64;

  /** LSTM units whose four gates share a panel. */
  int UNITS = WIDTH / 4;

  /** What runs, for the log. */
  String description();

  /**
   * Adds a matrix product to rows of a panel: {@code c[r][j] += sum over k of a[r][k] * b[k][j]},
   * with k ascending.
   *
   * @param a left matrix; element {@code [r][k]} is at {@code aOffset + r * rowStride + k *
   *     depthStride}
   * @param depth how many k there are
   * @param b right matrix, one panel {@code [depth, WIDTH]}
   * @param c result, {@code [rows, WIDTH]}
   */
  void product(
      float[] a,
      int aOffset,
      int rowStride,
      int depthStride,
      int depth,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int rows);

  /**
   * Sets rows of a panel to what a sparse binary input makes of it: {@code c[r] = panel[0] + sum
   * over the active features i of row r, ascending, of panel[1 + i]}.
   *
   * @param panel the bias row, then one row a feature
   * @param starts where the active features of a row begin in {@code active}; one entry more than
   *     there are rows
   * @param active feature numbers
   * @param firstRow the row of {@code starts} that belongs to the first row of c
   * @param c result, {@code [rows, WIDTH]}
   */
  void sumActive(
      float[] panel,
      int panelOffset,
      int[] starts,
      int[] active,
      int firstRow,
      float[] c,
      int cOffset,
      int rows);

  /**
   * The transpose of {@link #sumActive}: adds every row of c to {@code panel[0]} and to {@code
   * panel[1 + i]} for each of its active features i, rows ascending.
   */
  void scatterActive(
      float[] c,
      int cOffset,
      int rows,
      int[] starts,
      int[] active,
      int firstRow,
      float[] panel,
      int panelOffset);

  /**
   * As {@link #sumActive} for a sparse input whose active features have values: {@code c[r] =
   * panel[0] + sum over the active features of row r, ascending, of value * panel[1 + i]}. Where
   * all values are 1, the bits are those of {@link #sumActive}.
   *
   * @param values of the active features
   */
  void sumWeighted(
      float[] panel,
      int panelOffset,
      int[] starts,
      int[] active,
      float[] values,
      int firstRow,
      float[] c,
      int cOffset,
      int rows);

  /**
   * The transpose of {@link #sumWeighted}: adds every row of c to {@code panel[0]} and, times its
   * value, to {@code panel[1 + i]} for each of its active features i, rows ascending.
   */
  void scatterWeighted(
      float[] c,
      int cOffset,
      int rows,
      int[] starts,
      int[] active,
      float[] values,
      int firstRow,
      float[] panel,
      int panelOffset);

  /**
   * LSTM gates, cell state and output of {@link #UNITS} units. With pre-activations zf, zi, zg, zo:
   * {@code f = sigmoid(zf)}, {@code i = sigmoid(zi)}, {@code g = tanh(zg)}, {@code o =
   * sigmoid(zo)}, {@code c = f * c' + i * g}, {@code h = o * tanh(c)} (Hochreiter and Schmidhuber
   * 1997 with the forget gate of Gers et al. 2000).
   *
   * @param gates pre-activations in, activations out, {@code [rows, WIDTH]}
   * @param cells cell states, {@code stride} values a row
   * @param previousOffset where the units' previous cell state is in row 0
   * @param cellOffset where the new one goes in row 0
   * @param outputs outputs h, {@code stride} values a row
   * @param outputOffset where the units' output goes in row 0
   */
  void gates(
      float[] gates,
      int gatesOffset,
      int rows,
      float[] cells,
      int previousOffset,
      int cellOffset,
      float[] outputs,
      int outputOffset,
      int stride);

  /**
   * Back through {@link #gates}: from the gradient of the output to that of the pre-activations.
   *
   * @param gates activations in, gradients of the pre-activations out, {@code [rows, WIDTH]}
   * @param outputGradient gradient of h, {@code WIDTH} values a row
   * @param outputGradientOffset where the units' gradient is in row 0
   * @param cellGradient gradient of the cell state: of the new one in, of the previous one out,
   *     {@code stride} values a row
   * @param flat a second copy of the gradients of the pre-activations, {@code flatStride} values a
   *     row
   */
  void gatesBackward(
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

  /**
   * Replaces values by their sigmoid, off by less than four units in the last place; count is a
   * multiple of {@link #UNITS}. Beyond ±87.3, infinities included, the sigmoid of ±87.3 is taken,
   * which is 1 or some 1e-38; what is no number stays none.
   */
  void sigmoid(float[] values, int offset, int count);

  /**
   * Replaces values by their hyperbolic tangent, off by less than four units in the last place;
   * count is a multiple of {@link #UNITS}. Beyond ±9.02, infinities included, it is ±1 but for the
   * last place; what is no number stays none.
   */
  void tanh(float[] values, int offset, int count);

  /**
   * One step of RMSProp (Tieleman and Hinton 2012): {@code g = scale * gradient}, {@code s = decay
   * * s + (1 - decay) * g * g}, {@code w = w - rate * g / (sqrt(s) + epsilon)}; count is a multiple
   * of {@link #WIDTH}.
   */
  void rmsProp(
      float[] weights,
      float[] meanSquares,
      float[] gradient,
      int offset,
      int count,
      float scale,
      float rate,
      float decay,
      float epsilon);

  /**
   * Sum of the squares of {@code rows} rows of a panel: each column by itself, then all columns.
   */
  double sumOfSquares(float[] panel, int offset, int rows);
}
