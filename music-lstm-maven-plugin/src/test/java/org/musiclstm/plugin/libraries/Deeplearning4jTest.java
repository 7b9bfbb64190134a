package org.musiclstm.plugin.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalArtifactResult;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.dl4j.Platform;
import org.musiclstm.exchange.ExportRequest;
import org.musiclstm.plugin.repository.ArtifactSource;
import org.musiclstm.plugin.worker.WorkerJdk;
import org.musiclstm.plugin.worker.WorkerJob;

class Deeplearning4jTest {
  @TempDir Path folder;

  /** What was asked of the repositories. */
  private final List<String> asked = new ArrayList<>();

  private WorkerJob jobOn(String... release) throws IOException {
    return deeplearning4j().addTo(bare(release), List.of(), Map.of());
  }

  private WorkerJob bare(String... release) throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "");
    Files.write(folder.resolve("jdk/release"), List.of(release));
    return new WorkerJob(
        new ExportRequest(Path.of("model.zip"), Path.of("model-dl4j.zip")),
        folder,
        new WorkerJdk(java, "a test"),
        List.of(),
        List.of());
  }

  private Deeplearning4j deeplearning4j() {
    DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    session.setLocalRepositoryManager(
        proxy(
            LocalRepositoryManager.class,
            (self, method, arguments) ->
                new LocalArtifactResult((LocalArtifactRequest) arguments[1]).setAvailable(true)));
    LibraryResolver resolver =
        new LibraryResolver(
            new ArtifactSource(
                proxy(
                    RepositorySystem.class,
                    (self, method, arguments) -> {
                      asked.add(method.getName());
                      return found(arguments[1]);
                    }),
                session,
                List.of()),
            asked::add);
    return new Deeplearning4j(resolver, folder.resolve("natives"));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static List<ArtifactResult> found(Object requests) {
    List<ArtifactResult> results = new ArrayList<>();
    for (Object request : (List<?>) requests) {
      Artifact artifact = ((ArtifactRequest) request).getArtifact();
      Path file = Path.of(artifact.getArtifactId() + "-" + artifact.getClassifier() + ".jar");
      results.add(
          new ArtifactResult((ArtifactRequest) request)
              .setArtifact(artifact.setFile(file.toFile())));
    }
    return results;
  }

  @Test
  void theLibrariesAreThoseForTheJdkOfTheWorkerWhateverMavenRunsOn() throws IOException {
    assertThat(
            jobOn("JAVA_VERSION=\"17.0.15\"", "OS_ARCH=\"x86_64\"", "OS_NAME=\"Darwin\"")
                .classPath())
        .contains(Path.of("nd4j-native-macosx-x86_64.jar"))
        .noneMatch(path -> path.toString().matches(".*-(linux|windows|macosx-arm).*"));
    assertThat(jobOn("OS_NAME=\"Windows\"", "OS_ARCH=\"amd64\"").classPath())
        .contains(Path.of("openblas-windows-x86_64.jar"));
    assertThat(jobOn("LIBC=\"gnu\"", "OS_NAME=\"Linux\"", "OS_ARCH=\"aarch64\"").classPath())
        .contains(Path.of("nd4j-native-linux-arm64.jar"));
  }

  @Test
  void theEnvironmentIsThatForTheJdkOfTheWorkerToo() throws IOException {
    assertThat(jobOn("OS_NAME=\"Linux\"", "OS_ARCH=\"aarch64\"", "LIBC=\"gnu\"").environment())
        .containsOnlyKeys("OMP_NUM_THREADS", "OMP_WAIT_POLICY");
  }

  @Test
  void whatDecidesBytesIsWhatTheUserHasSetElseWhatThePluginSets() throws IOException {
    WorkerJob job = bare("OS_NAME=\"Linux\"", "OS_ARCH=\"aarch64\"", "LIBC=\"gnu\"");

    assertThat(Deeplearning4j.variables(job, Map.of("OMP_WAIT_POLICY", "active")))
        .containsExactly(
            Map.entry("OMP_NUM_THREADS", "1"),
            Map.entry("OPENBLAS_CORETYPE", "as OpenBLAS chooses"));
    assertThat(
            Deeplearning4j.variables(
                job, Map.of("OMP_NUM_THREADS", "3", "OPENBLAS_CORETYPE", "NEOVERSEN1")))
        .containsExactly(
            Map.entry("OMP_NUM_THREADS", "3"), Map.entry("OPENBLAS_CORETYPE", "NEOVERSEN1"));
    assertThat(Deeplearning4j.variables(job, Map.of("OMP_NUM_THREADS", "")))
        .isEqualTo(Deeplearning4j.variables(job, Map.of()));
  }

  @Test
  void aNumberOfThreadsThatNd4jCannotReadIsRefusedBeforeAnythingIsDownloaded() throws IOException {
    WorkerJob job = bare("OS_NAME=\"Linux\"", "OS_ARCH=\"x86_64\"", "LIBC=\"gnu\"");
    for (String threads : List.of("4,2", "0", "1000000")) {
      assertThatThrownBy(
              () -> deeplearning4j().addTo(job, List.of(), Map.of("OMP_NUM_THREADS", threads)))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "The environment variable OMP_NUM_THREADS is \""
                  + threads
                  + "\", but with the engine dl4j it has to be one whole number from 1 to ");
    }
    assertThat(asked).isEmpty();
    deeplearning4j().addTo(job, List.of(), Map.of("OMP_NUM_THREADS", "12"));
    assertThat(asked).isNotEmpty();
  }

  @Test
  void theBackendForProcessorsIsReportedWhereTheUserHasChosenNone() {
    assertThat(Deeplearning4j.backends(List.of())).isEqualTo("nd4j-native (processors)");
  }

  @Test
  void aJdkOfTheWorkerWithoutLibrariesIsRefused() {
    assertThatThrownBy(() -> jobOn("OS_NAME=\"Linux\"", "OS_ARCH=\"i686\"", "LIBC=\"gnu\""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the worker's JDK is one for linux-x86;");
    assertThatThrownBy(() -> jobOn("OS_NAME=\"Linux\"", "OS_ARCH=\"x86_64\"", "LIBC=\"musl\""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the worker's JDK is one for linux-x86_64 with musl;");
  }

  @Test
  void aJdkThatSaysNothingIsTakenForOneLikeMavens() throws IOException {
    Platform here = Platform.ofThisJvm();
    if (here.isSupported()) {
      assertThat(jobOn().classPath()).contains(Path.of("nd4j-native-" + here.name() + ".jar"));
    } else {
      assertThatThrownBy(this::jobOn).hasMessageContaining("is one for " + here);
    }
  }
}
