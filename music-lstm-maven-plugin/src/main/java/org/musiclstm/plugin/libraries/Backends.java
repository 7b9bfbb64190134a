package org.musiclstm.plugin.libraries;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.maven.artifact.Artifact;
import org.musiclstm.InputException;
import org.musiclstm.dl4j.Library;
import org.musiclstm.dl4j.Platform;

/** The backends of ND4J that a user has added to the plugin as dependencies. */
final class Backends {
  private static final String GROUP = "org.nd4j";
  private static final Pattern BACKEND = Pattern.compile("nd4j-(native|cuda-[\\d.]+)");
  private static final Pattern VERSIONED = Pattern.compile("org\\.(nd4j|deeplearning4j)");

  private final List<Artifact> artifacts;

  /**
   * Looks at the plugin's artifacts.
   *
   * @param host what the worker's JDK runs on
   * @throws InputException when one of them does not fit, or a backend cannot run there
   */
  Backends(List<Artifact> pluginArtifacts, Platform host) {
    artifacts = pluginArtifacts.stream().filter(Backends::isBackend).toList();
    pluginArtifacts.forEach(Backends::checkVersion);
    for (String name : new TreeSet<>(names())) {
      checkClassifier(name, host);
    }
  }

  /** Whether an artifact is a backend of ND4J or native libraries of one. */
  static boolean isBackend(Artifact artifact) {
    return artifact.getGroupId().equals(GROUP)
        && BACKEND.matcher(artifact.getArtifactId()).matches();
  }

  /** What the backends are called, each as often as it has files. */
  private List<String> names() {
    return artifacts.stream().map(Artifact::getArtifactId).toList();
  }

  /** Whether the user has chosen a backend, which then is the one that runs. */
  boolean areThere() {
    return !artifacts.isEmpty();
  }

  private static void checkVersion(Artifact artifact) {
    String right =
        Library.all().stream()
            .filter(library -> library.groupId().equals(GROUP))
            .findFirst()
            .map(Library::version)
            .orElseThrow();
    if (VERSIONED.matcher(artifact.getGroupId()).matches()
        && !artifact.getVersion().equals(right)) {
      throw new InputException(
          "The plugin's dependency "
              + artifact.getGroupId()
              + ":"
              + artifact.getArtifactId()
              + ":"
              + artifact.getVersion()
              + " does not fit Deeplearning4j "
              + right
              + ", which this version of music-lstm runs; give it the version "
              + right
              + ".");
    }
  }

  private void checkClassifier(String name, Platform host) {
    List<String> classifiers =
        artifacts.stream()
            .filter(artifact -> artifact.getArtifactId().equals(name))
            .flatMap(artifact -> Optional.ofNullable(artifact.getClassifier()).stream())
            .filter(classifier -> !classifier.isEmpty())
            .sorted()
            .toList();
    if (classifiers.stream()
        .noneMatch(found -> found.equals(host.name()) || found.startsWith(host.name() + "-"))) {
      throw new InputException(
          "The backend "
              + name
              + " among the plugin's dependencies has "
              + (classifiers.isEmpty()
                  ? "no native library"
                  : "native libraries for " + String.join(", ", classifiers) + " alone")
              + ", and the worker's JDK is one for "
              + host
              + "; add the dependency "
              + GROUP
              + ":"
              + name
              + " with the classifier "
              + host.name()
              + " if there is one, or take the backend away.");
    }
  }
}
