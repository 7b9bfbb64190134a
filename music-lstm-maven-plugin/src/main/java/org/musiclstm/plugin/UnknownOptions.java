package org.musiclstm.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;

/** Options that no goal has, which would do nothing without a word. */
final class UnknownOptions {
  private static final String PREFIX = "music-lstm.";

  /** The natural name of a property for the plugin's version. */
  private static final String VERSION = "version";

  /** The first Maven that tells of unknown elements itself. */
  private static final ComparableVersion TELLING = new ComparableVersion("3.9.0");

  private final Set<String> known;

  /**
   * Knows the options.
   *
   * @param known the names of the options of all goals
   */
  UnknownOptions(Set<String> known) {
    this.known = new TreeSet<>(known);
  }

  /**
   * What the user is told of properties.
   *
   * @param ofCommandLine what stands on the command line
   * @param ofPom what stands in the POM
   */
  List<String> inProperties(Properties ofCommandLine, Properties ofPom) {
    List<String> warnings = new ArrayList<>();
    for (String name : unknown(ofCommandLine)) {
      warnings.add(warning(PREFIX, name, ""));
    }
    for (String name : unknown(ofPom)) {
      // Such as the version of the plugin in a build that has a name for it.
      if (!name.contains(".") && !ofCommandLine.containsKey(PREFIX + name)) {
        warnings.add(warning(PREFIX, name, ", which is among the properties of the POM"));
      }
    }
    return warnings;
  }

  private Set<String> unknown(Properties properties) {
    Set<String> unknown = new TreeSet<>();
    for (String property : properties.stringPropertyNames()) {
      String name = property.startsWith(PREFIX) ? property.substring(PREFIX.length()) : VERSION;
      if (!name.equals(VERSION) && !known.contains(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /**
   * What the user is told of elements of the plugin's configuration.
   *
   * @param plugin the plugin as the project's effective model has it
   * @param execution the id of the execution that runs
   * @param maven the version of Maven, which from some version on tells of them itself
   */
  List<String> inConfiguration(Plugin plugin, String execution, String maven) {
    if (new ComparableVersion(maven).compareTo(TELLING) >= 0) {
      return List.of();
    }
    Set<String> unknown = new TreeSet<>(UnseenOptions.names(plugin.getConfiguration()));
    for (PluginExecution own : plugin.getExecutions()) {
      if (own.getId().equals(execution)) {
        unknown.addAll(UnseenOptions.names(own.getConfiguration()));
      }
    }
    unknown.removeAll(known);
    return unknown.stream()
        .map(name -> warning("", name, ", which is in the plugin's <configuration>"))
        .toList();
  }

  private String warning(String prefix, String name, String where) {
    return "There is no option "
        + prefix
        + name
        + where
        + ", so it does nothing; "
        + Spelling.nearest(name, known)
            .map(near -> "did you mean " + prefix + near + "?")
            .orElse("the goal help with -Ddetail tells them all.");
  }
}
