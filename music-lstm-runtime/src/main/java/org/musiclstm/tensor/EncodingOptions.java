package org.musiclstm.tensor;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** How songs become np-tensors, as a user says it. */
public final class EncodingOptions extends OptionGroup<EncodingOptions> {
  /** Songs stay in their keys. */
  public static final String TRANSPOSE_NONE = "none";

  /** Songs are moved to a common key. */
  public static final String TRANSPOSE_KEY = "key";

  /** Songs are moved at random while they are learnt from. */
  public static final String TRANSPOSE_AUGMENT = "augment";

  private static final int MOST_PITCH = 127;

  /** Time steps a quarter note. */
  public static final Option<Integer> STEPS_PER_QUARTER =
      Option.whole("stepsPerQuarter", 1, Grid.MOST_STEPS)
          .decidingBytes(
              4,
              "How many time steps a quarter note has, 1 to 96; 4 for sixteenth notes, 3 for eighth"
                  + " note triplets, 12 for both.");

  /** The length of a time step, for performances. */
  public static final Option<String> TIME_GRID =
      Option.text("timeGrid", EncodingOptions::plainTime, "from 1ms to 1000ms")
          .decidingBytes(
              "",
              "How long a time step is, from 1ms to 1000ms, for performances that keep no beat. The"
                  + " tempo of the songs is then applied, and stepsPerQuarter means nothing.");

  /** The parts that are learnt. */
  public static final Option<String> PARTS =
      Option.text("parts", text -> text, "a list of parts")
          .decidingBytes(
              "",
              "The parts that are learnt, such as \"melody: programs 73-80; bass: programs 32-39,"
                  + " pitches 28-60; drums\". A part is a name and what it takes: programs (0 to"
                  + " 127), channels (1 to 16), tracks (name patterns), drums or rest; and it may"
                  + " set pitches, planes, program and channel. When nothing is given, all pitched"
                  + " notes are one part and drums are left out.");

  /** What becomes of keys. */
  public static final Option<String> TRANSPOSE =
      Option.word("transpose", TRANSPOSE_NONE, TRANSPOSE_KEY, TRANSPOSE_AUGMENT)
          .decidingBytes(
              TRANSPOSE_NONE,
              "What becomes of keys: none leaves songs as they are, key moves them to C major or A"
                  + " minor by an estimate of their key, augment moves them at random while they"
                  + " are learnt from.");

  /** The lowest pitch that is learnt. */
  public static final Option<Integer> LOWEST_PITCH =
      Option.whole("lowestPitch", 0, MOST_PITCH)
          .decidingBytes(21, "The lowest pitch that is learnt, a MIDI key number, 0 to 127.");

  /** The highest pitch that is learnt. */
  public static final Option<Integer> HIGHEST_PITCH =
      Option.whole("highestPitch", 0, MOST_PITCH)
          .decidingBytes(
              108, "The highest pitch that is learnt, a MIDI key number, lowestPitch to 127.");

  /** What is learnt of each pitch. */
  public static final Option<Planes> PLANES =
      Option.expression("planes", Planes::parse, Planes::text, "such as sounding,onset")
          .decidingBytes(
              Planes.SOUNDING_ONSET,
              "What is learnt of each pitch: \"sounding,onset\" distinguishes a held note from a"
                  + " repeated one, \"sounding\" does not and needs half the space,"
                  + " \"sounding,onset,velocity\" also has how hard a note is struck.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(
          STEPS_PER_QUARTER, TIME_GRID, PARTS, TRANSPOSE, LOWEST_PITCH, HIGHEST_PITCH, PLANES);

  /** Takes values. */
  public EncodingOptions(OptionValues values) {
    super(values);
  }

  /**
   * Reads options.
   *
   * @param texts by the names of options; of those that are not there, the defaults hold
   * @throws org.musiclstm.InputException when one is out of range
   */
  @JsonCreator
  public static EncodingOptions parse(Map<String, String> texts) {
    return new EncodingOptions(OPTIONS.parse(texts));
  }

  @Override
  protected EncodingOptions of(OptionValues others) {
    return new EncodingOptions(others);
  }

  private static String plainTime(String text) {
    return text.isEmpty() ? text : Grid.time(text).milliseconds() + "ms";
  }

  /** Whether songs are moved at random while they are learnt from. */
  public boolean isAugmented() {
    return get(TRANSPOSE).equals(TRANSPOSE_AUGMENT);
  }

  /**
   * What a time step means.
   *
   * @throws org.musiclstm.InputException when the options do not go together
   */
  public Encoding encoding() {
    Planes planes = get(PLANES);
    int lowest = get(LOWEST_PITCH);
    int highest = get(HIGHEST_PITCH);
    return new Encoding(
        get(TIME_GRID).isEmpty() ? Grid.beats(get(STEPS_PER_QUARTER)) : Grid.time(get(TIME_GRID)),
        get(TRANSPOSE).equals(TRANSPOSE_KEY),
        get(PARTS).isEmpty()
            ? List.of(PartEncoding.allPitched(lowest, highest, planes))
            : PartsText.parse(get(PARTS), planes, lowest, highest));
  }
}
