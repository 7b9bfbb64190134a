package org.musiclstm.plugin.project;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.musiclstm.Sha256;

/**
 * What the folder of an execution is called: another name for each, also where a file system does
 * not distinguish capitals or forms of Unicode, or drops a full stop at the end.
 */
final class ExecutionFolder {
  /** Names that are the same on every file system only when they are equal. */
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_.-]*[a-z0-9_-]");

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.-]");
  private static final int LONGEST = 60;
  private static final int DIGITS = 8;

  private ExecutionFolder() {}

  /** The name of the folder of an execution, whose id may hold any character. */
  static String name(String goal, String execution) {
    String id = goal + "-" + execution;
    if (PLAIN.matcher(id).matches() && id.length() <= LONGEST) {
      return id;
    }
    String safe = UNSAFE.matcher(id).replaceAll("_");
    return safe.substring(0, Math.min(safe.length(), LONGEST))
        + "-"
        + Sha256.of(id.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
