package org.musiclstm.plugin.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.dl4j.Platform;

class NativeEnvironmentTest {
  private static final Platform LINUX = new Platform("linux-x86_64", false);

  private static final String OLD = "flags\t\t: fpu sse sse2 ssse3 sse4_2 avx";
  private static final String HASWELL = OLD + " fma avx2";
  private static final String SERVER = HASWELL + " avx512f avx512dq avx512cd avx512bw avx512vl";

  @Test
  void threadsAreAsManyAsTheUserWantsAndDoNotSpin() {
    assertThat(NativeEnvironment.of(new Platform("macosx-x86_64", false), 3, List.of(SERVER)))
        .containsOnlyKeys("OMP_NUM_THREADS", "OMP_WAIT_POLICY")
        .containsEntry("OMP_NUM_THREADS", "3")
        .containsEntry("OMP_WAIT_POLICY", "passive");
  }

  @Test
  void theKernelsOfOpenBlasAreThoseThatTheProcessorCanRun() {
    assertThat(kernels("processor\t: 0", "model\t\t: 17", SERVER)).isEqualTo("SKYLAKEX");
    assertThat(kernels(HASWELL)).isEqualTo("HASWELL");
    assertThat(kernels(HASWELL + " avx512f avx512cd")).isEqualTo("HASWELL");
  }

  @Test
  void openBlasChoosesWhereNothingIsKnownOrTheProcessorIsOld() {
    assertThat(NativeEnvironment.of(LINUX, 1, List.of(OLD))).doesNotContainKey("OPENBLAS_CORETYPE");
    assertThat(NativeEnvironment.of(LINUX, 1, List.of())).doesNotContainKey("OPENBLAS_CORETYPE");
    assertThat(NativeEnvironment.of(new Platform("linux-arm64", false), 1, List.of(SERVER)))
        .doesNotContainKey("OPENBLAS_CORETYPE");
  }

  private static String kernels(String... processors) {
    return NativeEnvironment.of(LINUX, 1, List.of(processors))
        .getOrDefault("OPENBLAS_CORETYPE", "");
  }
}
