package org.musiclstm.plugin.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Options that a POM sets for single executions of a goal, and that the goal therefore does not see
 * when it is run from the command line by its name alone.
 */
public final class UnseenOptions {
  /** What Maven calls the execution of a goal that the command line names without one. */
  static final String COMMAND_LINE = "default-cli";

  private UnseenOptions() {}

  /**
   * What the user reads when the goal runs without options that were likely meant for it.
   *
   * @param plugin the plugin as the project's effective model has it
   * @param prefix the goal's prefix, for the command that sees the options
   * @param options those that the goal has and that the command line does not set
   * @return nothing when no execution of the goal sets any of the options
   */
  static Optional<String> warning(Plugin plugin, String prefix, String goal, Set<String> options) {
    Map<String, List<String>> byExecution = new TreeMap<>();
    for (PluginExecution execution : plugin.getExecutions()) {
      if (execution.getGoals().contains(goal) && !execution.getId().equals(COMMAND_LINE)) {
        List<String> unseen =
            ownOptions(execution, plugin).stream().filter(options::contains).toList();
        if (!unseen.isEmpty()) {
          byExecution.put(execution.getId(), unseen);
        }
      }
    }
    if (byExecution.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "This run does not see the options that the POM sets for one execution alone ("
            + byExecution.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " in " + entry.getKey())
                .collect(Collectors.joining("; "))
            + "); to use them, run "
            + byExecution.keySet().stream()
                .map(id -> "mvn " + prefix + ":" + goal + "@" + id)
                .collect(Collectors.joining(" or "))
            + ".");
  }

  /** Maven gives every execution what stands in the plugin's own configuration as well. */
  private static List<String> ownOptions(PluginExecution execution, Plugin plugin) {
    List<Xpp3Dom> shared = elements(plugin.getConfiguration());
    List<String> own = new ArrayList<>();
    for (Xpp3Dom element : elements(execution.getConfiguration())) {
      if (!shared.contains(element) && !own.contains(element.getName())) {
        own.add(element.getName());
      }
    }
    return own;
  }

  /** The names of the options in a configuration. */
  public static List<String> names(@Nullable Object configuration) {
    return elements(configuration).stream().map(Xpp3Dom::getName).toList();
  }

  private static List<Xpp3Dom> elements(@Nullable Object configuration) {
    return configuration instanceof Xpp3Dom dom ? Arrays.asList(dom.getChildren()) : List.of();
  }
}
