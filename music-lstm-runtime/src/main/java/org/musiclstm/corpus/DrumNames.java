package org.musiclstm.corpus;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of tracks and instruments that say drums, in some languages. */
final class DrumNames {
  private static final List<String> STEMS =
      List.of(
          "drum",
          "percus",
          "perkus",
          "snare",
          "cymbal",
          "hihat",
          "hi-hat",
          "hi hat",
          "schlagzeug",
          "schlagwerk",
          "slagwerk",
          "slagverk",
          "trommel",
          "batterie",
          "batteria",
          "bateria",
          "bater\u00EDa",
          "tambores",
          "b\u0119ben",
          "bic\u00ED",
          "\u0443\u0434\u0430\u0440\u043D",
          "\u0431\u0430\u0440\u0430\u0431\u0430\u043D",
          "\u30C9\u30E9\u30E0",
          "\u30D1\u30FC\u30AB\u30C3\u30B7\u30E7\u30F3",
          "\u9F13",
          "\uB4DC\uB7FC");

  private static final Pattern WORDS =
      Pattern.compile("(?<![\\p{L}])(?:perc|percs|kit|kick)(?![\\p{L}])");

  /** Drums and organs that have pitches. */
  private static final List<String> PITCHED = List.of("steel", "organ", "melodic");

  /** From tinkle bells to the reversed cymbal: percussion that General MIDI plays by pitch. */
  private static final int FIRST_PERCUSSIVE_PROGRAM = 112;

  private static final int LAST_PERCUSSIVE_PROGRAM = 119;

  private DrumNames() {}

  /** Whether a program is percussion that has pitches, whatever its track is called. */
  static boolean isPitchedPercussion(int program) {
    return program >= FIRST_PERCUSSIVE_PROGRAM && program <= LAST_PERCUSSIVE_PROGRAM;
  }

  /** Whether a name says drums. */
  static boolean say(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return PITCHED.stream().noneMatch(lower::contains)
        && (STEMS.stream().anyMatch(lower::contains) || WORDS.matcher(lower).find());
  }
}
