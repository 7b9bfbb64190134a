package org.musiclstm.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.musiclstm.InputException;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** What to generate. */
public final class GenerationOptions extends OptionGroup<GenerationOptions> {
  /** The primer that is silence. */
  public static final String PRIMER_NONE = "none";

  /** The primer that is a song of the validation set. */
  public static final String PRIMER_VALIDATION = "validation";

  /** The primer that is a song that was learnt from. */
  public static final String PRIMER_TRAINING = "training";

  /** How many pieces. */
  public static final Option<Integer> PIECES =
      Option.whole("pieces", 1, 10_000)
          .decidingBytes(
              8,
              "How many pieces are generated, 1 to 10000. With the engine jvm, piece 7 is the same"
                  + " whether 8 or 100 are.");

  /** How many pieces are made for each that is kept. */
  public static final Option<Integer> CANDIDATES =
      Option.whole("candidates", 1, 100)
          .decidingBytes(
              1,
              "How many pieces are made for each that is kept, 1 to 100: that which passes the"
                  + " checks of the goal check best, and is most like the songs.");

  /** What a piece goes on from. */
  public static final Option<String> PRIMER =
      Option.text("primer", GenerationOptions::primer, "none, validation, training or a MIDI file")
          .decidingBytes(
              PRIMER_NONE,
              "What the pieces go on from: none for silence, validation for songs that were kept"
                  + " for validation, training for songs that were learnt from, or the path of a"
                  + " MIDI file, whatever its name ends in. It is never part of the output.");

  /** How much of the primer is heard. */
  public static final Option<Integer> PRIMER_BARS =
      Option.whole("primerBars", 1, 10_000)
          .decidingBytes(4, "How many bars of the primer the model hears, 1 to 10000.");

  /** Where all random numbers begin. */
  public static final Option<Long> SEED =
      Option.seed("seed")
          .decidingBytes(
              1L, "Where the random numbers of the music begin: another seed gives other music.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(PIECES, CANDIDATES, PRIMER, PRIMER_BARS, SEED)
          .and(PieceForm.OPTIONS)
          .and(Sampling.OPTIONS);

  /** What holds where nothing is said. */
  public static final GenerationOptions DEFAULT = new GenerationOptions(OPTIONS.defaults());

  private final PieceForm form;
  private final Sampling sampling;

  /**
   * Takes values.
   *
   * @throws InputException when they do not go together
   */
  public GenerationOptions(OptionValues values) {
    super(values);
    form = new PieceForm(values.only(PieceForm.OPTIONS));
    sampling = new Sampling(values.only(Sampling.OPTIONS));
    if (form.endsByItself() && sampling.minNotes() > 0) {
      throw InputException.option(
          "minNotes", sampling.minNotes(), "0 where length is auto, since pieces end in silence");
    }
  }

  /**
   * Reads options.
   *
   * @param texts by the names of options; of those that are not there, the defaults hold
   * @throws InputException when one is out of range
   */
  @JsonCreator
  public static GenerationOptions parse(Map<String, String> texts) {
    return new GenerationOptions(OPTIONS.parse(texts));
  }

  private static String primer(String text) {
    if (text.isEmpty()) {
      throw InputException.option("primer", "empty", "none, validation, training or a MIDI file");
    }
    return text;
  }

  @Override
  protected GenerationOptions of(OptionValues others) {
    return new GenerationOptions(others);
  }

  /** How many pieces. */
  public int pieces() {
    return get(PIECES);
  }

  /** How many are made for each that is kept. */
  public int candidates() {
    return get(CANDIDATES);
  }

  /** What pieces are like as a whole. */
  public PieceForm form() {
    return form;
  }

  /** How steps are drawn. */
  public Sampling sampling() {
    return sampling;
  }

  /**
   * What a piece goes on from: {@code none} for silence, {@code validation} for a song of the
   * validation set, {@code training} for one that was learnt from, else the path of a MIDI file.
   */
  public String primer() {
    return get(PRIMER);
  }

  /** How many bars of the primer are heard before the piece begins. */
  public int primerBars() {
    return get(PRIMER_BARS);
  }

  /** Where all random numbers begin. */
  public long seed() {
    return get(SEED);
  }
}
