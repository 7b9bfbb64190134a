package org.musiclstm.plugin.console;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * A log that says before each line whom it is from. Maven says so once, when a goal begins; that is
 * far away, or followed by other modules' lines, when several trainings are under way.
 */
public final class NamedLog implements Log {
  private final Log log;
  private final String name;

  NamedLog(Log log, String name) {
    this.log = log;
    this.name = name;
  }

  /** The log for an execution: the same one where nobody can take its lines for another's. */
  public static Log of(
      Log log, MavenSession session, MavenProject project, MojoExecution execution) {
    boolean sideBySide = modulesSideBySide(session);
    // A goal that the command line names runs once.
    boolean oneOfSeveral =
        execution.getSource() != MojoExecution.Source.CLI && executions(project, execution) > 1;
    if (!sideBySide && !oneOfSeveral) {
      return log;
    }
    return new NamedLog(
        log, name(project.getArtifactId(), sideBySide, execution.getExecutionId(), oneOfSeveral));
  }

  /** Whether other modules may be built, and write to the log, at the same time. */
  static boolean modulesSideBySide(MavenSession session) {
    return session.getRequest().getDegreeOfConcurrency() > 1 && session.getProjects().size() > 1;
  }

  /** In the words of Maven's own line at the beginning of a goal, as far as they are needed. */
  static String name(String module, boolean sideBySide, String execution, boolean oneOfSeveral) {
    if (!oneOfSeveral) {
      return module;
    }
    return sideBySide ? execution + " @ " + module : execution;
  }

  private static long executions(MavenProject project, MojoExecution execution) {
    Plugin plugin =
        project
            .getBuild()
            .getPluginsAsMap()
            .get(Plugin.constructKey(execution.getGroupId(), execution.getArtifactId()));
    return plugin == null
        ? 0
        : plugin.getExecutions().stream()
            .filter(other -> other.getGoals().contains(execution.getGoal()))
            .count();
  }

  private String named(CharSequence content) {
    return "[" + name + "] " + content;
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public void debug(CharSequence content) {
    log.debug(named(content));
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    log.debug(named(content), error);
  }

  @Override
  public void debug(Throwable error) {
    log.debug(named(""), error);
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isInfoEnabled();
  }

  @Override
  public void info(CharSequence content) {
    log.info(named(content));
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    log.info(named(content), error);
  }

  @Override
  public void info(Throwable error) {
    log.info(named(""), error);
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isWarnEnabled();
  }

  @Override
  public void warn(CharSequence content) {
    log.warn(named(content));
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    log.warn(named(content), error);
  }

  @Override
  public void warn(Throwable error) {
    log.warn(named(""), error);
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isErrorEnabled();
  }

  @Override
  public void error(CharSequence content) {
    log.error(named(content));
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    log.error(named(content), error);
  }

  @Override
  public void error(Throwable error) {
    log.error(named(""), error);
  }
}
