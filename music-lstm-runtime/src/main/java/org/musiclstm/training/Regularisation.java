package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.Decimal;
import org.musiclstm.network.Dropout;

/**
 * What keeps a network from learning its songs by heart.
 *
 * @param dropout share of the outputs of every LSTM layer that is left out on the way up while
 *     learning, 0 to 0.9
 * @param weightDropout share of the recurrent weights that is left out while learning, 0 to 0.9, or
 *     {@link #AUTO}
 * @param noteDropout share of the notes heard that is left out while learning, 0 to 0.9, or {@link
 *     #AUTO}
 * @param transposition by how many semitones songs are moved at random while they are learnt from,
 *     anew each time; songs of the validation are not
 */
public record Regularisation(
    double dropout, double weightDropout, double noteDropout, ShiftRange transposition) {
  /** Stands for a share that depends on how much there is to learn from. */
  public static final double AUTO = -1;

  /** How a user writes {@link #AUTO}. */
  public static final String AUTO_TEXT = "auto";

  // As much of both as 14,000 layers of chorales are told best with, and less of it the more
  // layers there are, since a network cannot learn so many by heart and learns more slowly with it.
  private static final double WEIGHTS_OF_FEW = 0.5;
  private static final double NOTES_OF_FEW = 0.3;
  private static final double FEW = 30_000;
  private static final double MANY = 300_000;

  /** Nothing does. */
  public static final Regularisation NONE = new Regularisation(0, 0, 0, ShiftRange.NONE);

  /** Checks the ranges. */
  public Regularisation {
    checkShare("dropout", dropout);
    if (weightDropout != AUTO) {
      checkShare("weightDropout", weightDropout);
    }
    if (noteDropout != AUTO) {
      checkShare("noteDropout", noteDropout);
    }
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value <= 0.9)) {
      throw InputException.option(name, value, "from 0 to 0.9");
    }
  }

  /**
   * Reads a share that may be {@code auto}.
   *
   * @param name the option
   * @throws InputException when it is neither that nor a number
   */
  public static double share(String name, String text) {
    if (text.equals(AUTO_TEXT)) {
      return AUTO;
    }
    try {
      double value = Double.parseDouble(text);
      checkShare(name, value);
      return value;
    } catch (NumberFormatException e) {
      throw InputException.option(name, text, "from 0 to 0.9, or " + AUTO_TEXT);
    }
  }

  /**
   * The same with shares that are right for a corpus in the place of {@link #AUTO}: 0.5 of the
   * weights and 0.3 of the notes up to 30,000 layers, none from 300,000 on, and between these in
   * proportion to the logarithm of the layers.
   *
   * @param layers how many layers there are to learn from
   */
  Regularisation resolved(long layers) {
    double strength =
        Math.min(Math.max(StrictMath.log10(MANY / layers) / StrictMath.log10(MANY / FEW), 0), 1);
    return new Regularisation(
        dropout,
        weightDropout == AUTO ? hundredths(WEIGHTS_OF_FEW * strength) : weightDropout,
        noteDropout == AUTO ? hundredths(NOTES_OF_FEW * strength) : noteDropout,
        transposition);
  }

  private static double hundredths(double value) {
    return Math.rint(value * 100) / 100;
  }

  /** Whether weights are left out, of some corpora at least. */
  boolean hasWeightDropout() {
    return weightDropout != 0;
  }

  /**
   * What of the network is left out in one update.
   *
   * @param seed where all random numbers begin
   */
  Dropout dropout(long seed, int iteration) {
    if (weightDropout == AUTO || noteDropout == AUTO) {
      throw new IllegalStateException("the shares are not those of a corpus yet");
    }
    return new Dropout(dropout, weightDropout, seed, iteration);
  }

  SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("dropout", Decimal.exactText(dropout));
    options.put("weightDropout", Decimal.exactText(weightDropout));
    options.put("noteDropout", Decimal.exactText(noteDropout));
    options.put("transposeRange", transposition.toString());
    return options;
  }
}
