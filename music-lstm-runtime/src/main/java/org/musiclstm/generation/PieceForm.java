package org.musiclstm.generation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.model.MusicModel;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.Key;
import org.musiclstm.tensor.Style;

/** What pieces are like as a whole. */
public final class PieceForm extends OptionGroup<PieceForm> {
  /** The tempo or the metre of the songs. */
  public static final String TYPICAL = "typical";

  /** The key that a piece comes to be in by itself. */
  public static final String AS_GENERATED = "as generated";

  /** The length that is a number of bars. */
  public static final String LENGTH_BARS = "bars";

  /** The length that the model finds. */
  public static final String LENGTH_AUTO = "auto";

  private static final BigDecimal MINUTE = new BigDecimal(60_000_000);
  private static final BigDecimal LEAST_TEMPO = new BigDecimal(4);
  private static final BigDecimal MOST_TEMPO = new BigDecimal(1000);
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,6})?");
  private static final Pattern FRACTION = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})");

  /** Of the most bars, the share that every piece has that ends by itself. */
  private static final int LEAST_SHARE = 4;

  /** How many bars a piece has. */
  public static final Option<Integer> BARS =
      Option.whole("bars", 1, 10_000)
          .decidingBytes(
              16, "How many bars a piece has, or has at most where length is auto, 1 to 10000.");

  /** What ends a piece. */
  public static final Option<String> LENGTH =
      Option.word("length", LENGTH_BARS, LENGTH_AUTO)
          .decidingBytes(
              LENGTH_BARS,
              "How long a piece is: bars for as many bars as are set, auto for a piece that ends"
                  + " where the model ends it, after a quarter of the bars and with the last of"
                  + " them at the latest.");

  /** Quarter notes a minute. */
  public static final Option<String> TEMPO =
      Option.text("tempo", PieceForm::plainTempo, "from 4 to 1000 quarter notes a minute")
          .orWord(TYPICAL, TYPICAL)
          .decidingBytes(
              TYPICAL,
              "How many quarter notes a minute has, 4 to 1000, or typical for the tempo of the"
                  + " songs.");

  /** The metre. */
  public static final Option<String> METRE =
      Option.text("metre", PieceForm::plainMetre, "such as 3/4 or 6/8")
          .orWord(TYPICAL, TYPICAL)
          .decidingBytes(
              TYPICAL,
              "The metre, such as 3/4, or typical for that of the songs. It decides how long a bar"
                  + " is.");

  /** The key. */
  public static final Option<String> KEY =
      Option.text("key", PieceForm::plainKey, "such as C major or Eb minor")
          .orWord(AS_GENERATED, AS_GENERATED)
          .decidingBytes(
              AS_GENERATED,
              "The key, such as C major or Eb minor, to whose tonic every piece is moved by as few"
                  + " semitones as possible, or as generated. A piece in minor stays in minor, and"
                  + " one in major in major.");

  /** All of them. */
  public static final OptionSet OPTIONS = OptionSet.of(BARS, LENGTH, TEMPO, METRE, KEY);

  /** What holds where nothing is said. */
  public static final PieceForm DEFAULT = new PieceForm(OPTIONS.defaults());

  /** Takes values. */
  public PieceForm(OptionValues values) {
    super(values);
  }

  @Override
  protected PieceForm of(OptionValues others) {
    return new PieceForm(others);
  }

  /** How long each piece is, or may be at most, in bars. */
  public int bars() {
    return get(BARS);
  }

  /** Quarter notes a minute, or {@code typical} for those of the songs. */
  public String tempo() {
    return get(TEMPO);
  }

  /** Such as {@code 3/4}, or {@code typical} for that of the songs. */
  public String metre() {
    return get(METRE);
  }

  /** Such as {@code C major}, to whose tonic a piece is moved, or {@code as generated}. */
  public String key() {
    return get(KEY);
  }

  /** Whether pieces end where the model ends them. */
  public boolean endsByItself() {
    return get(LENGTH).equals(LENGTH_AUTO);
  }

  /**
   * How many steps a piece of a model has that is styled so. Half of the silence that songs end
   * with is enough to predict that a piece is over: what has been silent for so long seldom goes
   * on.
   *
   * @throws InputException when no tensor can be that long
   */
  public PieceLength steps(MusicModel model) {
    int most = Generator.steps(model, BARS.name(), bars());
    return endsByItself()
        ? new PieceLength(most / LEAST_SHARE, most, model.encoding().endingSteps() / 2)
        : PieceLength.of(most);
  }

  /**
   * The model with the tempo and the metre that its music is to have.
   *
   * @throws InputException when a tempo is wanted and the model's steps have a fixed time
   */
  public MusicModel styled(MusicModel model) {
    Style style = model.style();
    int tempoWanted = style.microsecondsPerQuarter();
    if (!tempo().equals(TYPICAL)) {
      Grid grid = model.encoding().grid();
      if (grid.isTime()) {
        throw InputException.option(
            TEMPO.name(), tempo(), TYPICAL + " for this model, which has " + grid);
      }
      tempoWanted = microsecondsPerQuarter(tempo());
    }
    int[] wanted =
        metre().equals(TYPICAL) ? new int[] {style.beats(), style.beatUnit()} : metre(metre());
    return new MusicModel(
        model.encoding(),
        new Style(tempoWanted, wanted[0], wanted[1], style.sounds()),
        model.parameters(),
        model.log(),
        model.provenance());
  }

  /** One text for each tempo: 96 for 96.0 too. */
  private static String plainTempo(String tempo) {
    if (DECIMAL.matcher(tempo).matches()) {
      BigDecimal quarters = new BigDecimal(tempo);
      if (quarters.compareTo(LEAST_TEMPO) >= 0 && quarters.compareTo(MOST_TEMPO) <= 0) {
        return quarters.stripTrailingZeros().toPlainString();
      }
    }
    throw InputException.option(
        "tempo", tempo, "from 4 to 1000 quarter notes a minute, or " + TYPICAL);
  }

  private static int microsecondsPerQuarter(String tempo) {
    return MINUTE.divide(new BigDecimal(tempo), 0, RoundingMode.HALF_UP).intValueExact();
  }

  private static String plainMetre(String metre) {
    int[] beats = metre(metre);
    return beats[0] + "/" + beats[1];
  }

  private static int[] metre(String metre) {
    Matcher matcher = FRACTION.matcher(metre);
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

  private static String plainKey(String key) {
    return Key.parse(key)
        .map(Key::toString)
        .orElseThrow(
            () ->
                InputException.option(
                    "key", key, "such as C major or Eb minor, or " + AS_GENERATED));
  }

  /** The piece, moved to the tonic of the key that is wanted; major or minor stays what it is. */
  public Piece inKey(Piece piece, Style style) {
    return Key.parse(key()).map(wanted -> piece.inKey(wanted, style)).orElse(piece);
  }
}
