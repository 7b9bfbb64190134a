package org.musiclstm.model;

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
}
