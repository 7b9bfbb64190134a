package org.musiclstm.generation;

import org.musiclstm.InputException;

/**
 * What to generate.
 *
 * @param pieces how many pieces, 1 to 10000
 * @param bars how long each piece is, 1 to 10000 bars
 * @param temperature how freely notes are drawn: 1 as learnt, lower keeps to the likelier notes
 *     without thinning them out, 0.001 to 10
 * @param primer what a piece goes on from: {@code none} for silence, {@code validation} for a song
 *     of the validation set, else the path of a MIDI file
 * @param primerBars how many bars of the primer are heard before the piece begins, 1 to 10000
 * @param seed where all random numbers begin
 */
public record GenerationOptions(
    int pieces, int bars, double temperature, String primer, int primerBars, long seed) {
  /** The primer that is silence. */
  public static final String PRIMER_NONE = "none";

  /** The primer that is a song of the validation set. */
  public static final String PRIMER_VALIDATION = "validation";

  /** What holds where nothing is said. */
  public static final GenerationOptions DEFAULT =
      new GenerationOptions(8, 16, 0.8, PRIMER_NONE, 4, 1);

  /** Checks the ranges. */
  public GenerationOptions {
    if (pieces < 1 || pieces > 10_000) {
      throw InputException.option("pieces", pieces, "from 1 to 10000");
    }
    if (bars < 1 || bars > 10_000) {
      throw InputException.option("bars", bars, "from 1 to 10000");
    }
    if (!(temperature >= 0.001 && temperature <= 10)) {
      throw InputException.option("temperature", temperature, "from 0.001 to 10");
    }
    if (primerBars < 1 || primerBars > 10_000) {
      throw InputException.option("primerBars", primerBars, "from 1 to 10000");
    }
    if (primer.isBlank()) {
      throw InputException.option("primer", "empty", "none, validation or a MIDI file");
    }
  }
}
