package org.musiclstm.plugin.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.musiclstm.exchange.Request;

/**
 * Everything the worker is started with.
 *
 * @param request what it is asked to do
 * @param exchangeDirectory the folder of this execution alone in which the request lies and into
 *     which the worker writes events, result and log; also its working directory
 * @param jdk the Java it runs on
 * @param classPath the runtime and what it needs
 * @param jvmArguments the user's own arguments for the JVM, which win over the plugin's
 * @param environment variables that are set for it unless the user has set them
 */
public record WorkerJob(
    Request request,
    Path exchangeDirectory,
    WorkerJdk jdk,
    List<Path> classPath,
    List<String> jvmArguments,
    Map<String, String> environment) {
  /** Copies the lists and the map. */
  public WorkerJob {
    classPath = List.copyOf(classPath);
    jvmArguments = List.copyOf(jvmArguments);
    environment = Map.copyOf(environment);
  }

  /** A job in the environment that Maven has. */
  public WorkerJob(
      Request request,
      Path exchangeDirectory,
      WorkerJdk jdk,
      List<Path> classPath,
      List<String> jvmArguments) {
    this(request, exchangeDirectory, jdk, classPath, jvmArguments, Map.of());
  }

  /**
   * The same job with native libraries.
   *
   * @param otherClassPath the class path with them
   * @param more arguments for the JVM, over which the user's win
   * @param variables what they go by, unless the user has set it
   */
  public WorkerJob with(
      List<Path> otherClassPath, List<String> more, Map<String, String> variables) {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(jvmArguments);
    return new WorkerJob(request, exchangeDirectory, jdk, otherClassPath, arguments, variables);
  }

  /** Where everything that the worker's JVM prints is kept. */
  public Path logFile() {
    return exchangeDirectory.resolve("worker.log");
  }
}
