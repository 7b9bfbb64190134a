package org.musiclstm.plugin.dl4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.musiclstm.InputException;
import org.musiclstm.dl4j.Library;
import org.musiclstm.dl4j.Platform;
import org.musiclstm.sharing.ByteSize;

/**
 * Finds the libraries of Deeplearning4j as Maven finds plugins, with whatever mirrors, proxies and
 * credentials it has for them, and none but those that the worker's JDK needs.
 */
public final class LibraryResolver {
  private static final String CONTEXT = "music-lstm";

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;
  private final Consumer<String> log;

  /**
   * Makes a resolver.
   *
   * @param repositories where the local repository does not have a library
   * @param log gets what is about to be downloaded
   */
  public LibraryResolver(
      RepositorySystem system,
      RepositorySystemSession session,
      List<RemoteRepository> repositories,
      Consumer<String> log) {
    this.system = system;
    this.session = session;
    this.repositories = List.copyOf(repositories);
    this.log = log;
  }

  /**
   * Adds Deeplearning4j to the class path of a worker, behind what is there already.
   *
   * @param host what the worker's JDK runs on
   * @param artifacts what is on the class path without it, which is the runtime and what the user
   *     has added to the plugin
   * @throws InputException when there is no native library for that, or a library cannot be found
   */
  public List<Path> classPath(Platform host, List<Artifact> artifacts) {
    Backends backends = new Backends(artifacts, host);
    if (!backends.areThere()) {
      host.check();
    }
    List<Library> libraries =
        Library.all().stream()
            .filter(library -> library.isFor(host.name()))
            .filter(library -> !library.ofProcessors() || !backends.areThere())
            .toList();
    // Of what the user's dependencies brought along, the versions count that this was tested with.
    Set<String> listed = libraries.stream().map(LibraryResolver::key).collect(Collectors.toSet());
    List<Path> classPath =
        new ArrayList<>(
            artifacts.stream()
                .filter(artifact -> !listed.contains(key(artifact)))
                .map(artifact -> artifact.getFile().toPath())
                .toList());
    classPath.addAll(files(host, libraries));
    return List.copyOf(classPath);
  }

  private List<Path> files(Platform host, List<Library> libraries) {
    List<Library> missing = libraries.stream().filter(library -> !isHere(library)).toList();
    if (!missing.isEmpty()) {
      if (session.isOffline()) {
        throw new InputException(
            "The engine dl4j needs "
                + names(missing)
                + ", and Maven is offline: build once without -o, which downloads "
                + ByteSize.text(bytes(missing))
                + ".");
      }
      log.accept(announcement(host, missing));
    }
    try {
      return system
          .resolveArtifacts(session, libraries.stream().map(this::request).toList())
          .stream()
          .map(result -> result.getArtifact().getFile().toPath())
          .toList();
    } catch (ArtifactResolutionException e) {
      throw new InputException(notFound(e), e);
    }
  }

  private static String announcement(Platform host, List<Library> missing) {
    Library largest = missing.stream().max(Comparator.comparingLong(Library::bytes)).orElseThrow();
    return "The engine dl4j needs Deeplearning4j, which is downloaded now for "
        + host
        + ": "
        + ByteSize.text(bytes(missing))
        + " in "
        + missing.size()
        + (missing.size() == 1 ? " file" : " files")
        + ", the largest of them "
        + largest.fileName()
        + " with "
        + ByteSize.text(largest.bytes())
        + ".";
  }

  private static long bytes(List<Library> libraries) {
    return libraries.stream().mapToLong(Library::bytes).sum();
  }

  /** The first of some libraries that are not there, and how many more there are. */
  private static String names(List<Library> libraries) {
    int more = libraries.size() - 1;
    return libraries.get(0)
        + (more == 0 ? "" : " and " + more + " more that are not")
        + (more == 0 ? ", which is not" : "")
        + " in the local repository";
  }

  private String notFound(ArtifactResolutionException e) {
    String lost =
        Optional.ofNullable(e.getResults()).orElse(List.of()).stream()
            .filter(ArtifactResult::isMissing)
            .findFirst()
            .or(() -> e.getResults().stream().filter(result -> !result.isResolved()).findFirst())
            .map(result -> String.valueOf(result.getRequest().getArtifact()))
            .orElse("a library");
    String asked =
        repositories.stream()
            .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
            .collect(Collectors.joining(", "));
    return "The engine dl4j needs "
        + lost
        + ", which was not found in "
        + asked
        + ": "
        + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
        + ". Make sure that one of the plugin repositories or mirrors has what Maven Central has,"
        + " then build with -U.";
  }

  private boolean isHere(Library library) {
    return session
        .getLocalRepositoryManager()
        .find(session, new LocalArtifactRequest(artifact(library), repositories, CONTEXT))
        .isAvailable();
  }

  private ArtifactRequest request(Library library) {
    return new ArtifactRequest(artifact(library), repositories, CONTEXT);
  }

  private static org.eclipse.aether.artifact.Artifact artifact(Library library) {
    return new DefaultArtifact(
        library.groupId(),
        library.artifactId(),
        library.platform().orElse(""),
        "jar",
        library.version());
  }

  private static String key(Library library) {
    return library.groupId() + ":" + library.artifactId() + ":" + library.platform().orElse("");
  }

  private static String key(Artifact artifact) {
    return artifact.getGroupId()
        + ":"
        + artifact.getArtifactId()
        + ":"
        + Optional.ofNullable(artifact.getClassifier()).orElse("");
  }
}
