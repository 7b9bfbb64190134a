package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;

class RegularisationTest {
  private static final Regularisation AUTO = new Regularisation(Regularisation.OPTIONS.defaults());

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.3",
    "30000, 0.5, 0.3",
    "94868, 0.25, 0.15",
    "176561, 0.12, 0.07",
    "300000, 0, 0",
    "10000000, 0, 0"
  })
  void lessIsLeftOutTheMoreThereIsToLearnFrom(long steps, double weights, double notes) {
    assertThat(AUTO.resolved(steps))
        .isEqualTo(
            AUTO.with(Regularisation.WEIGHT_DROPOUT, weights)
                .with(Regularisation.NOTE_DROPOUT, notes));
  }

  @Test
  void whatWasSetIsNotChanged() {
    Regularisation set =
        AUTO.with(Regularisation.WEIGHT_DROPOUT, 0.2).with(Regularisation.NOTE_DROPOUT, 0.0);

    assertThat(set.resolved(1)).isEqualTo(set);
    assertThatThrownBy(() -> AUTO.dropout(1, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sharesAreNumbersOrAuto() {
    assertThat(Regularisation.NOTE_DROPOUT.parse("auto")).isEqualTo(Regularisation.AUTO);
    assertThat(Regularisation.NOTE_DROPOUT.parse("0.25")).isEqualTo(0.25);
    assertThatThrownBy(() -> Regularisation.NOTE_DROPOUT.parse("much"))
        .isInstanceOf(InputException.class)
        .hasMessage("The option noteDropout is much, but has to be from 0 to 0.9, or auto.");
    assertThatThrownBy(() -> Regularisation.NOTE_DROPOUT.parse("-1.5"))
        .isInstanceOf(InputException.class)
        .hasMessage("The option noteDropout is -1.5, but has to be from 0 to 0.9, or auto.");
  }
}
