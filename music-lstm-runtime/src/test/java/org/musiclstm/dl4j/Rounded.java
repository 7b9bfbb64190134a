package org.musiclstm.dl4j;

/**
 * A number and how far a computation in single precision may be off it at most.
 *
 * <p>An operation in single precision is off by half a unit in the last place of its result, {@link
 * #UNIT} times its magnitude. Here each operation counts as two of these, since programs share the
 * same formula out into operations in different ways ({@code a (1 - a)} or {@code a - a a}, fused
 * or not). Errors of the operands go through by the operation's own slope. Where that changes
 * within the error, the largest slope there is taken, so a bound is a bound and no estimate.
 *
 * @param value as it is in double precision
 * @param error the most that a result in single precision is off it
 */
record Rounded(double value, double error) {
  /** Half a unit in the last place of 1. */
  static final double UNIT = 0x1p-24;

  /** Roundings of a sigmoid, a hyperbolic tangent or a logarithm: an exponential series. */
  private static final int FUNCTION = 8;

  static final Rounded ZERO = exact(0);
  static final Rounded ONE = exact(1);

  /** A number that is the same in all computations. */
  static Rounded exact(double value) {
    return new Rounded(value, 0);
  }

  private static Rounded of(double value, double error) {
    return new Rounded(value, error + 2 * UNIT * (Math.abs(value) + error));
  }

  Rounded plus(Rounded other) {
    return of(value + other.value, error + other.error);
  }

  Rounded minus(Rounded other) {
    return of(value - other.value, error + other.error);
  }

  Rounded times(Rounded other) {
    return of(
        value * other.value,
        Math.abs(value) * other.error + Math.abs(other.value) * error + error * other.error);
  }

  Rounded times(double factor) {
    return times(exact(factor));
  }

  /** The quotient by a number that is not zero even where it is off by most. */
  Rounded over(Rounded divisor) {
    double least = Math.abs(divisor.value) - divisor.error;
    if (!(least > 0)) {
      return new Rounded(value / divisor.value, Double.POSITIVE_INFINITY);
    }
    double quotient = value / divisor.value;
    return of(quotient, (error + Math.abs(quotient) * divisor.error) / least);
  }

  /** The square root of a number that is not negative. */
  Rounded root() {
    double root = Math.sqrt(value);
    double below = Math.sqrt(Math.max(0, value - error));
    return of(root, Math.max(root - below, Math.sqrt(value + error) - root));
  }

  Rounded sigmoid() {
    double result = 1 / (1 + Math.exp(-value));
    return function(result, error / 4);
  }

  Rounded tanh() {
    return function(Math.tanh(value), error);
  }

  /** The natural logarithm of a number above its error. */
  Rounded log() {
    return function(Math.log(value), error / (value - error));
  }

  private static Rounded function(double result, double error) {
    return new Rounded(result, error + FUNCTION * UNIT * Math.max(1, Math.abs(result)));
  }

  /**
   * The sum of numbers in whatever order: no part of the sum is larger than the sum of all
   * magnitudes, and there are as many additions as numbers.
   */
  static Rounded sum(Iterable<Rounded> terms) {
    double sum = 0;
    double magnitude = 0;
    double error = 0;
    int count = 0;
    for (Rounded term : terms) {
      sum += term.value;
      magnitude += Math.abs(term.value) + term.error;
      error += term.error;
      count++;
    }
    return new Rounded(sum, error + count * UNIT * magnitude);
  }
}
