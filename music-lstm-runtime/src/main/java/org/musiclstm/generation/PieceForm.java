package org.musiclstm.generation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.model.MusicModel;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.Key;
import org.musiclstm.tensor.Style;

/**
 * What pieces are like as a whole.
 *
 * @param bars how long each piece is, or may be at most, 1 to 10000 bars
 * @param length {@code bars} for pieces of as many bars, {@code auto} for pieces that end where the
 *     model ends them
 * @param tempo quarter notes a minute, 4 to 1000, or {@code typical} for that of the songs
 * @param metre such as {@code 3/4}, or {@code typical} for that of the songs
 * @param key such as {@code C major}, to whose tonic a piece is moved, or {@code as generated}
 */
public record PieceForm(int bars, String length, String tempo, String metre, String key) {
  /** The tempo or the metre of the songs. */
  public static final String TYPICAL = "typical";

  /** The key that a piece comes to be in by itself. */
  public static final String AS_GENERATED = "as generated";

  /** The length that is a number of bars. */
  public static final String LENGTH_BARS = "bars";

  /** The length that the model finds. */
  public static final String LENGTH_AUTO = "auto";

  /** What holds where nothing is said. */
  public static final PieceForm DEFAULT =
      new PieceForm(16, LENGTH_BARS, TYPICAL, TYPICAL, AS_GENERATED);

  private static final BigDecimal MINUTE = new BigDecimal(60_000_000);
  private static final BigDecimal LEAST_TEMPO = new BigDecimal(4);
  private static final BigDecimal MOST_TEMPO = new BigDecimal(1000);
  private static final Pattern TEMPO = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,6})?");
  private static final Pattern METRE = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})");

  /** Of the most bars, the share that every piece has that ends by itself. */
  private static final int LEAST_SHARE = 4;

  /** Checks the ranges. */
  public PieceForm {
    InputException.checkRange("bars", bars, 1, 10_000);
    if (!length.equals(LENGTH_BARS) && !length.equals(LENGTH_AUTO)) {
      throw InputException.option("length", length, LENGTH_BARS + " or " + LENGTH_AUTO);
    }
    if (!tempo.equals(TYPICAL)) {
      microsecondsPerQuarter(tempo);
    }
    if (!metre.equals(TYPICAL)) {
      metre(metre);
    }
    if (!key.equals(AS_GENERATED)) {
      key(key);
    }
  }

  /** Whether pieces end where the model ends them. */
  public boolean endsByItself() {
    return length.equals(LENGTH_AUTO);
  }

  /**
   * How many layers a piece of a model has that is styled so. Half of the silence that songs end
   * with is enough to tell that a piece is over: what has been silent for so long seldom goes on.
   *
   * @throws InputException when no tensor can be that long
   */
  public PieceLength layers(MusicModel model) {
    int most = Generator.layers(model, "bars", bars);
    return endsByItself()
        ? new PieceLength(most / LEAST_SHARE, most, model.encoding().endingLayers() / 2)
        : PieceLength.of(most);
  }

  /**
   * The model with the tempo and the metre that its music is to have.
   *
   * @throws InputException when a tempo is wanted and the model's layers have a fixed time
   */
  public MusicModel styled(MusicModel model) {
    Style style = model.style();
    int tempoWanted = style.microsecondsPerQuarter();
    if (!tempo.equals(TYPICAL)) {
      Grid grid = model.encoding().grid();
      if (grid.isTime()) {
        throw InputException.option("tempo", tempo, TYPICAL + " for this model, which has " + grid);
      }
      tempoWanted = microsecondsPerQuarter(tempo);
    }
    int[] wanted =
        metre.equals(TYPICAL) ? new int[] {style.beats(), style.beatUnit()} : metre(metre);
    return new MusicModel(
        model.encoding(),
        new Style(tempoWanted, wanted[0], wanted[1], style.sounds()),
        model.parameters(),
        model.log(),
        model.provenance());
  }

  private static int microsecondsPerQuarter(String tempo) {
    if (TEMPO.matcher(tempo).matches()) {
      BigDecimal quarters = new BigDecimal(tempo);
      if (quarters.compareTo(LEAST_TEMPO) >= 0 && quarters.compareTo(MOST_TEMPO) <= 0) {
        return MINUTE.divide(quarters, 0, RoundingMode.HALF_UP).intValueExact();
      }
    }
    throw InputException.option(
        "tempo", tempo, "from 4 to 1000 quarter notes a minute, or " + TYPICAL);
  }

  private static int[] metre(String metre) {
    Matcher matcher = METRE.matcher(metre);
    if (matcher.matches()) {
      int beats = Integer.parseInt(matcher.group(1));
      int unit = Integer.parseInt(matcher.group(2));
      if (beats >= 1 && beats <= 255 && unit >= 1 && unit <= 128 && Integer.bitCount(unit) == 1) {
        if (!Style.isBar(beats, unit)) {
          throw InputException.option(
              "metre",
              metre,
              "one of at most "
                  + Style.MOST_QUARTERS_A_BAR
                  + " quarter notes a bar, or "
                  + TYPICAL);
        }
        return new int[] {beats, unit};
      }
    }
    throw InputException.option("metre", metre, "such as 3/4 or 6/8, or " + TYPICAL);
  }

  private static Key key(String key) {
    return Key.parse(key)
        .orElseThrow(
            () ->
                InputException.option(
                    "key", key, "such as C major or Eb minor, or " + AS_GENERATED));
  }

  /** The piece, moved to the tonic of the key that is wanted; major or minor stays what it is. */
  public Piece inKey(Piece piece, Style style) {
    return key.equals(AS_GENERATED) ? piece : piece.inKey(key(key), style);
  }

  /** The same but for the bars. */
  public PieceForm withBars(int other) {
    return new PieceForm(other, length, tempo, metre, key);
  }

  /** The same but for the length. */
  public PieceForm withLength(String other) {
    return new PieceForm(bars, other, tempo, metre, key);
  }

  /** The same but for the tempo. */
  public PieceForm withTempo(String other) {
    return new PieceForm(bars, length, other, metre, key);
  }

  /** The same but for the metre. */
  public PieceForm withMetre(String other) {
    return new PieceForm(bars, length, tempo, other, key);
  }

  /** The same but for the key. */
  public PieceForm withKey(String other) {
    return new PieceForm(bars, length, tempo, metre, other);
  }
}
