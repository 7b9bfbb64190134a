package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "17,17",
    "500m,500000000",
    " 2 GB ,2000000000",
    "3k,3000",
    "1T,1000000000000",
    "2147483648,2147483648",
    "99999999999999t,9223372036854775807"
  })
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(ByteSize.parse("cacheMaxSize", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-1", "1.5g", "2 x", "9999999999999999"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse("cacheMaxSize", text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cacheMaxSize is " + text);
  }

  @Test
  void sizesAreReportedWithOneDigitBehindThePoint() {
    assertThat(ByteSize.text(999)).isEqualTo("999 bytes");
    assertThat(ByteSize.text(18_940_000)).isEqualTo("18.9 MB");
    assertThat(ByteSize.text(2_000)).isEqualTo("2.0 kB");
    assertThat(ByteSize.text(5_300_000_000_000L)).isEqualTo("5.3 TB");
  }
}
