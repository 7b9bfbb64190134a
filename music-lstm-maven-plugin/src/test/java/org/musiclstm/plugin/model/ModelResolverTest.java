package org.musiclstm.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.plugin.repository.ArtifactSource;

class ModelResolverTest {
  private static final ModelCoordinates MODEL = ModelCoordinates.parse("modelArtifact", "g:a:1");
  private static final RemoteRepository TEAM =
      new RemoteRepository.Builder("team", "default", "https://models.example/maven").build();
  private static final RemoteRepository CENTRAL =
      new RemoteRepository.Builder("central", "default", "https://central.example").build();

  @TempDir Path folder;

  private final DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
  private final List<ArtifactRequest> requests = new ArrayList<>();
  private boolean there = true;

  @BeforeEach
  void thereIsALocalRepository() {
    LocalRepository local = new LocalRepository(folder.resolve("local").toFile());
    session.setLocalRepositoryManager(
        proxy(LocalRepositoryManager.class, (method, arguments) -> local));
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

  private Path resolve(MavenProject... modules) {
    RepositorySystem system = proxy(RepositorySystem.class, this::answer);
    return new ModelResolver(
            new ArtifactSource(system, session, List.of(TEAM, CENTRAL)), List.of(modules))
        .resolve("modelArtifact", MODEL);
  }

  private Object answer(String method, Object[] arguments) throws ArtifactResolutionException {
    assertThat(method).isEqualTo("resolveArtifacts");
    assertThat(arguments[0]).isSameAs(session);
    ArtifactRequest request = (ArtifactRequest) ((List<?>) arguments[1]).get(0);
    requests.add(request);
    ArtifactResult result = new ArtifactResult(request);
    if (!there) {
      result.addException(new ArtifactNotFoundException(request.getArtifact(), TEAM));
      throw new ArtifactResolutionException(List.of(result));
    }
    return List.of(
        result.setArtifact(
            request.getArtifact().setFile(folder.resolve("a-1-model.zip").toFile())));
  }

  private static MavenProject module(String version) {
    MavenProject module = new MavenProject();
    module.setGroupId("g");
    module.setArtifactId("a");
    module.setVersion(version);
    return module;
  }

  @SuppressWarnings("deprecation") // Deprecated for all but the helper that this stands in for.
  private static void attach(MavenProject module, String type, String classifier) {
    module.addAttachedArtifact(
        new DefaultArtifact(
            "g", "a", "1", "compile", type, classifier, new DefaultArtifactHandler(type)));
  }

  @Test
  void mavenIsAskedForTheModelInTheRepositoriesOfTheProject() {
    assertThat(resolve()).isEqualTo(folder.resolve("a-1-model.zip"));

    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).getArtifact()).hasToString("g:a:zip:model:1");
    assertThat(requests.get(0).getRepositories()).containsExactly(TEAM, CENTRAL);
  }

  @Test
  void aModelThatIsNowhereIsNamedWithTheRepositoriesThatWereAsked() {
    there = false;

    assertThatThrownBy(this::resolve)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The model g:a:zip:model:1 of modelArtifact was found neither in the local repository "
                + folder.resolve("local")
                + " nor in team (https://models.example/maven), central (https://central.example):"
                + " Could not find artifact g:a:zip:model:1 in team (https://models.example/maven)."
                + " Check the coordinates and that the model is deployed there, then build with"
                + " -U.");
  }

  @Test
  void offlineItSaysThatNobodyWasAsked() {
    there = false;
    session.setOffline(true);

    assertThatThrownBy(this::resolve)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The model g:a:zip:model:1 of modelArtifact is not in the local repository "
                + folder.resolve("local")
                + ", and Maven is offline, so it did not ask team (https://models.example/maven),"
                + " central (https://central.example). Build once without -o, or install the"
                + " model.");
  }

  @Test
  void anOldModelIsNotTakenForThatOfAModuleThatHasNotMadeItYet() {
    MavenProject module = module("1");
    attach(module, "zip", "midi");
    attach(module, "jar", "model");

    assertThatThrownBy(() -> resolve(module("2"), module))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The model g:a:zip:model:1 of modelArtifact is one of the module a of this build, which"
                + " has not attached it so far. Train it in that module, and declare a dependency"
                + " on it here (type zip, classifier model, scope provided), so that Maven builds"
                + " that module first.");
    assertThat(requests).isEmpty();

    attach(module, "zip", "model");
    assertThat(resolve(module("2"), module)).isEqualTo(folder.resolve("a-1-model.zip"));
  }
}
