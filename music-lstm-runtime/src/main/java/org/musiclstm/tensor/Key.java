package org.musiclstm.tensor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key.
 *
 * @param tonic its first note as a pitch class, 0 for C to 11 for B
 * @param minor whether it is minor, else major
 */
public record Key(int tonic, boolean minor) {
  private static final List<String> NAMES =
      List.of("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");

  private static final Pattern TEXT = Pattern.compile("([A-G])([#b]?) (major|minor)");

  private static final int TONIC_OF_A_MINOR = 9;
  private static final int LEAST_SHIFT = -5;

  /** Checks the range. */
  public Key {
    if (tonic < 0 || tonic > 11) {
      throw new IllegalArgumentException("tonic is " + tonic + ", but has to be 0 to 11");
    }
  }

  /** Reads a key as a user writes it, such as {@code Eb major}; nothing when it is none. */
  public static Optional<Key> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int tonic = NAMES.indexOf(matcher.group(1));
    int accidental = matcher.group(2).equals("#") ? 1 : matcher.group(2).isEmpty() ? 0 : -1;
    return Optional.of(
        new Key(Math.floorMod(tonic + accidental, 12), matcher.group(3).equals("minor")));
  }

  /** By how many semitones music in it is moved to C major or A minor, from -5 to 6. */
  public int semitonesToCommon() {
    int up = (minor ? TONIC_OF_A_MINOR : 0) - tonic;
    return Math.floorMod(up - LEAST_SHIFT, 12) + LEAST_SHIFT;
  }

  /** Such as {@code Eb major}. */
  @Override
  public String toString() {
    return NAMES.get(tonic) + (minor ? " minor" : " major");
  }
}
