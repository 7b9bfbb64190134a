package org.musiclstm.plugin.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalArtifactResult;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.dl4j.Library;
import org.musiclstm.dl4j.Platform;
import org.musiclstm.plugin.repository.ArtifactSource;

class LibraryResolverTest {
  private static final String VERSION = "1.0.0-M2.1";
  private static final String CUDA = "nd4j-cuda-11.6";
  private static final Platform HOST = new Platform("linux-x86_64", false);
  private static final RemoteRepository CENTRAL =
      new RemoteRepository.Builder("central", "default", "https://central.example").build();

  private final DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
  private final List<String> asked = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  /** The names of the artifacts that are in the local repository. */
  private final List<String> here = new ArrayList<>();

  /** The names of those that are nowhere. */
  private final List<String> nowhere = new ArrayList<>();

  @BeforeEach
  void thereIsALocalRepository() {
    session.setLocalRepositoryManager(
        proxy(
            LocalRepositoryManager.class,
            (method, arguments) -> {
              if (method.equals("getRepository")) {
                return new LocalRepository("local");
              }
              assertThat(method).isEqualTo("find");
              LocalArtifactRequest request = (LocalArtifactRequest) arguments[1];
              assertThat(request.getRepositories()).containsExactly(CENTRAL);
              return new LocalArtifactResult(request)
                  .setAvailable(here.contains(request.getArtifact().getArtifactId()));
            }));
  }

