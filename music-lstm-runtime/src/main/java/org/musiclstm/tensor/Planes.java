package org.musiclstm.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.musiclstm.InputException;

/** What a layer says of each pitch. */
public enum Planes {
  /** One value a pitch: whether it sounds. A held note and a repeated one look the same. */
  SOUNDING("sounding", 1),

  /** Two values a pitch: whether it sounds, and whether it begins in this step. */
  SOUNDING_ONSET("sounding,onset", 2);

  private final String text;
  private final int count;

  Planes(String text, int count) {
    this.text = text;
    this.count = count;
  }

  /** How many values a layer has for each pitch. */
  public int count() {
    return count;
  }

  /** The planes' names as a user writes them. */
  public String text() {
    return text;
  }

  /**
   * Finds the planes by their names.
   *
   * @throws InputException when there are none of these names
   */
  public static Planes parse(String text) {
    String wanted = text.replace(" ", "");
    return Arrays.stream(values())
        .filter(planes -> planes.text.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                InputException.option(
                    "planes",
                    text,
                    Arrays.stream(values()).map(Planes::text).collect(Collectors.joining(" or "))));
  }
}
