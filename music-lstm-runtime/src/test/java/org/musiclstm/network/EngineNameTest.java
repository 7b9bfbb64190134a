package org.musiclstm.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;

class EngineNameTest {
  @Test
  void anEngineThatIsNotThereIsRefused() {
    assertThat(EngineName.OPTION.parse("dl4j")).isEqualTo(EngineName.DL4J);
    assertThatThrownBy(() -> EngineName.OPTION.parse("cuda"))
        .isInstanceOf(InputException.class)
        .hasMessage("The option engine is cuda, but has to be jvm or dl4j.");
  }

  @Test
  void whatAProvenanceSaysIsReadBack() {
    for (EngineName name : EngineName.values()) {
      assertThat(EngineName.of(Map.of("engine", name.text()))).isEqualTo(name);
    }
    assertThat(EngineName.of(Map.of())).isEqualTo(EngineName.JVM);
  }

  @Test
  void theDefaultCanWhatTheOtherCannot() {
    EngineName jvm = EngineName.JVM;
    assertThat(jvm.isDefault() && jvm.repeatsOnEveryMachine() && jvm.takesChainedOutput()).isTrue();
    assertThat(jvm.canTune() && jvm.libraries().isEmpty()).isTrue();
    EngineName dl4j = EngineName.DL4J;
    assertThat(dl4j.isDefault() || dl4j.repeatsOnEveryMachine() || dl4j.canTune()).isFalse();
    assertThat(dl4j.libraries()).containsExactly("deeplearning4j");
    for (EngineName name : EngineName.values()) {
      assertThatCode(() -> name.check(false)).doesNotThrowAnyException();
      if (name.takesChainedOutput()) {
        assertThatCode(() -> name.check(true)).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> name.check(true))
            .isInstanceOf(InputException.class)
            .hasMessageStartingWith("The engine " + name.text() + " has no layer");
      }
    }
  }
}
