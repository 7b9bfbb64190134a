package org.musiclstm.tensor;

/**
 * An array of floats in C order, as in an {@code .npy} file. Arrays are not copied: who makes one
 * gives its values away.
 */
public final class NpyArray {
  private final int[] shape;
  private final float[] values;

  /**
   * Makes an array.
   *
   * @param shape its lengths, none for a single value
   * @param values as many as the product of the lengths, the last index running fastest
   * @throws IllegalArgumentException when the shape does not fit the values
   */
  public NpyArray(int[] shape, float[] values) {
    long count = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("a length is " + length + ", but has to be 0 or more");
      }
      count = Math.multiplyExact(count, length);
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "the shape is of " + count + " values, but there are " + values.length);
    }
    this.shape = shape.clone();
    this.values = values;
  }

  /** Its lengths. */
  public int[] shape() {
    return shape.clone();
  }

  /** Its values, not a copy. */
  public float[] values() {
    return values;
  }
}
