package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.musiclstm.Decimal;

/**
 * How much of a piece stands verbatim in songs, as {@link SongIndex} finds it.
 *
 * @param longestRun the longest run that it shares with a song; none when there is no run with a
 *     change in it
 * @param windows how many stretches of {@value #WINDOW_BEATS} beats begin on its beats and have a
 *     change in them
 * @param copiedWindows how many of them stand in a song
 */
public record Originality(Optional<SharedRun> longestRun, int windows, int copiedWindows) {
  /** How many quarter notes the stretches have of which a share is predicted. */
  public static final int WINDOW_BEATS = 8;

  /** How long the longest shared run is, in quarter notes; 0 when there is none. */
  public double longestRunBeats() {
    return longestRun.map(SharedRun::beats).orElse(0.0);
  }

  /** The share of the stretches that stand in a song; 0 when there are none. */
  public double copiedShare() {
    return windows == 0 ? 0 : (double) copiedWindows / windows;
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("longestRunBeats", Decimal.of(longestRunBeats()));
    longestRun.ifPresent(run -> json.put("longestRun", run));
    json.put("windows", windows);
    json.put("copiedWindows", copiedWindows);
    json.put("copiedShare", Decimal.of(copiedShare()));
    return json;
  }
}
