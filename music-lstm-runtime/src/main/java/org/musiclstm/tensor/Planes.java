package org.musiclstm.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.musiclstm.InputException;

/**
 * What a step says of each pitch of a part, or of each drum: one value a plane. Where there are
 * several planes, their order is that of the names.
 */
public enum Planes {
  /** Whether a pitch sounds. A held note and a repeated one look the same. */
  SOUNDING("sounding"),

  /** Whether a pitch sounds, and whether it begins in this step. */
  SOUNDING_ONSET("sounding,onset"),

  /** As {@link #SOUNDING_ONSET}, and how hard it is struck where it begins. */
  SOUNDING_ONSET_VELOCITY("sounding,onset,velocity"),

  /** Whether a drum is struck in this step; for drums, which nobody holds. */
  ONSET("onset"),

  /** Whether and how hard a drum is struck in this step. */
  ONSET_VELOCITY("onset,velocity");

  private final String text;

  Planes(String text) {
    this.text = text;
  }

  /** How many values a step has for each pitch. */
  public int count() {
    return names().size();
  }

  /** The planes' names as a user writes them. */
  public String text() {
    return text;
  }

  /** The planes' names, one by one. */
  List<String> names() {
    return List.of(text.split(","));
  }

  /** Whether they say what goes on, so that notes have a length. */
  public boolean hasSounding() {
    return this != ONSET && this != ONSET_VELOCITY;
  }

  /** Whether they say what begins. */
  public boolean hasOnsets() {
    return this != SOUNDING;
  }

  /** Whether they say how hard a note is struck, a value from 0 to 1 where it begins. */
  public boolean hasVelocity() {
    return this == SOUNDING_ONSET_VELOCITY || this == ONSET_VELOCITY;
  }

  /** The planes of drums where these are those of pitches. */
  Planes ofDrums() {
    return hasVelocity() ? ONSET_VELOCITY : ONSET;
  }

  /** Those that pitches, or drums, can have. */
  static List<Planes> of(boolean drums) {
    return Arrays.stream(values()).filter(planes -> planes.hasSounding() != drums).toList();
  }

  /**
   * Finds the planes of pitches by their names.
   *
   * @throws InputException when there are none of these names
   */
  public static Planes parse(String text) {
    String wanted = text.replace(" ", "");
    return of(false).stream()
        .filter(planes -> planes.text.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                InputException.option(
                    "planes",
                    text,
                    of(false).stream().map(Planes::text).collect(Collectors.joining(" or "))));
  }
}
