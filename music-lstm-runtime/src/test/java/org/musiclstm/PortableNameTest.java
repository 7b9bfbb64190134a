package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortableNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "piece-001.mid",
        "a",
        "Étude 1.mid",
        "小曲.mid",
        "🎵.mid",
        "a..b",
        "-",
        "console.mid",
        "com.mid",
        "com10.mid",
        "a'b (1) & c, 100%.mid"
      })
  void aNameThatEverySystemTakesIsPortable(String name) {
    assertThat(PortableName.remedy(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "...",
        ".hidden",
        "a.",
        "a/b",
        "/a",
        "a\\b",
        "C:",
        "a:b",
        "a*",
        "a?",
        "<a",
        "a>",
        "a|b",
        "\"a\"",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        " a",
        "a ",
        "con",
        "CON",
        "Con.mid",
        "nul.tar.gz",
        "aux .mid",
        "COM1",
        "com\u00b9.mid",
        "lpt9.mid",
        "CONIN$",
        "e\u0301tude.mid",
        "\ud83c"
      })
  void aNameThatSomeSystemDoesNotTakeIsNot(String name) {
    assertThat(PortableName.remedy(name)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"a, 200, true", "a, 201, false", "ü, 100, true", "ü, 101, false"})
  void aNameIsNoLongerThanEverySystemTakes(String letter, int count, boolean portable) {
    assertThat(PortableName.remedy(letter.repeat(count)).isEmpty()).isEqualTo(portable);
  }
}