  /** What a stand-in does when it is called. */
  private interface Answer {
    Object to(String method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  private List<Path> classPath(Platform host, Artifact... artifacts) {
    RepositorySystem system = proxy(RepositorySystem.class, this::answer);
    return new LibraryResolver(new ArtifactSource(system, session, List.of(CENTRAL)), log::add)
        .classPath(host, List.of(artifacts));
  }

  private Object answer(String method, Object[] arguments) throws ArtifactResolutionException {
    assertThat(method).isEqualTo("resolveArtifacts");
    List<ArtifactResult> results = new ArrayList<>();
    for (Object each : (List<?>) arguments[1]) {
      ArtifactRequest request = (ArtifactRequest) each;
      var artifact = request.getArtifact();
      asked.add(artifact.toString());
      ArtifactResult result = new ArtifactResult(request);
      if (nowhere.contains(artifact.getArtifactId())) {
        result.addException(new ArtifactNotFoundException(artifact, CENTRAL));
      } else {
        String name =
            artifact.getArtifactId()
                + (artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier());
        result.setArtifact(artifact.setFile(new File("repository", name + ".jar")));
      }
      results.add(result);
    }
    if (results.stream().anyMatch(result -> !result.isResolved())) {
      throw new ArtifactResolutionException(results);
    }
    return results;
  }

  private static Artifact artifact(String group, String name, String version, String classifier) {
    Artifact artifact =
        new DefaultArtifact(
            group, name, version, "runtime", "jar", classifier, new DefaultArtifactHandler("jar"));
    artifact.setFile(
        new File("plugin", name + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar"));
    return artifact;
  }

  private static List<String> names(List<Path> classPath) {
    return classPath.stream().map(path -> path.toString().replace('\\', '/')).toList();
  }

  private static final Artifact RUNTIME = artifact("org.musiclstm", "music-lstm-runtime", "1", "");

  @Test
  void theHostsLibrariesAloneComeBehindTheRuntime() {
    List<String> classPath = names(classPath(HOST, RUNTIME));

    assertThat(classPath)
        .startsWith("plugin/music-lstm-runtime.jar", "repository/deeplearning4j-nn.jar")
        .contains(
            "repository/nd4j-native-linux-x86_64.jar",
            "repository/openblas-linux-x86_64.jar",
            "repository/javacpp-linux-x86_64.jar")
        .noneMatch(name -> name.contains("arm64") || name.contains("windows"));
    assertThat(asked).hasSize(classPath.size() - 1);
  }

  @Test
  void whatIsDownloadedIsReportedBeforehand() {
    classPath(HOST, RUNTIME);

    assertThat(log)
        .containsExactly(
            "The engine dl4j needs Deeplearning4j, which is downloaded now for linux-x86_64: 125.0"
                + " MB in 19 files, the largest of them nd4j-native-1.0.0-M2.1-linux-x86_64.jar"
                + " with 90.8 MB.");
  }

  @Test
  void whatIsInTheLocalRepositoryIsNotDownloaded() {
    for (Library library : Library.all()) {
      if (!library.artifactId().equals("openblas")) {
        here.add(library.artifactId());
      }
    }
    classPath(HOST, RUNTIME);

    assertThat(log)
        .singleElement()
        .asString()
        .contains(": 14.2 MB in 2 files, the largest of them openblas-");
    log.clear();
    here.add("openblas");
    session.setOffline(true);
    assertThat(classPath(HOST, RUNTIME)).isNotEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void offlineTheMissingLibraryIsNamedWithTheRemedy() {
    session.setOffline(true);

    assertThatThrownBy(() -> classPath(HOST, RUNTIME))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The engine dl4j needs org.deeplearning4j:deeplearning4j-nn:jar:1.0.0-M2.1 and 18 more"
                + " that are not in the local repository, and Maven is offline: build once without"
                + " -o, which downloads 125.0 MB.");
    assertThat(asked).isEmpty();
  }

  @Test
  void aLibraryThatIsNowhereIsNamedWithTheRepositoriesThatWereAsked() {
    nowhere.add("openblas");

    assertThatThrownBy(() -> classPath(HOST, RUNTIME))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The library org.bytedeco:openblas:jar:0.3.19-1.5.7 of the engine dl4j was found neither"
                + " in the local repository local nor in central (https://central.example): ")
        .hasMessageEndingWith(
            "Make sure that one of the plugin repositories or mirrors has what Maven Central has,"
                + " then build with -U.");
  }

  @Test
  void aPlatformWithoutLibrariesIsRefusedBeforeAnythingIsDownloaded() {
    assertThatThrownBy(() -> classPath(new Platform("linux-x86_64", true), RUNTIME))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("linux-x86_64 with musl; set engine to jvm");
    assertThat(asked).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void anotherBackendTakesThePlaceOfTheOneForProcessors() {
    List<String> classPath =
        names(
            classPath(
                HOST,
                RUNTIME,
                artifact("org.nd4j", CUDA, VERSION, ""),
                artifact("org.nd4j", CUDA, VERSION, "linux-x86_64-cudnn"),
                artifact("org.nd4j", "nd4j-api", VERSION, ""),
                artifact("org.slf4j", "slf4j-api", "1.7.21", "")));

    assertThat(classPath)
        .contains(
            "plugin/nd4j-cuda-11.6-linux-x86_64-cudnn.jar",
            "repository/nd4j-api.jar",
            "repository/slf4j-api.jar",
            "repository/javacpp-linux-x86_64.jar")
        .doesNotContain("plugin/nd4j-api.jar", "plugin/slf4j-api.jar")
        .noneMatch(name -> name.contains("nd4j-native-linux") || name.contains("openblas"));
  }

  @Test
  void aBackendThatHasNoLibraryForTheMachineIsRefused() {
    List<List<String>> wrong = List.of(List.of(), List.of("windows-x86_64", "linux-arm64"));
    List<String> words =
        List.of("no native library", "native libraries for linux-arm64, windows-x86_64 alone");
    for (int n = 0; n < wrong.size(); n++) {
      List<Artifact> artifacts = new ArrayList<>(List.of(artifact("org.nd4j", CUDA, VERSION, "")));
      wrong.get(n).forEach(name -> artifacts.add(artifact("org.nd4j", CUDA, VERSION, name)));

      assertThatThrownBy(() -> classPath(HOST, artifacts.toArray(Artifact[]::new)))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "The backend nd4j-cuda-11.6 among the plugin's dependencies has "
                  + words.get(n)
                  + ", and the worker's JDK is one for linux-x86_64; add the dependency"
                  + " org.nd4j:nd4j-cuda-11.6 with the classifier linux-x86_64 if there is one, or"
                  + " take the backend away.");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void aBackendOfAnotherVersionIsRefused() {
    Artifact[] artifacts = {
      artifact("org.nd4j", CUDA, "1.0.0-beta7", ""),
      artifact("org.nd4j", CUDA, "1.0.0-beta7", "linux-x86_64")
    };

    assertThatThrownBy(() -> classPath(HOST, artifacts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The plugin's dependency org.nd4j:nd4j-cuda-11.6:1.0.0-beta7 does not fit"
                + " Deeplearning4j 1.0.0-M2.1, which this version of music-lstm runs; give it the"
                + " version 1.0.0-M2.1.");
    assertThat(Deeplearning4j.backends(Arrays.asList(artifacts)))
        .isEqualTo(
            "org.nd4j:nd4j-cuda-11.6:jar:1.0.0-beta7,"
                + " org.nd4j:nd4j-cuda-11.6:jar:linux-x86_64:1.0.0-beta7");
  }
}
