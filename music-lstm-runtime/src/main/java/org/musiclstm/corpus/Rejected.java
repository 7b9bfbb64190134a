package org.musiclstm.corpus;

/**
 * A file that is not among the songs.
 *
 * @param name the file's path relative to its folder, as in {@link Song}
 * @param reason why it cannot be used
 */
public record Rejected(String name, String reason) {
  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
