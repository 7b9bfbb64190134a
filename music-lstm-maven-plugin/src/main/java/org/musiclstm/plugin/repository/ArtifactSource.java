package org.musiclstm.plugin.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.musiclstm.InputException;

/**
 * Where Maven finds artifacts, with whatever mirrors, proxies and credentials it has for that.
 *
 * @param repositories where the local repository does not have an artifact
 */
public record ArtifactSource(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
  private static final String CONTEXT = "music-lstm";

  /** Copies the list. */
  public ArtifactSource {
    repositories = List.copyOf(repositories);
  }

  /**
   * What helps where an artifact is not found, in a sentence each.
   *
   * @param offline when Maven asks nobody
   * @param online when nobody has it
   */
  public record Remedy(String offline, String online) {}

  /** Whether Maven asks nobody. */
  public boolean isOffline() {
    return session.isOffline();
  }

  /** Whether an artifact is in the local repository. */
  public boolean isHere(Artifact artifact) {
    return session
        .getLocalRepositoryManager()
        .find(session, new LocalArtifactRequest(artifact, repositories, CONTEXT))
        .isAvailable();
  }

  /**
   * Finds the files of artifacts.
   *
   * @param name what an artifact is to the user, as the subject of a sentence
   * @throws InputException when there is none of an artifact
   */
  public List<Path> files(
      List<Artifact> artifacts, Function<Artifact, String> name, Remedy remedy) {
    List<ArtifactRequest> requests =
        artifacts.stream()
            .map(artifact -> new ArtifactRequest(artifact, repositories, CONTEXT))
            .toList();
    try {
      return system.resolveArtifacts(session, requests).stream()
          .map(result -> result.getArtifact().getFile().toPath())
          .toList();
    } catch (ArtifactResolutionException e) {
      throw new InputException(
          notFound(name.apply(lost(e).orElse(artifacts.get(0))), e, remedy), e);
    }
  }

  /** An artifact that nobody has, else one of which something else went wrong. */
  private static Optional<Artifact> lost(ArtifactResolutionException e) {
    List<ArtifactResult> results = e.getResults();
    return results.stream()
        .filter(ArtifactResult::isMissing)
        .findFirst()
        .or(() -> results.stream().filter(result -> !result.isResolved()).findFirst())
        .map(result -> result.getRequest().getArtifact());
  }

  private String notFound(String name, ArtifactResolutionException e, Remedy remedy) {
    String local = String.valueOf(session.getLocalRepository().getBasedir());
    String asked =
        repositories.stream()
            .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
            .collect(Collectors.joining(", "));
    if (isOffline()) {
      return name
          + " is not in the local repository "
          + local
          + ", and Maven is offline, so it did not ask "
          + asked
          + ". "
          + remedy.offline();
    }
    return name
        + " was found neither in the local repository "
        + local
        + " nor in "
        + asked
        + ": "
        + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
        + ". "
        + remedy.online();
  }
}
