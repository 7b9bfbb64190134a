package org.musiclstm.plugin.advice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * What a user may not have meant when options were set.
 *
 * @param session all of the build
 * @param project the project that the goal runs in
 * @param execution what runs the goal
 */
public record OptionAdvice(MavenSession session, MavenProject project, MojoExecution execution) {
  private static final String PREFIX = "music-lstm.";

  /** Where warnings are remembered that have been given. */
  private static final String GIVEN = PREFIX + "given";

  /**
   * Warnings of options that no goal has: a misspelt one would do nothing without a word. One word
   * of it is enough in a project.
   *
   * @param context what the plugin keeps for all goals of a project
   */
  @SuppressWarnings("unchecked") // Maven's context is a raw map.
  public List<String> ofUnknown(Map<Object, Object> context) {
    Set<String> given = (Set<String>) context.computeIfAbsent(GIVEN, name -> new HashSet<String>());
    UnknownOptions unknown =
        UnknownOptions.of(execution.getMojoDescriptor().getPluginDescriptor().getMojos());
    List<String> warnings =
        new ArrayList<>(unknown.inProperties(session.getUserProperties(), project.getProperties()));
    Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
    if (plugin != null) {
      warnings.addAll(
          unknown.inConfiguration(
              plugin,
              execution.getExecutionId(),
              session.getSystemProperties().getProperty("maven.version", "")));
    }
    warnings.removeIf(warning -> !given.add(warning));
    return warnings;
  }

  /** Warnings of options that the POM sets where a goal of the command line does not see them. */
  public List<String> ofUnseen() {
    Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
    if (plugin == null || !execution.getExecutionId().equals(UnseenOptions.COMMAND_LINE)) {
      return List.of();
    }
    Set<String> options = new TreeSet<>(execution.getMojoDescriptor().getParameterMap().keySet());
    options.removeIf(name -> session.getUserProperties().containsKey(PREFIX + name));
    return UnseenOptions.warning(
            plugin,
            execution.getMojoDescriptor().getPluginDescriptor().getGoalPrefix(),
            execution.getGoal(),
            options)
        .stream()
        .toList();
  }
}
