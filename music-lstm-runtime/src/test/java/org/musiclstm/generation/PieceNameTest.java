package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;

class PieceNameTest {
  @ParameterizedTest
  @CsvSource({
    "piece-%03d.mid, 7, piece-007.mid",
    "piece-%03d.mid, 1000, piece-1000.mid",
    "%d, 12, 12.mid",
    "calm-%d, 3, calm-3.mid",
    "calm-%01d.mid, 10, calm-10.mid",
    "calm %09d !, 3, calm 000000003 !.mid",
    "%02d-$1-calm.MIDI, 4, 04-$1-calm.MIDI",
    "v%d.calm, 5, v5.calm.mid",
    "Étude %d.mid, 1, Étude 1.mid"
  })
  void theNumberOfThePieceStandsInItsName(String pattern, int piece, String name) {
    PieceName names = new PieceName(pattern).check(20);

    assertThat(names.of(piece)).isEqualTo(name);
    assertThat(names.isOne(name)).isTrue();
  }

  @Test
  void aSinglePieceNeedsNoNumber() {
    PieceName theme = new PieceName("theme").check(1);

    assertThat(theme.of(1)).isEqualTo("theme.mid");
    assertThat(theme.isOne("theme.mid")).isTrue();
    assertThatThrownBy(() -> theme.check(2))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option pieceName is theme, but has to be one with the number of the piece in it,"
                + " such as theme-%03d.mid, as there are 2 pieces.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "piece-1.mid",
        "piece-0001.mid",
        "piece-000.mid",
        "piece-.mid",
        "piece-001.midi",
        "Piece-001.mid",
        "my-piece-001.mid",
        "piece-001.mid.bak",
        "piece-12345678901234567890.mid",
        "piece-%03d.mid"
      })
  void whatIsCalledOtherwiseIsNoPiece(String name) {
    assertThat(PieceName.DEFAULT.isOne(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".mid",
        "../%d.mid",
        "a/%d",
        "a\\%d",
        "..",
        "C:%d",
        "%d*",
        ".%d",
        "%s.mid",
        "%3d.mid",
        "%0d",
        "%00d",
        "%010d",
        "%d-%d",
        "100%-%d",
        "%%d",
        "%",
        "con%d\u0007",
        "nul.%d.mid"
      })
  void aPatternThatMakesNoPortableNameIsRefused(String pattern) {
    assertThatThrownBy(() -> new PieceName(pattern))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option pieceName is " + pattern + ", but has to be ");
  }

  @Test
  void aNumberThatMakesADeviceOfWindowsIsRefused() {
    assertThatThrownBy(() -> new PieceName("com%d.mid"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("device of Windows");
    assertThat(new PieceName("com%02d.mid").check(20).of(1)).isEqualTo("com01.mid");
  }
}
