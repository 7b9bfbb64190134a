package org.musiclstm.plugin.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> NAMES =
      List.of("hiddenUnits", "hiddenLayers", "nadeUnits", "seed", "bars", "iterations");

  @Test
  void theNearestNameIsFound() {
    assertThat(Spelling.nearest("hiddenUnit", NAMES)).contains("hiddenUnits");
    assertThat(Spelling.nearest("hidenunits", NAMES)).contains("hiddenUnits");
    assertThat(Spelling.nearest("hiddenLayer", NAMES)).contains("hiddenLayers");
    assertThat(Spelling.nearest("itertaions", NAMES)).contains("iterations");
    assertThat(Spelling.nearest("SEED", NAMES)).contains("seed");
    assertThat(Spelling.nearest("sede", NAMES)).contains("seed");
  }

  @Test
  void aNameThatIsFarFromAllIsMistakenForNone() {
    assertThat(Spelling.nearest("learningSpeed", NAMES)).isEmpty();
    assertThat(Spelling.nearest("ears", List.of("bars"))).contains("bars");
    assertThat(Spelling.nearest("cats", NAMES)).isEmpty();
    assertThat(Spelling.nearest("", NAMES)).isEmpty();
  }

  @Test
  void ofEquallyNearNamesTheFirstIsTaken() {
    assertThat(Spelling.nearest("pat", List.of("pad", "bat", "pats"))).contains("bat");
  }

  @Test
  void distancesCountLetters() {
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("abc", "abc")).isZero();
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Spelling.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(Spelling.distance("ca", "abc")).isEqualTo(3);
  }
}
