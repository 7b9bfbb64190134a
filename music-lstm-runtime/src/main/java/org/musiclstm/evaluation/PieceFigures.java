package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that is predicted of a piece.
 *
 * @param name its file's name
 * @param metrics what it is like
 * @param originality what of it stands in songs; none when there were no songs to look in
 * @param likelihood how likely it is, where that was reckoned
 */
public record PieceFigures(
    String name,
    MusicMetrics metrics,
    Optional<Originality> originality,
    Optional<PieceLikelihood> likelihood) {
  /**
   * The figures of a piece.
   *
   * @param songs the songs that the model learnt from, if any are there
   */
  public static PieceFigures of(
      Music piece, SongIndex songs, Optional<PieceLikelihood> likelihood) {
    Optional<Originality> originality =
        songs.songs().isEmpty() ? Optional.empty() : Optional.of(songs.of(piece));
    return new PieceFigures(piece.name(), MusicMetrics.of(piece), originality, likelihood);
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("metrics", metrics);
    originality.ifPresent(value -> json.put("originality", value));
    likelihood.ifPresent(value -> json.put("likelihood", value));
    return json;
  }
}
