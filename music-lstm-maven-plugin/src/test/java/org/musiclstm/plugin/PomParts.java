package org.musiclstm.plugin;

import java.io.StringReader;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;

/** Parts of a POM as Maven has them. */
public final class PomParts {
  private PomParts() {}

  /** The configuration of some elements. */
  public static Object configuration(String elements) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + elements + "</configuration>"));
  }

  /** Adds an execution of a goal. */
  public static void addExecution(Plugin plugin, String id, String goal, String elements)
      throws Exception {
    PluginExecution execution = new PluginExecution();
    execution.setId(id);
    execution.addGoal(goal);
    execution.setConfiguration(configuration(elements));
    plugin.addExecution(execution);
  }
}
