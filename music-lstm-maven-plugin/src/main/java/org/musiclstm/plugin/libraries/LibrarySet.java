package org.musiclstm.plugin.libraries;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.maven.artifact.Artifact;
import org.musiclstm.plugin.worker.WorkerJob;

/**
 * Libraries beside the runtime that some requests need: of an engine, or of a cluster. They are
 * optional, and resolved when they are asked for.
 */
public interface LibrarySet {
  /**
   * What decides bytes beside the options, by name: another library may make others.
   *
   * @param job with the libraries or still without them
   * @param artifacts what is on the class path of the worker without them
   * @param ofUser the environment variables that the user has set
   */
  SortedMap<String, String> inputs(
      WorkerJob job, List<Artifact> artifacts, Map<String, String> ofUser);

  /**
   * Adds them to a job, which Maven may have to download.
   *
   * @throws org.musiclstm.InputException when a library cannot be found, or cannot run here
   */
  WorkerJob addTo(WorkerJob job, List<Artifact> artifacts, Map<String, String> ofUser);
}
