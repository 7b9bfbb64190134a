package org.musiclstm.plugin.libraries;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.musiclstm.InputException;
import org.musiclstm.Words;
import org.musiclstm.dl4j.Library;
import org.musiclstm.dl4j.Platform;
import org.musiclstm.plugin.repository.ArtifactSource;
import org.musiclstm.sharing.ByteSize;

/**
 * Finds the libraries of Deeplearning4j where Maven finds plugins, and none but those that the
 * worker's JDK needs.
 */
public final class LibraryResolver {
  private static final ArtifactSource.Remedy REMEDY =
      new ArtifactSource.Remedy(
          "Build once without -o.",
          "Make sure that one of the plugin repositories or mirrors has what Maven Central has, then"
              + " build with -U.");

  private final ArtifactSource source;
  private final Consumer<String> log;

  /**
   * Makes a resolver.
   *
   * @param log gets what is about to be downloaded
   */
  public LibraryResolver(ArtifactSource source, Consumer<String> log) {
    this.source = source;
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
    List<Library> missing =
        libraries.stream().filter(library -> !source.isHere(artifact(library))).toList();
    if (!missing.isEmpty()) {
      if (source.isOffline()) {
        throw new InputException(
            "The engine dl4j needs "
                + names(missing)
                + ", and Maven is offline: build once without -o, which downloads "
                + ByteSize.text(bytes(missing))
                + ".");
      }
      log.accept(announcement(host, missing));
    }
    return source.files(
        libraries.stream().map(LibraryResolver::artifact).toList(),
        artifact -> "The library " + artifact + " of the engine dl4j",
        REMEDY);
  }

  private static String announcement(Platform host, List<Library> missing) {
    Library largest = missing.stream().max(Comparator.comparingLong(Library::bytes)).orElseThrow();
    return "The engine dl4j needs Deeplearning4j, which is downloaded now for "
        + host
        + ": "
        + ByteSize.text(bytes(missing))
        + " in "
        + Words.count(missing.size(), "file")
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
