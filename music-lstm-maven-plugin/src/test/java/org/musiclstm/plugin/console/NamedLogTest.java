package org.musiclstm.plugin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.musiclstm.plugin.RecordingLog;

class NamedLogTest {
  private final RecordingLog log = new RecordingLog(false);

  @Test
  void theOnlyTrainingOfABuildNeedsNoName() {
    MavenProject project = project("one", "train", "generate");

    assertThat(named(project, 1, project)).isSameAs(log);
    assertThat(named(project, 4, project)).isSameAs(log);
    assertThat(named(project, 1, project, project("two", "train"))).isSameAs(log);
  }

  @Test
  void aGoalWithoutAPomNeedsNoName() {
    MavenProject project = new MavenProject(new Model());

    assertThat(named(project, 4, project)).isSameAs(log);
  }

  @Test
  void modulesSideBySideAreNamed() {
    MavenProject project = project("one", "train", "generate");

    named(project, 2, project, project("two", "train")).info("Training");

    assertThat(log.lines()).containsExactly("info [one] Training");
  }

  @Test
  void executionsOneAfterTheOtherAreNamed() {
    MavenProject project = project("one", "train", "train");

    named(project, 1, project).info("Training");

    assertThat(log.lines()).containsExactly("info [e0] Training");
  }

  @Test
  void severalExecutionsInModulesSideBySideHaveBothNames() {
    MavenProject project = project("one", "train", "train");

    named(project, 2, project, project("two", "train")).info("Training");

    assertThat(log.lines()).containsExactly("info [e0 @ one] Training");
  }

  @Test
  void linesOfAllLevelsAreNamed() {
    Log named = new NamedLog(log, "one");
    Exception error = new IllegalStateException("x");

    named.debug("a");
    named.debug("b", error);
    named.info("c");
    named.info("d", error);
    named.warn("e");
    named.warn("f", error);
    named.error("g");
    named.error("h", error);
    named.error(error);

    assertThat(log.lines())
        .containsExactly(
            "debug [one] a",
            "debug [one] b",
            "info [one] c",
            "info [one] d",
            "warn [one] e",
            "warn [one] f",
            "error [one] g",
            "error [one] h",
            "error [one] ");
  }

  @Test
  void aQuietLogStaysQuiet() {
    Log named = new NamedLog(new RecordingLog(true), "one");

    assertThat(named.isInfoEnabled()).isFalse();
    assertThat(named.isDebugEnabled()).isFalse();
    assertThat(named.isWarnEnabled()).isTrue();
    assertThat(named.isErrorEnabled()).isTrue();
  }

  private Log named(MavenProject project, int modulesAtOnce, MavenProject... all) {
    return NamedLog.of(
        log, session(modulesAtOnce, all), project, new MojoExecution(plugin(), "train", "e0"));
  }

  @SuppressWarnings("deprecation") // Only Maven itself makes sessions.
  private static MavenSession session(int modulesAtOnce, MavenProject... all) {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setDegreeOfConcurrency(modulesAtOnce);
    MavenSession session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
    session.setProjects(List.of(all));
    return session;
  }

  private static Plugin plugin() {
    Plugin plugin = new Plugin();
    plugin.setGroupId("org.musiclstm");
    plugin.setArtifactId("music-lstm-maven-plugin");
    return plugin;
  }

  /** A project with an execution for each of these goals. */
  private static MavenProject project(String name, String... goals) {
    Plugin plugin = plugin();
    for (String goal : goals) {
      PluginExecution execution = new PluginExecution();
      execution.setId("e" + plugin.getExecutions().size());
      execution.addGoal(goal);
      plugin.addExecution(execution);
    }
    Model model = new Model();
    model.setArtifactId(name);
    model.setBuild(new Build());
    model.getBuild().addPlugin(plugin);
    return new MavenProject(model);
  }
}
