package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.model.Decimal;
import org.musiclstm.network.Dropout;

/**
 * What keeps a network from learning its songs by heart.
 *
 * @param dropout share of the outputs of every LSTM layer that is left out on the way up while
 *     learning, 0 to 0.9
 * @param weightDropout share of the recurrent weights that is left out while learning, 0 to 0.9
 * @param noteDropout share of the notes heard that is left out while learning, 0 to 0.9
 * @param transposition by how many semitones songs are moved at random while they are learnt from,
 *     anew each time; songs of the validation are not
 */
public record Regularisation(
    double dropout, double weightDropout, double noteDropout, ShiftRange transposition) {
  /** Nothing does. */
  public static final Regularisation NONE = new Regularisation(0, 0, 0, ShiftRange.NONE);

  /** Checks the ranges. */
  public Regularisation {
    checkShare("dropout", dropout);
    checkShare("weightDropout", weightDropout);
    checkShare("noteDropout", noteDropout);
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value <= 0.9)) {
      throw InputException.option(name, value, "from 0 to 0.9");
    }
  }

  /**
   * What of the network is left out in one update.
   *
   * @param seed where all random numbers begin
   */
  Dropout dropout(long seed, int iteration) {
    return new Dropout(dropout, weightDropout, seed, iteration);
  }

  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("dropout", Decimal.text(dropout));
    options.put("weightDropout", Decimal.text(weightDropout));
    options.put("noteDropout", Decimal.text(noteDropout));
    options.put("transposeRange", transposition.toString());
    return options;
  }
}
