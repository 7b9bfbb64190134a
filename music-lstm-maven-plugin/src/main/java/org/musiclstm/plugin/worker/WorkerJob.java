package org.musiclstm.plugin.worker;

import java.nio.file.Path;
import java.util.List;
import org.musiclstm.worker.Request;

/**
 * Everything the worker is started with.
 *
 * @param request what it is asked to do
 * @param exchangeDirectory the folder of this execution alone in which the request lies and into
 *     which the worker writes events, result and log; also its working directory
 * @param jdk the Java it runs on
 * @param classPath the runtime and what it needs
 * @param jvmArguments the user's own arguments for the JVM, which win over the plugin's
 */
public record WorkerJob(
    Request request,
    Path exchangeDirectory,
    WorkerJdk jdk,
    List<Path> classPath,
    List<String> jvmArguments) {
  /** Copies the lists. */
  public WorkerJob {
    classPath = List.copyOf(classPath);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /** Where everything that the worker's JVM prints is kept. */
  public Path logFile() {
    return exchangeDirectory.resolve("worker.log");
  }
}
