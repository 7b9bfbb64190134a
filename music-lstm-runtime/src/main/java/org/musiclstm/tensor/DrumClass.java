package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A drum that a step says apart from others.
 *
 * @param name what it is
 * @param written the General MIDI percussion key that is written for it
 * @param keys the keys that play it, the written one among them
 */
public record DrumClass(String name, int written, List<Integer> keys) {
  /**
   * The percussion keys of General MIDI 1 (35 to 81) and the shaker of General MIDI 2, with those
   * together that play the same role, in the order of the values of a step.
   */
  public static final List<DrumClass> ALL =
      List.of(
          of("kick", 36, 35),
          of("side stick", 37),
          of("snare", 38, 40),
          of("hand clap", 39),
          of("floor tom", 43, 41),
          of("low tom", 45, 47),
          of("high tom", 50, 48),
          of("closed hi-hat", 42),
          of("pedal hi-hat", 44),
          of("open hi-hat", 46),
          of("crash cymbal", 49, 52, 55, 57),
          of("ride cymbal", 51, 59),
          of("ride bell", 53),
          of("tambourine", 54),
          of("cowbell", 56),
          of("vibraslap", 58),
          of("high conga", 63, 60, 62),
          of("low conga", 64, 61),
          of("timbale", 65, 66),
          of("agogo", 67, 68),
          of("shaker", 70, 69, 82),
          of("whistle", 72, 71),
          of("guiro", 73, 74),
          of("claves", 75),
          of("wood block", 76, 77),
          of("cuica", 79, 78),
          of("triangle", 81, 80));

  private static final int NONE = -1;
  private static final int[] BY_KEY = byKey();

  /** Copies the keys. */
  public DrumClass {
    keys = List.copyOf(keys);
  }

  private static DrumClass of(String name, int written, Integer... others) {
    List<Integer> keys = new ArrayList<>(List.of(others));
    keys.add(written);
    keys.sort(null);
    return new DrumClass(name, written, keys);
  }

  private static int[] byKey() {
    int[] numbers = new int[128];
    Arrays.fill(numbers, NONE);
    for (int number = 0; number < ALL.size(); number++) {
      for (int key : ALL.get(number).keys()) {
        numbers[key] = number;
      }
    }
    return numbers;
  }

  /** The number of the drum that a key plays, from 0; -1 where there is none. */
  static int numberOf(int key) {
    return BY_KEY[key];
  }
}
