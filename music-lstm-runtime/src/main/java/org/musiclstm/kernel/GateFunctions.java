package org.musiclstm.kernel;

/**
 * Sigmoid and hyperbolic tangent of one number, and the constants that {@link VectorKernel} shares.
 *
 * <p>Both rest on {@code e^y - 1 = 2^n (e^r - 1) + (2^n - 1)} with {@code n} the integer nearest to
 * {@code y / ln 2} and {@code r = y - n ln 2}, so that nothing cancels near zero. The inner
 * function is the Taylor series up to {@code r^7}, whose rest is below {@code 5e-9} for {@code |r|
 * <= ln 2 / 2}.
 */
final class GateFunctions {
  /** Beyond this the hyperbolic tangent is 1 in single precision. */
  static final float TANH_LIMIT = 9.02f;

  /** Beyond this {@code e^x} leaves the range of normal numbers. */
  static final float SIGMOID_LIMIT = 87.3f;

  static final float LOG2_E = 0x1.715476p0f;

  /** 1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits. */
  static final float ROUNDING = 0x1.8p23f;

  /** ln 2 in two parts, the first short enough that its products with n are exact. */
  static final float LN2_HIGH = 0x1.63p-1f;

  static final float LN2_LOW = -0x1.bd0106p-13f;

  static final float E2 = 1f / 2;
  static final float E3 = 1f / 6;
  static final float E4 = 1f / 24;
  static final float E5 = 1f / 120;
  static final float E6 = 1f / 720;
  static final float E7 = 1f / 5040;

  private GateFunctions() {}

  static float sigmoid(float x) {
    float y = -Math.min(Math.max(x, -SIGMOID_LIMIT), SIGMOID_LIMIT);
    float shifted = FusedMultiplyAdd.of(y, LOG2_E, ROUNDING);
    float q = expm1OfRest(y, shifted - ROUNDING);
    float power = powerOfTwo(shifted);
    return 1f / (1f + FusedMultiplyAdd.of(power, q, power));
  }

  static float tanh(float x) {
    float y = 2f * Math.min(Math.max(x, -TANH_LIMIT), TANH_LIMIT);
    float shifted = FusedMultiplyAdd.of(y, LOG2_E, ROUNDING);
    float q = expm1OfRest(y, shifted - ROUNDING);
    float power = powerOfTwo(shifted);
    float e = FusedMultiplyAdd.of(power, q, power - 1f);
    return e / (e + 2f);
  }

  private static float expm1OfRest(float y, float n) {
    float r = FusedMultiplyAdd.of(-n, LN2_LOW, FusedMultiplyAdd.of(-n, LN2_HIGH, y));
    float p = FusedMultiplyAdd.of(E7, r, E6);
    p = FusedMultiplyAdd.of(p, r, E5);
    p = FusedMultiplyAdd.of(p, r, E4);
    p = FusedMultiplyAdd.of(p, r, E3);
    p = FusedMultiplyAdd.of(p, r, E2);
    return FusedMultiplyAdd.of(r * r, p, r);
  }

  private static float powerOfTwo(float shifted) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3F800000);
  }
}
