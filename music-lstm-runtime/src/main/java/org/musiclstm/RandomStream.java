package org.musiclstm;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers by SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014, figure 17). A stream is made for a purpose and a number within it, so
 * that more draws in one place do not move another.
 */
public final class RandomStream {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Makes the stream of a purpose.
   *
   * @param seed the user's seed
   * @param purpose what the numbers are for, such as {@code "sampling"}
   * @param index which of the streams of this purpose, such as the number of a piece
   */
  public RandomStream(long seed, String purpose, long index) {
    long mixed = mix(seed + GAMMA);
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      mixed = mix(mixed + GAMMA + (b & 0xFF));
    }
    state = mix(mixed + GAMMA + index);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** A number from 0 to below 1, a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * A whole number from 0 to below the bound.
   *
   * @param bound above 0; the bias is below {@code bound / 2^63}
   */
  public int nextInt(int bound) {
    return (int) Long.remainderUnsigned(nextLong() >>> 1, bound);
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
