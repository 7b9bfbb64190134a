package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that is told of a piece.
 *
 * @param name its file's name
 * @param metrics what it is like
 * @param originality what of it stands in songs
 * @param likelihood how likely it is, where that was reckoned
 */
public record PieceFigures(
    String name,
    MusicMetrics metrics,
    Originality originality,
    Optional<PieceLikelihood> likelihood) {
  /**
   * The figures of a piece.
   *
   * @param songs the songs that the model learnt from
   */
  public static PieceFigures of(
      Music piece, SongIndex songs, Optional<PieceLikelihood> likelihood) {
    return new PieceFigures(piece.name(), MusicMetrics.of(piece), songs.of(piece), likelihood);
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("metrics", metrics);
    json.put("originality", originality);
    likelihood.ifPresent(value -> json.put("likelihood", value));
    return json;
  }
}
