package org.musiclstm.plugin.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Options that no goal has, which would do nothing without a word. */
final class UnknownOptions {
  private static final String PREFIX = "music-lstm.";

  /** The natural name of a property for the plugin's version. */
  private static final String VERSION = "version";

  /** The first Maven that says of unknown elements itself. */
  private static final ComparableVersion TELLING = new ComparableVersion("3.9.0");

  /** Names that options had, with those that they have now. */
  private static final Map<String, String> RENAMED =
      Map.of("windowLayers", "windowSteps", "averaging", "emaDecay", "chainUnits", "nadeUnits");

  private final Set<String> properties;
  private final Set<String> elements;

  /**
   * Knows the options.
   *
   * @param properties the names of the options of all goals that are properties, without the prefix
   * @param elements the names of all that may be in a configuration
   */
  UnknownOptions(Set<String> properties, Set<String> elements) {
    this.properties = new TreeSet<>(properties);
    this.elements = new TreeSet<>(elements);
  }

  /** Knows what can be set of some goals. */
  static UnknownOptions of(List<MojoDescriptor> goals) {
    Set<String> properties = new TreeSet<>();
    Set<String> elements = new TreeSet<>();
    for (MojoDescriptor goal : goals) {
      for (Parameter option : goal.getParameters()) {
        if (option.isEditable()) {
          elements.add(option.getName());
          PlexusConfiguration value = goal.getMojoConfiguration().getChild(option.getName(), false);
          if (value != null && ("${" + PREFIX + option.getName() + "}").equals(value.getValue())) {
            properties.add(option.getName());
          }
        }
      }
    }
    return new UnknownOptions(properties, elements);
  }

  /**
   * What the user reads of properties.
   *
   * @param ofCommandLine what stands on the command line
   * @param ofPom what stands in the POM
   */
  List<String> inProperties(Properties ofCommandLine, Properties ofPom) {
    List<String> warnings = new ArrayList<>();
    for (String name : unknown(ofCommandLine)) {
      warnings.add(warning(PREFIX, name, properties, ""));
    }
    for (String name : unknown(ofPom)) {
      // A build may have names of its own that begin so, such as one for the plugin's version.
      if ((RENAMED.containsKey(name) || Spelling.nearest(name, properties).isPresent())
          && !ofCommandLine.containsKey(PREFIX + name)) {
        warnings.add(
            warning(PREFIX, name, properties, ", which is among the properties of the POM"));
      }
    }
    return warnings;
  }

  private Set<String> unknown(Properties given) {
    return given.stringPropertyNames().stream()
        .filter(property -> property.startsWith(PREFIX))
        .map(property -> property.substring(PREFIX.length()))
        .filter(name -> !name.equals(VERSION) && !properties.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What the user reads of elements of the plugin's configuration.
   *
   * @param plugin the plugin as the project's effective model has it
   * @param execution the id of the execution that runs
   * @param maven the version of Maven, which from some version on says of them itself
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
    unknown.removeAll(elements);
    return unknown.stream()
        .map(name -> warning("", name, elements, ", which is in the plugin's <configuration>"))
        .toList();
  }

  private static String warning(String prefix, String name, Set<String> known, String where) {
    return "There is no option "
        + prefix
        + name
        + where
        + ", so it does nothing; "
        + Optional.ofNullable(RENAMED.get(name))
            .filter(known::contains)
            .map(now -> "it is called " + prefix + now + " now.")
            .or(
                () ->
                    Spelling.nearest(name, known)
                        .map(near -> "did you mean " + prefix + near + "?"))
            .orElse("the goal help with -Ddetail lists them all.");
  }
}
