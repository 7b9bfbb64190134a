package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;

class NativeSettingsTest {
  @Test
  void whatIsSetAndWhatIsNotArePredicted() {
    assertThat(
            NativeSettings.of(Map.of("OMP_NUM_THREADS", "2", "OPENBLAS_CORETYPE", "HASWELL"))
                .describe(2))
        .isEqualTo("OMP_NUM_THREADS 2, OPENBLAS_CORETYPE HASWELL");
    assertThat(
            NativeSettings.of(Map.of("OMP_NUM_THREADS", "", "OPENBLAS_CORETYPE", "")).describe(4))
        .isEqualTo(NativeSettings.of(Map.of()).describe(4))
        .isEqualTo(
            "OMP_NUM_THREADS unset, so that ND4J takes 4, OPENBLAS_CORETYPE unset, so that it is"
                + " OpenBLAS's own choice");
  }

  @Test
  void aNumberOfThreadsThatNd4jCannotTakeIsRefusedByItsName() {
    for (String text : List.of("4,2", "0", "-1", "two", " 2", "99999999999")) {
      assertThatThrownBy(() -> NativeSettings.of(Map.of("OMP_NUM_THREADS", text)))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "The environment variable OMP_NUM_THREADS is \""
                  + text
                  + "\", but with the engine dl4j it has to be one whole number from 1 to 999999."
                  + " Set it to such a number, or unset it.");
    }
  }
}
