package org.musiclstm.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.musiclstm.InputException;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** How steps are drawn from what the network predicts. */
public final class Sampling extends OptionGroup<Sampling> {
  private static final int MOST_NOTES = 128;
  private static final int MOST_BEATS = 10_000;

  /** How freely notes are drawn. */
  public static final Option<Double> TEMPERATURE =
      Option.number("temperature", 0.001, 10)
          .decidingBytes(
              0.8,
              "How freely notes are drawn, 0.001 to 10: 1 draws them as likely as they were learnt,"
                  + " less keeps to the likelier ones.");

  /** Which notes are too improbable to be drawn. */
  public static final Option<Double> MIN_PROBABILITY =
      Option.number("minProbability", 0, 0.9)
          .decidingBytes(
              1e-4,
              "A note that is less probable than this is not drawn, 0 to 0.9: what is higher makes"
                  + " fewer wrong notes, and less that is new.");

  /** How many more notes there are than learnt. */
  public static final Option<Double> DENSITY =
      Option.number("density", 0.01, 100)
          .decidingBytes(
              1.0,
              "How many more or fewer notes there are than learnt, 0.01 to 100: the odds of every"
                  + " note are multiplied by it.");

  /** How many pitched notes sound at least. */
  public static final Option<Integer> MIN_NOTES =
      Option.whole("minNotes", 0, MOST_NOTES)
          .decidingBytes(0, "How many pitched notes sound in every time step at least, 0 to 128.");

  /** How many pitched notes sound at most. */
  public static final Option<Integer> MAX_NOTES =
      Option.whole("maxNotes", 0, MOST_NOTES)
          .decidingBytes(
              0, "How many pitched notes sound in a time step at most, 0 to 128; 0 for no bound.");

  /** How long the same may sound. */
  public static final Option<Integer> LONGEST_DRONE =
      Option.whole("longestDrone", 0, MOST_BEATS)
          .decidingBytes(
              8,
              "For how many quarter notes on end the same may sound before something has to change,"
                  + " 0 to 10000; 0 for ever.");

  /** How long nothing may sound. */
  public static final Option<Integer> LONGEST_SILENCE =
      Option.whole("longestSilence", 0, MOST_BEATS)
          .decidingBytes(
              4,
              "For how many quarter notes on end nothing may sound before the piece goes on as a"
                  + " song begins, 0 to 10000; 0 for ever.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(
          TEMPERATURE,
          MIN_PROBABILITY,
          DENSITY,
          MIN_NOTES,
          MAX_NOTES,
          LONGEST_DRONE,
          LONGEST_SILENCE);

  /** What holds where nothing is said. */
  public static final Sampling DEFAULT = new Sampling(OPTIONS.defaults());

  /**
   * Takes values.
   *
   * @throws InputException when they do not go together
   */
  public Sampling(OptionValues values) {
    super(values);
    if (maxNotes() > 0 && minNotes() > maxNotes()) {
      throw InputException.option(
          MIN_NOTES.name(), minNotes(), "at most maxNotes (" + maxNotes() + ")");
    }
  }

  @JsonCreator
  static Sampling parse(Map<String, String> texts) {
    return new Sampling(OPTIONS.parse(texts));
  }

  @Override
  protected Sampling of(OptionValues others) {
    return new Sampling(others);
  }

  /** How freely notes are drawn: 1 as learnt, lower keeps to the likelier notes. */
  public double temperature() {
    return get(TEMPERATURE);
  }

  /**
   * A note that is less probable, given the lower notes where the output is autoregressive, is not
   * drawn.
   */
  public double minProbability() {
    return get(MIN_PROBABILITY);
  }

  /** By how much the odds of every note are multiplied. */
  public double density() {
    return get(DENSITY);
  }

  /** How many pitched notes sound in a step at least. */
  public int minNotes() {
    return get(MIN_NOTES);
  }

  /** How many pitched notes sound in a step at most; 0 for no bound. */
  public int maxNotes() {
    return get(MAX_NOTES);
  }

  /** For how many quarter notes on end the same may sound; 0 for ever. */
  public int longestDrone() {
    return get(LONGEST_DRONE);
  }

  /** For how many quarter notes on end nothing may sound; 0 for ever. */
  public int longestSilence() {
    return get(LONGEST_SILENCE);
  }
}
