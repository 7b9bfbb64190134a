package org.musiclstm.training;

import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.network.Dropout;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** What keeps a network from overfitting. */
public final class Regularisation extends OptionGroup<Regularisation> {
  /** Stands for a share that depends on how much there is to learn from. */
  public static final double AUTO = -1;

  /** How a user writes {@link #AUTO}. */
  public static final String AUTO_TEXT = "auto";

  private static final double MOST_SHARE = 0.9;

  // As much of both as 14,000 steps of chorales are predicted best with, and less of it the more
  // steps there are, since a network cannot overfit to so many and learns more slowly with it.
  private static final double WEIGHTS_OF_FEW = 0.5;
  private static final double NOTES_OF_FEW = 0.3;
  private static final double FEW = 30_000;
  private static final double MANY = 300_000;

  /** Dropout between the steps. */
  public static final Option<Double> DROPOUT =
      Option.number("dropout", 0, MOST_SHARE)
          .decidingBytes(
              0.3,
              "Dropout: what share of the outputs of every hidden layer is left out while learning,"
                  + " 0 to 0.9.");

  /** Dropout of recurrent weights. */
  public static final Option<Double> WEIGHT_DROPOUT =
      Option.number("weightDropout", 0, MOST_SHARE)
          .orWord(AUTO_TEXT, AUTO)
          .decidingBytes(
              AUTO,
              "What share of the recurrent weights is left out while learning, 0 to 0.9, or auto:"
                  + " 0.5 of them where there are few songs, and fewer the more there are.");

  /** Dropout of the notes heard. */
  public static final Option<Double> NOTE_DROPOUT =
      Option.number("noteDropout", 0, MOST_SHARE)
          .orWord(AUTO_TEXT, AUTO)
          .decidingBytes(
              AUTO,
              "What share of the notes heard is left out while learning, 0 to 0.9, or auto: 0.3 of"
                  + " them where there are few songs, and fewer the more there are.");

  /** By how many semitones songs are moved. */
  public static final Option<ShiftRange> TRANSPOSE_RANGE =
      Option.expression(
              "transposeRange",
              ShiftRange::parse,
              ShiftRange::toString,
              "such as -5..6, from at most 60 down to at most 60 up")
          .decidingBytes(
              ShiftRange.EVERY_KEY,
              "By how many semitones augment moves songs, from at most 60 down to at most 60 up.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(DROPOUT, WEIGHT_DROPOUT, NOTE_DROPOUT, TRANSPOSE_RANGE);

  /** Takes values. */
  public Regularisation(OptionValues values) {
    super(values);
  }

  @Override
  protected Regularisation of(OptionValues others) {
    return new Regularisation(others);
  }

  /** The share of the outputs of every LSTM layer that is left out on the way up while learning. */
  public double dropout() {
    return get(DROPOUT);
  }

  /** The share of the recurrent weights that is left out while learning, or {@link #AUTO}. */
  public double weightDropout() {
    return get(WEIGHT_DROPOUT);
  }

  /** The share of the notes heard that is left out while learning, or {@link #AUTO}. */
  public double noteDropout() {
    return get(NOTE_DROPOUT);
  }

  /**
   * By how many semitones songs are moved at random while they are learnt from, anew each time;
   * songs of the validation are not.
   */
  public ShiftRange transposition() {
    return get(TRANSPOSE_RANGE);
  }

  /**
   * The same with shares that are right for a corpus in the place of {@link #AUTO}: 0.5 of the
   * weights and 0.3 of the notes up to 30,000 steps, none from 300,000 on, and between these in
   * proportion to the logarithm of the steps.
   *
   * @param steps how many steps there are to learn from
   */
  Regularisation resolved(long steps) {
    double strength =
        Math.min(Math.max(StrictMath.log10(MANY / steps) / StrictMath.log10(MANY / FEW), 0), 1);
    Regularisation resolved = this;
    if (weightDropout() == AUTO) {
      resolved = resolved.with(WEIGHT_DROPOUT, hundredths(WEIGHTS_OF_FEW * strength));
    }
    if (noteDropout() == AUTO) {
      resolved = resolved.with(NOTE_DROPOUT, hundredths(NOTES_OF_FEW * strength));
    }
    return resolved;
  }

  private static double hundredths(double value) {
    return Math.rint(value * 100) / 100;
  }

  /** Whether weights are left out, of some corpora at least. */
  boolean hasWeightDropout() {
    return weightDropout() != 0;
  }

  /**
   * What of the network is left out in one update.
   *
   * @param seed where all random numbers begin
   */
  Dropout dropout(long seed, int iteration) {
    if (weightDropout() == AUTO || noteDropout() == AUTO) {
      throw new IllegalStateException("the shares are not those of a corpus yet");
    }
    return new Dropout(dropout(), weightDropout(), seed, iteration);
  }
}
