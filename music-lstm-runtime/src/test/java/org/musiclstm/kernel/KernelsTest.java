package org.musiclstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;

/** Which kernel a JVM chooses, in JVMs of their own. */
class KernelsTest {
  @TempDir Path folder;

  /** Prints the choice, in two lines. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      KernelChoice choice = Kernels.choose();
      System.out.println(choice.kernel().description());
      System.out.println(choice.remark().orElse("no remark"));
    }
  }

  private List<String> choice(String... options) throws Exception {
    ChildJvm child = ChildJvm.start(folder.resolve("output.txt"), List.of(options), Program.class);
    int code = child.exitCode();
    assertThat(code).as(child.output()).isZero();
    List<String> lines = new ArrayList<>(child.output().lines().toList());
    lines.removeIf(
        line -> line.startsWith("WARNING: Using incubator") || line.contains(" VM warning: "));
    assertThat(lines).hasSize(2);
    return lines;
  }

  @Test
  void aJvmWithoutInstructionsForVectorsTakesTheScalarKernelAndSaysWhy() throws Exception {
    assertThat(choice("-XX:TieredStopAtLevel=1"))
        .containsExactly(
            Kernels.scalar().description(),
            "The arithmetic runs on the scalar kernel, since the JIT of this Java stops before C2,"
                + " which alone knows vectors. It takes a few times as long as with vectors; the"
                + " bytes are the same.");
    assertThat(choice("-Xint").get(1)).contains("since this Java only interprets");
    assertThat(choice("-XX:MaxVectorSize=8").get(1)).contains("no vectors on this processor");
    assertThat(choice("-XX:+UnlockExperimentalVMOptions", "-XX:-EnableVectorSupport").get(1))
        .contains("the support of vectors is off");
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void aProcessorWithoutFusedMultiplyAddIsNamedAsTheReason() throws Exception {
    List<String> lines = choice("-XX:-UseFMA");

    assertThat(lines.get(0)).isEqualTo("scalar kernel (no fused multiply-add in hardware)");
    assertThat(lines.get(1))
        .contains("since this Java has no fused multiply-add on this processor (UseFMA), and each");
  }

  @Test
  void aKernelThatWasMeasuredToBeTheFasterOneIsNotCalledTheSlowerOne() {
    String known = Kernels.remark(new Kernels.Slow("there are no vectors", false));
    String measured = Kernels.remark(new Kernels.Slow("vectors were measured to be slower", true));

    assertThat(measured)
        .startsWith(
            "The arithmetic runs on the scalar kernel, since vectors were measured to be slower")
        .endsWith("; the bytes are the same.")
        .doesNotContain("as long as with vectors");
    assertThat(known.contains("as long as with vectors")).isEqualTo(FusedMultiplyAdd.IN_HARDWARE);
  }

  @Test
  void aWishIsFulfilledAndTheRemarkSaysSo() throws Exception {
    assertThat(choice("-Dmusic-lstm.kernel=scalar").get(1))
        .contains("since the system property music-lstm.kernel asks for it.");
    List<String> slow = choice("-Dmusic-lstm.kernel=vector", "-XX:TieredStopAtLevel=1");
    assertThat(slow.get(0)).startsWith("vector kernel");
    assertThat(slow.get(1))
        .contains("for which the system property music-lstm.kernel asks, though");
  }

  @Test
  void whereTheVirtualMachineIsNotKnownTheKernelsAreMeasured() throws Exception {
    // A name that says nothing; C2 has vectors all the same, or not, by the processor.
    List<String> lines = choice("-Djava.vm.name=Some VM");

    if (lines.get(0).startsWith("vector kernel")) {
      assertThat(lines.get(1)).isEqualTo("no remark");
    } else {
      assertThat(lines.get(1)).contains("since vectors were measured to be slower");
    }
  }
}
