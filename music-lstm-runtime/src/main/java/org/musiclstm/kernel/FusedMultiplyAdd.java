package org.musiclstm.kernel;

/**
 * {@code a * b + c} with one rounding, on every machine. {@code Math.fma} is one instruction where
 * the processor has it; where not, the JDK computes it with {@code BigDecimal}, object by object.
 * What stands here instead makes do with some ten operations. The bits are the same.
 */
final class FusedMultiplyAdd {
  /** Whether the JIT has an instruction for it. */
  static final boolean IN_HARDWARE = VirtualMachine.THIS.hasFusedMultiplyAdd();

  private FusedMultiplyAdd() {}

  static float of(float a, float b, float c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
  }

  /** Of a double, the bits that a float has no room for. */
  private static final long CUT_OFF = (1L << 29) - 1;

  /** What they are when the double lies in the middle between two floats. */
  private static final long MIDDLE = 1L << 28;

  /**
   * By double precision: the product is exact there, and the sum is rounded once more on its way to
   * a float. That goes wrong only where the sum lies in the middle between two floats, or where
   * floats are so small that they have fewer bits.
   */
  static float emulated(float a, float b, float c) {
    double sum = (double) a * b + c;
    boolean unsafe =
        (Double.doubleToRawLongBits(sum) & CUT_OFF) == MIDDLE || Math.abs(sum) < Float.MIN_NORMAL;
    return unsafe ? roundedToOdd((double) a * b, c) : (float) sum;
  }

  /**
   * The sum rounded to odd, that is, if it is not exact, to that of its two neighbours whose last
   * bit is one (Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums: proved
   * algorithms using rounding to odd", IEEE Transactions on Computers 57, 2008), so that the second
   * rounding cannot go wrong.
   */
  private static float roundedToOdd(double product, double c) {
    double sum = product + c;
    double part = sum - product;
    double error = (product - (sum - part)) + (c - part);
    if (error != 0 && !Double.isNaN(error)) {
      long bits = Double.doubleToRawLongBits(sum);
      if ((bits & 1) == 0) {
        sum = Double.longBitsToDouble(bits + ((error > 0) == (sum > 0) ? 1 : -1));
      }
    }
    return (float) sum;
  }
}
