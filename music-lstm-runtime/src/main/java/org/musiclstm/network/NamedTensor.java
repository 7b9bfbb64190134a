package org.musiclstm.network;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter array under the name that it has outside the program.
 *
 * @param name such as {@code lstm.0.recurrent}
 * @param shape sizes, outermost first
 * @param values in C order
 */
public record NamedTensor(String name, List<Integer> shape, float[] values) {
  /** Checks that the sizes and the values agree. */
  public NamedTensor {
    shape = List.copyOf(shape);
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (size != values.length) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, but its shape " + shape + " needs " + size);
    }
  }

  /** Whether every value is a number, and no infinite one. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedTensor tensor
        && name.equals(tensor.name)
        && shape.equals(tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + " " + shape;
  }
}
