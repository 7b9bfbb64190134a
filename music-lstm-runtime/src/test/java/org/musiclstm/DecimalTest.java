package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DecimalTest {
  @Test
  void numbersArePlainTextOfNineDigits() {
    assertThat(Decimal.text(0.1)).isEqualTo("0.1");
    assertThat(Decimal.text(1.0 / 3)).isEqualTo("0.333333333");
    assertThat(Decimal.text(-2.0 / 3)).isEqualTo("-0.666666667");
    assertThat(Decimal.text(1e-8)).isEqualTo("0.00000001");
    assertThat(Decimal.text(2e-3)).isEqualTo("0.002");
    assertThat(Decimal.text(0x1p70)).isEqualTo("1180591620" + "0".repeat(12));
    assertThat(Decimal.text(100)).isEqualTo("100");
    assertThat(Decimal.text(1 << 30)).isEqualTo("1073741820");
  }

  @Test
  void zeroHasNoSign() {
    assertThat(Decimal.text(0.0)).isEqualTo("0");
    assertThat(Decimal.text(-0.0)).isEqualTo("0");
  }

  @Test
  void whatIsNoNumberIsNoText() {
    assertThat(Decimal.text(Double.NaN)).isEmpty();
    assertThat(Decimal.text(Double.POSITIVE_INFINITY)).isEmpty();
  }

  @Test
  void theTextOfANumberIsThatNumberToNineDigitsAndStays() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextGaussian() * StrictMath.pow(10, random.nextInt(40) - 20);
      String text = Decimal.text(value);

      assertThat(text).matches("-?[0-9]+(\\.[0-9]*[1-9])?");
      double read = Double.parseDouble(text);
      assertThat(read).isCloseTo(value, Offset.offset(5.1e-9 * Math.abs(value)));
      assertThat(Decimal.text(read)).isEqualTo(text);
    }
  }

  @Test
  void theExactTextIsTheShortestThatIsReadAsTheSameNumber() {
    assertThat(Decimal.exactText(0.1)).isEqualTo("0.1");
    assertThat(Decimal.exactText(1e-30)).isEqualTo("0." + "0".repeat(29) + "1");
    assertThat(Decimal.exactText(-0.998)).isEqualTo("-0.998");
    assertThat(Decimal.exactText(2000)).isEqualTo("2000");
    assertThat(Decimal.exactText(0)).isEqualTo("0");
    assertThat(Decimal.exactText(1.0 / 3)).isEqualTo("0.3333333333333333");
    assertThat(Decimal.exactText(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    Random random = new Random(2);
    for (int n = 0; n < 10_000; n++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Decimal.exactText(value))).isEqualTo(value);
      }
    }
  }
}
