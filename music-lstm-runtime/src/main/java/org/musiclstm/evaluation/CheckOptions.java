package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/**
 * What is too much. The figures of the corpus can move a bound up, never down: see {@link Checks}.
 * All are finite; a large one is never exceeded.
 */
public final class CheckOptions extends OptionGroup<CheckOptions> {
  /** The share of beats that may be silent. */
  public static final Option<Double> EMPTY_BEAT_RATE =
      Option.number("emptyBeatRate", 0, 1)
          .decidingBytes(
              0.5, "Silence: the share of a piece's beats in which nothing may sound, 0 to 1.");

  /** How many beats on end may be silent. */
  public static final Option<Double> SILENT_BEATS =
      Option.number("silentBeats", 0, Double.MAX_VALUE)
          .decidingBytes(
              8.0,
              "Silence: for how many beats on end nothing may sound in a piece. A beat is a quarter"
                  + " note.");

  /** How many beats may go on without a change. */
  public static final Option<Double> UNCHANGED_BEATS =
      Option.number("unchangedBeats", 0, Double.MAX_VALUE)
          .decidingBytes(16.0, "Drones: for how many beats a piece may go on without a change.");

  /** How many beats on end may stand in a song. */
  public static final Option<Double> COPIED_BEATS =
      Option.number("copiedBeats", 0, Double.MAX_VALUE)
          .decidingBytes(
              16.0,
              "Copies: how many beats on end of a piece may stand in a song, in whatever key, that"
                  + " the model has learnt from.");

  /** Which share of stretches may stand in songs. */
  public static final Option<Double> COPIED_SHARE =
      Option.number("copiedShare", 0, 1)
          .decidingBytes(
              0.5,
              "Copies: the share of a piece's stretches of eight beats that may stand in songs that"
                  + " the model has learnt from, 0 to 1.");

  /** With how many songs music can fail. */
  public static final Option<Integer> LEAST_SONGS =
      Option.whole("leastSongs", 0, Integer.MAX_VALUE)
          .decidingBytes(
              10,
              "With how many songs, those for validation included, music can fail; of the music"
                  + " from fewer songs the checks warn, and only files that cannot be read fail.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(
          EMPTY_BEAT_RATE, SILENT_BEATS, UNCHANGED_BEATS, COPIED_BEATS, COPIED_SHARE, LEAST_SONGS);

  /** What holds unless somebody says otherwise. */
  public static final CheckOptions DEFAULT = new CheckOptions(OPTIONS.defaults());

  /** Takes values. */
  public CheckOptions(OptionValues values) {
    super(values);
  }

  /**
   * Reads options.
   *
   * @param texts by the names of options; of those that are not there, the defaults hold
   * @throws org.musiclstm.InputException when one is out of range
   */
  @JsonCreator
  public static CheckOptions parse(Map<String, String> texts) {
    return new CheckOptions(OPTIONS.parse(texts));
  }

  @Override
  protected CheckOptions of(OptionValues others) {
    return new CheckOptions(others);
  }

  /** The share of beats that may be silent. */
  public double emptyBeatRate() {
    return get(EMPTY_BEAT_RATE);
  }

  /** How many beats on end may be silent. */
  public double silentBeats() {
    return get(SILENT_BEATS);
  }

  /** How many beats one step may last. */
  public double unchangedBeats() {
    return get(UNCHANGED_BEATS);
  }

  /** How many beats on end may stand in a song. */
  public double copiedBeats() {
    return get(COPIED_BEATS);
  }

  /** The share of stretches of 8 beats that may stand in songs. */
  public double copiedShare() {
    return get(COPIED_SHARE);
  }

  /** With fewer songs no music fails, and what would is a warning. */
  public int leastSongs() {
    return get(LEAST_SONGS);
  }
}
