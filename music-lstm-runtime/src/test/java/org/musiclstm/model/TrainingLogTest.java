package org.musiclstm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLogTest {
  @Test
  void aRowIsALineAndWhatIsMissingIsEmpty() {
    TrainingLog log =
        new TrainingLog(
            List.of(
                new TrainingLog.Row(50, 0.0625, 1.0 / 3, 8.5),
                new TrainingLog.Row(100, 1e-5, Double.NaN, Double.NaN)));

    assertThat(log.csv())
        .isEqualTo(
            """
            iteration,trainLoss,validationLoss,validationNats
            50,0.0625,0.333333333,8.5
            100,0.00001,,
            """);
  }

  @Test
  void aLogWithoutRowsIsAHeader() {
    assertThat(new TrainingLog(List.of()).csv())
        .isEqualTo("iteration,trainLoss,validationLoss,validationNats\n");
  }

  @Test
  void theRowsAreCopied() {
    List<TrainingLog.Row> rows = new ArrayList<>();
    TrainingLog log = new TrainingLog(rows);
    rows.add(new TrainingLog.Row(1, 0, 0, 0));

    assertThat(log.rows()).isEmpty();
  }
}
