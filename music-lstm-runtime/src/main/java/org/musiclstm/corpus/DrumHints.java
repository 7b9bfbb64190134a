package org.musiclstm.corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * Finds parts of a score that are read as pitches though their name says drums. However many parts
 * there are, each name is looked at once.
 */
final class DrumHints {
  /** Names of tracks that have drums anyway, which say nothing of their other channels. */
  private final Set<String> ofDrums;

  private final Map<String, Boolean> sayDrums = new HashMap<>();

  DrumHints(Score score) {
    ofDrums =
        score.parts().stream().filter(Part::isDrums).map(Part::name).collect(Collectors.toSet());
  }

  /** The name of a part's track or instrument that says drums, or an empty one. */
  String of(Part part) {
    if (part.isDrums() || DrumNames.isPitchedPercussion(part.program())) {
      return "";
    }
    if (sayDrums(part.instrument())) {
      return part.instrument();
    }
    return !ofDrums.contains(part.name()) && sayDrums(part.name()) ? part.name() : "";
  }

  private boolean sayDrums(String name) {
    return sayDrums.computeIfAbsent(name, DrumNames::say);
  }
}
