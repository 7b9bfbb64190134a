package org.musiclstm.tensor;

import java.util.Collections;
import java.util.List;
import org.musiclstm.score.TempoChange;

/**
 * What a score needs and a tensor does not hold.
 *
 * @param microsecondsPerQuarter tempo, 1 to 16777215
 * @param beats how many beats a bar has, 1 to 255
 * @param beatUnit the note value of a beat, a power of two from 1 to 128: 4 for a quarter note
 * @param sounds how each part of the encoding sounds
 */
public record Style(int microsecondsPerQuarter, int beats, int beatUnit, List<Sound> sounds) {
  /** The most quarter notes that a bar can have; what files say beyond that is no metre. */
  public static final int MOST_QUARTERS_A_BAR = 64;

  /** A piano at 120 quarters a minute in 4/4. */
  public static final Style DEFAULT =
      new Style(
          TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER,
          4,
          4,
          Sound.DEFAULT.velocity(),
          Sound.DEFAULT.program());

  /** Checks the ranges. */
  public Style {
    Sound.check("microsecondsPerQuarter", microsecondsPerQuarter, 1, 0xFFFFFF);
    Sound.check("beats", beats, 1, 255);
    Sound.check("beatUnit", beatUnit, 1, 128);
    if (Integer.bitCount(beatUnit) != 1) {
      throw new IllegalArgumentException(
          "beatUnit is " + beatUnit + ", but has to be a power of two");
    }
    if (!isBar(beats, beatUnit)) {
      throw new IllegalArgumentException(
          "the metre is "
              + beats
              + "/"
              + beatUnit
              + ", but a bar has at most "
              + MOST_QUARTERS_A_BAR
              + " quarter notes");
    }
    sounds = List.copyOf(sounds);
    if (sounds.isEmpty()) {
      throw new IllegalArgumentException("sounds is empty, but there is at least one part");
    }
  }

  /** Whether a bar of a metre is short enough to be one. */
  public static boolean isBar(int beats, int beatUnit) {
    return 4L * beats <= (long) MOST_QUARTERS_A_BAR * beatUnit;
  }

  /** The style of a single part. */
  public Style(int microsecondsPerQuarter, int beats, int beatUnit, int velocity, int program) {
    this(microsecondsPerQuarter, beats, beatUnit, List.of(new Sound(velocity, program)));
  }

  /** The default for so many parts. */
  public static Style ofParts(int parts) {
    return new Style(
        DEFAULT.microsecondsPerQuarter,
        DEFAULT.beats,
        DEFAULT.beatUnit,
        Collections.nCopies(parts, Sound.DEFAULT));
  }
}
