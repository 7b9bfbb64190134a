package org.musiclstm.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * {@code a * b + c} with one rounding, on every machine. {@code Math.fma} is one instruction where
 * the processor has it; where not, the JDK computes it with {@code BigDecimal}, object by object.
 * What stands here instead makes do with some ten operations. The bits are the same.
 */
final class FusedMultiplyAdd {
  /** Whether the JIT has an instruction for it. */
  static final boolean IN_HARDWARE = isInHardware();

  private FusedMultiplyAdd() {}

  private static boolean isInHardware() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm == null || Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException | LinkageError e) {
      // Another virtual machine, or one without the module that tells.
      return true;
    }
  }

  static float of(float a, float b, float c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
  }

  /**
   * By double precision: the product is exact there. The sum is rounded to odd, that is, if it is
   * not exact, to that of its two neighbours whose last bit is one (Boldo and Melquiond, "Emulation
   * of a FMA and correctly rounded sums: proved algorithms using rounding to odd", IEEE
   * Transactions on Computers 57, 2008), so that the second rounding cannot go wrong.
   */
  static float emulated(float a, float b, float c) {
    double product = (double) a * b;
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
