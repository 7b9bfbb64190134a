package org.musiclstm.plugin;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Keeps what is logged, one line with its level each. */
public final class RecordingLog implements Log {
  private final List<String> lines = new ArrayList<>();
  private final boolean quiet;

  /** Makes a log that takes information, or, when quiet, only warnings and errors. */
  public RecordingLog(boolean quiet) {
    this.quiet = quiet;
  }

  /** What has been logged. */
  public List<String> lines() {
    return lines;
  }

  private void add(String level, CharSequence content) {
    lines.add(level + " " + content);
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public void debug(CharSequence content) {
    add("debug", content);
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    add("debug", content);
  }

  @Override
  public void debug(Throwable error) {
    add("debug", error.toString());
  }

  @Override
  public boolean isInfoEnabled() {
    return !quiet;
  }

  @Override
  public void info(CharSequence content) {
    if (!quiet) {
      add("info", content);
    }
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    info(content);
  }

  @Override
  public void info(Throwable error) {
    info(error.toString());
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public void warn(CharSequence content) {
    add("warn", content);
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    add("warn", content);
  }

  @Override
  public void warn(Throwable error) {
    add("warn", error.toString());
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  public void error(CharSequence content) {
    add("error", content);
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    add("error", content);
  }

  @Override
  public void error(Throwable error) {
    add("error", error.toString());
  }
}
