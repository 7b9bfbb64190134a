package org.musiclstm.plugin.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables of the worker, and what a log says of them and of command lines: what
 * can change how a JVM or its arithmetic behaves, and nothing that may be a secret.
 */
public final class WorkerEnvironment {
  /** Variables that native libraries go by, some of them even when they are empty. */
  private static final String NATIVE = "(?:OMP|GOMP|KMP|MKL|OPENBLAS|BLIS|MALLOC)_[A-Z0-9_]+";

  private static final Pattern TELLING =
      Pattern.compile(
          "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JAVA_HOME|JAVA_OPTS|CLASSPATH"
              + "|LANG|LANGUAGE|LC_[A-Z]+|TZ|LD_LIBRARY_PATH|LD_PRELOAD|GLIBC_TUNABLES|"
              + NATIVE);

  private WorkerEnvironment() {}

  /**
   * The variables of a worker, by name.
   *
   * @param ofJob what its job needs where the user has set nothing
   * @param ofUser what the user has set, which counts, except empty variables of native libraries:
   *     CI servers set such for what has no value
   */
  public static SortedMap<String, String> of(
      Map<String, String> ofJob, Map<String, String> ofUser) {
    SortedMap<String, String> variables = new TreeMap<>(ofJob);
    ofUser.forEach(
        (name, value) -> {
          if (!value.isEmpty() || !name.matches(NATIVE)) {
            variables.put(name, value);
          }
        });
    return variables;
  }

  /**
   * Makes an environment that of a job.
   *
   * @param inherited what the worker would get, which is what the user has set
   */
  static void apply(WorkerJob job, Map<String, String> inherited) {
    SortedMap<String, String> variables = of(job.environment(), inherited);
    inherited.keySet().retainAll(variables.keySet());
    inherited.putAll(variables);
  }

  /** The values of the variables that say something, and the names of all others, in two lines. */
  static List<String> describe(Map<String, String> environment) {
    List<String> telling = new ArrayList<>();
    List<String> others = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (TELLING.matcher(name).matches()) {
                telling.add(name + "=" + Secrets.hiddenIn(value));
              } else {
                others.add(name);
              }
            });
    return List.of(
        "Environment of the worker: " + String.join(", ", telling),
        "Other variables in it, without their values: " + String.join(", ", others));
  }

  /** A command line as one text; arguments with white space in them are in quotes. */
  static String withoutSecrets(List<String> command) {
    return Secrets.hiddenIn(command).stream()
        .map(argument -> argument.matches("\\S+") ? argument : '"' + argument + '"')
        .collect(Collectors.joining(" "));
  }
}
