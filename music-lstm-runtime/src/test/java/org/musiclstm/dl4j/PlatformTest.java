package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;

class PlatformTest {
  private static Platform of(String osName, String osArch, String libc) {
    return Platform.ofJdk(Map.of("OS_NAME", osName, "OS_ARCH", osArch, "LIBC", libc));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, x86_64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Linux, ppc64le, linux-ppc64le",
    "Linux, i386, linux-x86",
    "Linux, i686, linux-x86",
    "Mac OS X, x86_64, macosx-x86_64",
    "Mac OS X, aarch64, macosx-arm64",
    "Darwin, x86_64, macosx-x86_64",
    "Darwin, aarch64, macosx-arm64",
    "Windows, x86_64, windows-x86_64",
    "Windows, aarch64, windows-arm64",
    "Windows, x86, windows-x86",
    "Windows 11, amd64, windows-x86_64",
    "Windows Server 2022, amd64, windows-x86_64",
    "FreeBSD, amd64, freebsd-x86_64"
  })
  void theNamesOfPropertiesAndOfReleaseFilesAreBothUnderstood(
      String osName, String osArch, String name) {
    assertThat(of(osName, osArch, "gnu")).isEqualTo(new Platform(name, false));
  }

  @Test
  void thisJvmIsOneForWhatItsNativeLibrariesAreLookedForBy() {
    assertThat(Platform.ofThisJvm().name()).isEqualTo(Loader.getPlatform());
  }

  @Test
  void whatAJdkDoesNotSayOfItselfIsAsForThisJvm() {
    Platform here = Platform.ofThisJvm();
    String system = here.name().replaceFirst("-.*", "");
    String processor = here.name().replaceFirst(".*?-", "");

    assertThat(Platform.ofJdk(Map.of("OS_ARCH", "riscv64")))
        .isEqualTo(new Platform(system + "-riscv64", here.isMusl()));
    assertThat(Platform.ofJdk(Map.of("OS_NAME", "Windows")))
        .isEqualTo(new Platform("windows-" + processor, false));
    assertThat(Platform.ofJdk(Map.of("JAVA_VERSION", "17"))).isEqualTo(here);
  }

  @Test
  void aJdkForMuslSaysSoWhateverElseTheSystemRuns() {
    assertThat(of("Linux", "x86_64", "musl")).hasToString("linux-x86_64 with musl");
    assertThat(of("Linux", "x86_64", "gnu")).hasToString("linux-x86_64");
    assertThat(of("Windows", "x86_64", "default")).hasToString("windows-x86_64");
  }

  @Test
  void aSystemWithNoOtherLoaderThanThatOfMuslHasMusl() {
    assertThat(Platform.loadsMuslAlone(List.of("apk", "ld-musl-x86_64.so.1"))).isTrue();
    assertThat(Platform.loadsMuslAlone(List.of("ld-linux-aarch64.so.1", "ld-musl-aarch64.so.1")))
        .isFalse();
    assertThat(Platform.loadsMuslAlone(List.of("ld-linux-x86-64.so.2"))).isFalse();
    assertThat(Platform.loadsMuslAlone(List.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, false",
    "linux-arm64, false",
    "macosx-x86_64, false",
    "macosx-arm64, false",
    "windows-x86_64, false"
  })
  void whatThereAreLibrariesForIsAccepted(String name, boolean musl) {
    assertThatCode(() -> new Platform(name, musl).check()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"linux-x86_64, true", "linux-ppc64le, false", "freebsd-x86_64, false"})
  void whatThereAreNoneForIsRefusedWithTheRemedy(String name, boolean musl) {
    Platform platform = new Platform(name, musl);

    assertThatThrownBy(platform::check)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The engine dl4j needs native libraries that there are for linux-arm64, linux-x86_64,"
                + " macosx-arm64, macosx-x86_64, windows-x86_64 (on Linux with glibc), and the"
                + " worker's JDK is one for "
                + platform
                + "; set engine to jvm, which runs wherever a JDK does, or, to reproduce a model,"
                + " take a JDK for one of these.");
  }
}
