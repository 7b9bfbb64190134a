package org.musiclstm.generation;

import org.musiclstm.InputException;

/**
 * What to generate.
 *
 * @param pieces how many pieces, 1 to 10000
 * @param candidates how many are made for each that is kept, 1 to 100
 * @param form what pieces are like as a whole
 * @param sampling how layers are drawn
 * @param primer what a piece goes on from: {@code none} for silence, {@code validation} for a song
 *     of the validation set, {@code training} for one that was learnt from, else the path of a MIDI
 *     file
 * @param primerBars how many bars of the primer are heard before the piece begins, 1 to 10000
 * @param seed where all random numbers begin
 */
public record GenerationOptions(
    int pieces,
    int candidates,
    PieceForm form,
    Sampling sampling,
    String primer,
    int primerBars,
    long seed) {
  /** The primer that is silence. */
  public static final String PRIMER_NONE = "none";

  /** The primer that is a song of the validation set. */
  public static final String PRIMER_VALIDATION = "validation";

  /** The primer that is a song that was learnt from. */
  public static final String PRIMER_TRAINING = "training";

  /** What holds where nothing is said. */
  public static final GenerationOptions DEFAULT =
      new GenerationOptions(8, 1, PieceForm.DEFAULT, Sampling.DEFAULT, PRIMER_NONE, 4, 1);

  /** Checks the ranges. */
  public GenerationOptions {
    InputException.checkRange("pieces", pieces, 1, 10_000);
    InputException.checkRange("candidates", candidates, 1, 100);
    InputException.checkRange("primerBars", primerBars, 1, 10_000);
    if (primer.isBlank()) {
      throw InputException.option("primer", "empty", "none, validation, training or a MIDI file");
    }
    if (form.endsByItself() && sampling.minNotes() > 0) {
      throw InputException.option(
          "minNotes", sampling.minNotes(), "0 where length is auto, since pieces end in silence");
    }
  }

  /** The same but for what pieces are like as a whole. */
  public GenerationOptions with(PieceForm other) {
    return new GenerationOptions(pieces, candidates, other, sampling, primer, primerBars, seed);
  }

  /** The same but for how layers are drawn. */
  public GenerationOptions with(Sampling other) {
    return new GenerationOptions(pieces, candidates, form, other, primer, primerBars, seed);
  }

  /** The same but for the seed. */
  public GenerationOptions withSeed(long other) {
    return new GenerationOptions(pieces, candidates, form, sampling, primer, primerBars, other);
  }

  /** The same but for what the pieces go on from, and how much of it. */
  public GenerationOptions withPrimer(String other, int otherBars) {
    return new GenerationOptions(pieces, candidates, form, sampling, other, otherBars, seed);
  }
}
