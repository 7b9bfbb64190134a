package org.musiclstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FusedMultiplyAddTest {
  @Test
  void theEmulationHasTheBitsOfTheJdk() {
    Random random = new Random(2);
    for (int n = 0; n < 300_000; n++) {
      float a = anyFloat(random, n);
      float b = anyFloat(random, n);
      // Sums that nearly cancel, and sums next to the middle of two floats, are the hard ones.
      float c = n % 3 == 0 ? -a * b : n % 3 == 1 ? a * b * 0x1p-24f : anyFloat(random, n);
      assertThat(Float.floatToIntBits(FusedMultiplyAdd.emulated(a, b, c)))
          .as("%s * %s + %s", a, b, c)
          .isEqualTo(Float.floatToIntBits(Math.fma(a, b, c)));
    }
  }

  @Test
  void specialValuesAreThoseOfTheJdk() {
    float[] special = {
      0f,
      -0f,
      1f,
      -1f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      0x1.fffffep-1f,
      1.5f,
      0x1p-75f,
      0x1.000002p-75f
    };
    for (float a : special) {
      for (float b : special) {
        for (float c : special) {
          assertThat(Float.floatToIntBits(FusedMultiplyAdd.emulated(a, b, c)))
              .as("%s * %s + %s", a, b, c)
              .isEqualTo(Float.floatToIntBits(Math.fma(a, b, c)));
        }
      }
    }
  }

  private static float anyFloat(Random random, int n) {
    return n % 2 == 0
        ? (float) random.nextGaussian()
        : Float.intBitsToFloat(
            (random.nextInt() & ~(0xFF << 23)) | ((64 + random.nextInt(128)) << 23));
  }
}
