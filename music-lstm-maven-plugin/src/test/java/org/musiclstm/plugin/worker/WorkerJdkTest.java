package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;

@NullUnmarked // A session is not needed, and no toolchain is null in Maven.
class WorkerJdkTest {
  @TempDir Path folder;

  @Test
  void withoutToolchainsItIsTheJdkThatMavenRunsOn() {
    WorkerJdk jdk = WorkerJdk.choose(new Toolchains(null, List.of()), null, Map.of());

    assertThat(jdk.java()).isExecutable().startsWith(Path.of(System.getProperty("java.home")));
  }

  @Test
  void aMavenThatFailsToSayTheToolchainOfTheBuildHasNone() {
    ToolchainManager failing =
        new ToolchainManager() {
          @Override
          public Toolchain getToolchainFromBuildContext(String type, MavenSession context) {
            throw new NullPointerException();
          }

          @Override
          public List<Toolchain> getToolchains(
              MavenSession session, String type, Map<String, String> requirements) {
            return List.of();
          }
        };

    assertThat(WorkerJdk.choose(failing, null, Map.of()).java())
        .startsWith(Path.of(System.getProperty("java.home")));
  }

  @Test
  void theToolchainOfTheBuildWinsOverTheJdkThatMavenRunsOn() throws IOException {
    Path java = jdk("build", "21.0.1");

    assertThat(WorkerJdk.choose(new Toolchains(java, List.of()), null, Map.of()).java())
        .isEqualTo(java);
  }

  @Test
  void whatTheGoalAsksForWinsOverTheToolchainOfTheBuild() throws IOException {
    Path wanted = jdk("wanted", "25");
    Toolchains toolchains = new Toolchains(jdk("build", "1.8.0_292"), List.of(wanted));

    assertThat(WorkerJdk.choose(toolchains, null, Map.of("version", "[17,)")).java())
        .isEqualTo(wanted);
  }

  @Test
  void aRuntimeImageSaysWhichModulesItHas() throws IOException {
    Path java = jdk("image", "21.0.1");
    Path release = java.resolve("../../release").normalize();

    assertThat(new WorkerJdk(java, "test").hasModule("jdk.incubator.vector")).isTrue();

    Files.writeString(release, "JAVA_VERSION=\"21.0.1\"\nMODULES=\"java.base java.logging\"\n");
    assertThat(new WorkerJdk(java, "test").hasModule("jdk.incubator.vector")).isFalse();
    assertThat(new WorkerJdk(java, "test").hasModule("java.logging")).isTrue();
  }

  @Test
  void whatAJdkSaysOfItselfIsReadWithoutQuotes() throws IOException {
    Path java = jdk("quoted", "21.0.1");
    Path release = java.resolve("../../release").normalize();

    Files.writeString(release, "OS_ARCH=\"x86_64\"\nOS_NAME=Darwin\nSOURCE=\"\"\n");
    assertThat(new WorkerJdk(java, "test").release())
        .isEqualTo(Map.of("OS_ARCH", "x86_64", "OS_NAME", "Darwin"));

    Files.delete(release);
    assertThat(new WorkerJdk(java, "test").release()).isEmpty();
  }

  @Test
  void aJdkThatNoToolchainIsEndsInASentence() {
    assertThatThrownBy(
            () ->
                WorkerJdk.choose(
                    new Toolchains(null, List.of()), null, Map.of("version", "99", "vendor", "x")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "No JDK of the toolchains.xml meets jdkToolchain {vendor=x, version=99}; add one there,"
                + " or take jdkToolchain away to use Maven's own.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_292", "11.0.2", "16-ea"})
  void aJdkThatIsTooOldIsRefused(String version) throws IOException {
    Path java = jdk("old", version);

    assertThatThrownBy(() -> WorkerJdk.choose(new Toolchains(java, List.of()), null, Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The worker needs JDK 17 or newer, but the build's toolchain is JDK ")
        .hasMessageContaining(java.toString())
        .hasMessageContaining("<jdkToolchain>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "21-ea", "25.0.1", "unknown"})
  void aJdkThatIsNewEnoughOrDoesNotSayIsTaken(String version) throws IOException {
    Path java = jdk("new", version);

    assertThat(WorkerJdk.choose(new Toolchains(java, List.of()), null, Map.of()).java())
        .isEqualTo(java);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return java;
  }

  private record JdkAt(Path java) implements Toolchain {
    @Override
    public String getType() {
      return "jdk";
    }

    @Override
    public String findTool(String toolName) {
      return java.toString();
    }
  }

  private record Toolchains(Path ofBuild, List<Path> meeting) implements ToolchainManager {
    @Override
    public Toolchain getToolchainFromBuildContext(String type, MavenSession context) {
      return ofBuild == null ? null : new JdkAt(ofBuild);
    }

    @Override
    public List<Toolchain> getToolchains(
        MavenSession session, String type, Map<String, String> requirements) {
      return meeting.stream().<Toolchain>map(JdkAt::new).toList();
    }
  }
}
