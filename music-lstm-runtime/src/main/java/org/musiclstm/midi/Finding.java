package org.musiclstm.midi;

/**
 * Something in a file that breaks the format, or that no player could play as written, and that was
 * read all the same.
 *
 * @param place where in the file, such as {@code "track 2"}; tracks count from 1
 * @param text what was found and how it was taken
 */
public record Finding(String place, String text) {
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
