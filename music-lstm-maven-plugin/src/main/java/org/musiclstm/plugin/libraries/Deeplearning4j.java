package org.musiclstm.plugin.libraries;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.musiclstm.dl4j.NativeSettings;
import org.musiclstm.dl4j.Platform;
import org.musiclstm.plugin.worker.WorkerJob;

/** Deeplearning4j for workers that need it. */
public final class Deeplearning4j implements LibrarySet {
  /** What engines call it that need it. */
  public static final String NAME = "deeplearning4j";

  private static final List<String> ARGUMENTS =
      List.of(
          // JDK 24 and newer warn without it.
          "--enable-native-access=ALL-UNNAMED",
          // Of what ND4J logs, a worker's log needs what may be wrong.
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.deeplearning4j.crash.reporting.enabled=false");

  private final LibraryResolver resolver;
  private final Path nativeDirectory;

  /**
   * Makes it ready to be resolved.
   *
   * @param nativeDirectory the folder that native libraries are unpacked into, once for all builds
   */
  public Deeplearning4j(LibraryResolver resolver, Path nativeDirectory) {
    this.resolver = resolver;
    this.nativeDirectory = nativeDirectory;
  }

  /** {@inheritDoc} Threads and kernels count as well, and which backend of ND4J there is. */
  @Override
  public SortedMap<String, String> inputs(
      WorkerJob job, List<Artifact> artifacts, Map<String, String> ofUser) {
    SortedMap<String, String> inputs = new TreeMap<>();
    inputs.put("backends of ND4J", backends(artifacts));
    inputs.put("platform of ND4J", platform(job).name());
    variables(job, ofUser).forEach((name, value) -> inputs.put(name + " of ND4J", value));
    return inputs;
  }

  /**
   * Which backends of ND4J the user has chosen, for what depends on it; that for processors when
   * none.
   *
   * @param artifacts what is on the class path of the worker
   */
  static String backends(List<Artifact> artifacts) {
    String chosen =
        artifacts.stream()
            .filter(Backends::isBackend)
            .map(Artifact::getId)
            .sorted()
            .collect(Collectors.joining(", "));
    return chosen.isEmpty() ? "nd4j-native (processors)" : chosen;
  }

  /**
   * The environment variables of a job's worker that other bytes may come of, by name.
   *
   * @param job with Deeplearning4j or still without it
   * @param ofUser the variables that the user has set, which count
   */
  static SortedMap<String, String> variables(WorkerJob job, Map<String, String> ofUser) {
    return NativeEnvironment.deciding(environment(job), ofUser);
  }

  /** What the JDK of a job's worker runs on. */
  static Platform platform(WorkerJob job) {
    return Platform.ofJdk(job.jdk().release());
  }

  private static SortedMap<String, String> environment(WorkerJob job) {
    return NativeEnvironment.ofHost(platform(job), job.request().threads());
  }

  /**
   * Adds it to a job.
   *
   * @param artifacts what is on the class path of the worker without it
   * @param ofUser the environment variables that the user has set
   * @throws org.musiclstm.InputException when there is no native library for the job's JDK, a
   *     library cannot be found, or a variable is set to what ND4J cannot read
   */
  @Override
  public WorkerJob addTo(WorkerJob job, List<Artifact> artifacts, Map<String, String> ofUser) {
    NativeSettings.of(ofUser);
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("-Dorg.bytedeco.javacpp.cachedir=" + nativeDirectory);
    return job.with(resolver.classPath(platform(job), artifacts), arguments, environment(job));
  }
}
