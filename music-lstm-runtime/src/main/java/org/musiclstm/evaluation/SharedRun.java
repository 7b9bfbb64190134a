package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.musiclstm.Decimal;

/**
 * Successive steps of a piece that stand in a song as well.
 *
 * @param beats how long they are, in quarter notes
 * @param inPiece where they begin in the piece
 * @param song the song's name
 * @param inSong where they begin in the song
 * @param semitones by how much they lie higher in the piece
 */
public record SharedRun(double beats, Place inPiece, String song, Place inSong, int semitones) {
  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("beats", Decimal.of(beats));
    json.put("inPiece", inPiece);
    json.put("song", song);
    json.put("inSong", inSong);
    json.put("semitones", semitones);
    return json;
  }
}
