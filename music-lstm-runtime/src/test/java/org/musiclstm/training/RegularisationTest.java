package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;

class RegularisationTest {
  private static final Regularisation AUTO =
      new Regularisation(0.3, Regularisation.AUTO, Regularisation.AUTO, ShiftRange.NONE);

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.3",
    "30000, 0.5, 0.3",
    "94868, 0.25, 0.15",
    "176561, 0.12, 0.07",
    "300000, 0, 0",
    "10000000, 0, 0"
  })
  void lessIsLeftOutTheMoreThereIsToLearnFrom(long layers, double weights, double notes) {
    assertThat(AUTO.resolved(layers))
        .isEqualTo(new Regularisation(0.3, weights, notes, ShiftRange.NONE));
  }

  @Test
  void whatWasSetIsNotChanged() {
    Regularisation set = new Regularisation(0.1, 0.2, 0, ShiftRange.NONE);

    assertThat(set.resolved(1)).isEqualTo(set);
    assertThatThrownBy(() -> AUTO.dropout(1, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sharesAreNumbersOrAuto() {
    assertThat(Regularisation.share("noteDropout", "auto")).isEqualTo(Regularisation.AUTO);
    assertThat(Regularisation.share("noteDropout", "0.25")).isEqualTo(0.25);
    assertThatThrownBy(() -> Regularisation.share("noteDropout", "much"))
        .isInstanceOf(InputException.class)
        .hasMessage("The option noteDropout is much, but has to be from 0 to 0.9, or auto.");
    assertThatThrownBy(() -> Regularisation.share("noteDropout", "-1"))
        .isInstanceOf(InputException.class)
        .hasMessage("The option noteDropout is -1.0, but has to be from 0 to 0.9.");
  }
}
