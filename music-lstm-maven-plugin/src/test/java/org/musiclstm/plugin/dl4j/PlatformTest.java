package org.musiclstm.plugin.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Linux, ppc64le, linux-ppc64le",
    "Linux, i386, linux-x86",
    "Mac OS X, x86_64, macosx-x86_64",
    "Mac OS X, aarch64, macosx-arm64",
    "Windows 11, amd64, windows-x86_64",
    "Windows Server 2022, amd64, windows-x86_64",
    "FreeBSD, amd64, freebsd-x86_64"
  })
  void machinesAreCalledWhatNd4jCallsThem(String osName, String osArch, String name) {
    assertThat(Platform.of(osName, osArch, List.of())).isEqualTo(new Platform(name, false));
  }

  @Test
  void onlyALinuxWithNoOtherLoaderThanThatOfMuslHasMusl() {
    assertThat(Platform.of("Linux", "amd64", List.of("apk", "ld-musl-x86_64.so.1")))
        .hasToString("linux-x86_64 with musl");
    assertThat(
            Platform.of(
                "Linux", "aarch64", List.of("ld-linux-aarch64.so.1", "ld-musl-aarch64.so.1")))
        .hasToString("linux-arm64");
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
                + " macosx-arm64, macosx-x86_64, windows-x86_64 (on Linux with glibc), and this"
                + " machine is "
                + platform
                + "; set engine to jvm, which runs wherever a JDK does.");
  }
}
