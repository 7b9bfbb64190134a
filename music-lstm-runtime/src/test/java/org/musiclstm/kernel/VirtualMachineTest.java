package org.musiclstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualMachineTest {
  private static final Map<String, String> HOTSPOT =
      Map.of(
          "os.arch", "amd64",
          "java.vm.name", "OpenJDK 64-Bit Server VM",
          "java.vm.info", "mixed mode, sharing",
          "java.vm.version", "17.0.15+6-Debian-1deb12u1",
          "java.vendor.version", "Temurin-25+36",
          "UseCompiler", "true",
          "TieredCompilation", "true",
          "TieredStopAtLevel", "4",
          "MaxVectorSize", "32");

  /** HotSpot on x86-64, with other values where they are given, and without what is empty. */
  private static VirtualMachine but(String... namesAndValues) {
    Map<String, String> values = new HashMap<>(HOTSPOT);
    for (int n = 0; n < namesAndValues.length; n += 2) {
      values.put(namesAndValues[n], namesAndValues[n + 1]);
    }
    return new VirtualMachine(
        name -> values.getOrDefault(name, ""),
        name -> Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty()));
  }

  @Test
  void hotSpotsC2IsKnownToHaveVectors() {
    for (VirtualMachine vm :
        new VirtualMachine[] {
          but(),
          but("os.arch", "aarch64", "MaxVectorSize", "16"),
          but("java.vm.name", "Java HotSpot(TM) 64-Bit Server VM"),
          but("java.vm.info", "compiled mode"),
          // Level 1 has no meaning without tiers: all is compiled by C2.
          but("TieredCompilation", "false", "TieredStopAtLevel", "1")
        }) {
      assertThat(vm.lackOfVectors()).isEmpty();
      assertThat(vm.isKnownToHaveVectors()).isTrue();
      assertThat(vm.hasFusedMultiplyAdd()).isTrue();
    }
    assertThat(but("UseFMA", "false").hasFusedMultiplyAdd()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "UseCompiler, false, this Java only interprets",
    "java.vm.info, 'interpreted mode, sharing', this Java only interprets",
    "TieredStopAtLevel, 0, the JIT of this Java stops before C2",
    "TieredStopAtLevel, 1, the JIT of this Java stops before C2",
    "TieredStopAtLevel, 3, the JIT of this Java stops before C2",
    "CompilationMode, quick-only, the JIT of this Java stops before C2",
    "java.vm.info, 'mixed mode, emulated-client', the JIT of this Java stops before C2",
    "EnableVectorSupport, false, the support of vectors is off",
    "MaxVectorSize, 8, the JIT of this Java has no vectors on this processor (amd64)",
    "MaxVectorSize, 0, the JIT of this Java has no vectors on this processor (amd64)"
  })
  void whatLacksVectorsIsKnownByItsOptions(String name, String value, String reason) {
    assertThat(but(name, value).lackOfVectors().orElse("nothing")).startsWith(reason);
  }

  /** Whether these have vectors, only a measurement can say. */
  @ParameterizedTest
  @CsvSource({
    "os.arch, s390x",
    "os.arch, riscv64",
    "os.arch, ppc64le",
    "os.arch, i386",
    "os.arch, ''",
    "java.vm.name, OpenJDK 64-Bit Zero VM",
    "java.vm.name, OpenJDK Client VM",
    "java.vm.name, Eclipse OpenJ9 VM",
    "java.vm.version, 21.0.2+13-jvmci-23.1-b30",
    "java.vendor.version, GraalVM CE 21.0.2+13.1",
    "UseJVMCICompiler, true"
  })
  void otherMachinesAreNotKnown(String name, String value) {
    assertThat(but(name, value).lackOfVectors()).isEmpty();
    assertThat(but(name, value).isKnownToHaveVectors()).isFalse();
  }

  @Test
  void aMachineThatShowsNoOptionsIsNotKnownToLackVectors() {
    VirtualMachine silent = new VirtualMachine(name -> "", name -> Optional.empty());

    assertThat(silent.lackOfVectors()).isEmpty();
    assertThat(silent.isKnownToHaveVectors()).isFalse();
    assertThat(silent.hasFusedMultiplyAdd()).isTrue();
  }
}
