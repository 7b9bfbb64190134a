package org.musiclstm.plugin.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables of the worker, and what a log tells of them and of command lines: what
 * can change how a JVM or its arithmetic behaves, and nothing that may be a secret.
 */
final class WorkerEnvironment {
  private static final Pattern TELLING =
      Pattern.compile(
          "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JAVA_HOME|JAVA_OPTS|CLASSPATH"
              + "|LANG|LANGUAGE|LC_[A-Z]+|TZ|LD_LIBRARY_PATH|LD_PRELOAD|GLIBC_TUNABLES"
              + "|(OMP|GOMP|KMP|MKL|OPENBLAS|BLIS|MALLOC)_[A-Z0-9_]+");

  private static final String SECRET_OPTION =
      "(?i)(-D[^=\\s]*(?:password|passwd|passphrase|secret|token|credential|key)[^=\\s]*=)";

  private static final Pattern SECRET_ARGUMENT = Pattern.compile(SECRET_OPTION + "(?s:.*)");

  private static final Pattern SECRET_IN_TEXT =
      Pattern.compile(SECRET_OPTION + "(?:\"[^\"]*\"|'[^']*'|\\S)*");

  /** What native libraries take for a value where it is there and empty. */
  private static final Pattern NATIVE = Pattern.compile("(OMP|OPENBLAS)_[A-Z0-9_]+");

  private WorkerEnvironment() {}

  /**
   * The variables of a job, by name.
   *
   * @param ofUser what the user has set, which counts; but for variables of native libraries that
   *     are empty, as CI servers make them of what has no value
   */
  static SortedMap<String, String> of(WorkerJob job, Map<String, String> ofUser) {
    SortedMap<String, String> variables = new TreeMap<>(job.environment());
    ofUser.forEach(
        (name, value) -> {
          if (!value.isEmpty() || !NATIVE.matcher(name).matches()) {
            variables.put(name, value);
          }
        });
    return variables;
  }

  /** The values of the variables that tell something, and the names of all others, in two lines. */
  static List<String> describe(Map<String, String> environment) {
    List<String> telling = new ArrayList<>();
    List<String> others = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (TELLING.matcher(name).matches()) {
                telling.add(name + "=" + withoutSecrets(value));
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
    return command.stream()
        .map(argument -> SECRET_ARGUMENT.matcher(argument).replaceAll("$1..."))
        .map(argument -> argument.matches("\\S+") ? argument : '"' + argument + '"')
        .collect(Collectors.joining(" "));
  }

  private static String withoutSecrets(String options) {
    return SECRET_IN_TEXT.matcher(options).replaceAll("$1...");
  }
}
