package org.musiclstm.plugin.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Which execution of this build has written what, and what nothing has, kept where all of a
 * project's executions look.
 */
public final class Written {
  private static final String KEY = "written ";
  private static final String NOT = "not written ";

  private final Map<Object, Object> context;

  /** Keeps what is written in the context that Maven gives to all goals of the plugin. */
  public Written(Map<Object, Object> context) {
    this.context = context;
  }

  /**
   * Notes that an execution writes a file or folder.
   *
   * @return the other execution that wrote it last, if one did
   */
  public Optional<String> by(String execution, Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Object earlier = context.put(place(absolute), execution);
    return Optional.ofNullable(earlier).map(Object::toString).filter(id -> !id.equals(execution));
  }

  /** Where it is noted: what links or a file system without capitals make one file is one. */
  private Object place(Path path) {
    return context.keySet().stream()
        .filter(key -> key instanceof String text && text.startsWith(KEY))
        .filter(key -> ProjectPaths.isSame(Path.of(key.toString().substring(KEY.length())), path))
        .min(Comparator.comparing(Object::toString))
        .orElse(KEY + path);
  }

  /**
   * Notes that a goal makes nothing in this project.
   *
   * @param path what it would have written
   * @param earlier whether an earlier build has written it
   */
  public void not(Path path, boolean earlier) {
    context.put(NOT + path.toAbsolutePath().normalize(), earlier);
  }

  /** Whether a file or folder is one that nothing makes in this project: what is there is old. */
  public boolean isNotMade(Path path) {
    Object earlier = context.get(NOT + path.toAbsolutePath().normalize());
    return earlier != null && (earlier.equals(true) || !Files.exists(path));
  }

  /**
   * What the user reads when an execution destroys what another has made.
   *
   * @param path the file or folder as the user would write it
   * @param parameters those that give the execution another one
   */
  public static String warning(
      String execution, String earlier, String path, Collection<String> parameters) {
    return "Execution "
        + execution
        + " replaces what execution "
        + earlier
        + " has written to "
        + path
        + " in this build; to keep both, set "
        + String.join(" and ", parameters)
        + " in one of them.";
  }

  /**
   * What the user reads when an execution has on the class path what another has there already.
   *
   * @param resource the name that both have
   * @param parameters those that give the execution another one
   */
  public static String hiding(
      String execution, String earlier, String resource, Collection<String> parameters) {
    return "Execution "
        + execution
        + " puts "
        + resource
        + " on the class path, where execution "
        + earlier
        + " has put its own in this build, and only one of them is found; to keep both, set "
        + String.join(" or ", parameters)
        + " in one of them.";
  }
}
