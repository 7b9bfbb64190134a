package org.musiclstm.plugin.console;

import org.apache.maven.plugin.logging.Log;
import org.musiclstm.Visible;

/**
 * A log in which everything is to be seen, whatever stands in the names of files, tracks and songs,
 * and of which each line is one. All that the goals say goes through it.
 */
public final class VisibleLog implements Log {
  private final Log log;

  /** A log that writes to another one. */
  public VisibleLog(Log log) {
    this.log = log;
  }

  private static String shown(CharSequence content) {
    return Visible.text(String.valueOf(content));
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public void debug(CharSequence content) {
    log.debug(shown(content));
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    log.debug(shown(content), Visible.exception(error));
  }

  @Override
  public void debug(Throwable error) {
    log.debug(Visible.exception(error));
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isInfoEnabled();
  }

  @Override
  public void info(CharSequence content) {
    log.info(shown(content));
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    log.info(shown(content), Visible.exception(error));
  }

  @Override
  public void info(Throwable error) {
    log.info(Visible.exception(error));
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isWarnEnabled();
  }

  @Override
  public void warn(CharSequence content) {
    log.warn(shown(content));
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    log.warn(shown(content), Visible.exception(error));
  }

  @Override
  public void warn(Throwable error) {
    log.warn(Visible.exception(error));
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isErrorEnabled();
  }

  @Override
  public void error(CharSequence content) {
    log.error(shown(content));
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    log.error(shown(content), Visible.exception(error));
  }

  @Override
  public void error(Throwable error) {
    log.error(Visible.exception(error));
  }
}
