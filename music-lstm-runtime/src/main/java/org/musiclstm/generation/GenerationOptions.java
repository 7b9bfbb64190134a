package org.musiclstm.generation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.model.MusicModel;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.Style;

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
 * @param tempo quarter notes a minute, 4 to 1000, or {@code typical} for that of the songs
 * @param metre such as {@code 3/4}, or {@code typical} for that of the songs
 * @param seed where all random numbers begin
 */
public record GenerationOptions(
    int pieces,
    int bars,
    double temperature,
    String primer,
    int primerBars,
    String tempo,
    String metre,
    long seed) {
  /** The tempo or the metre of the songs. */
  public static final String TYPICAL = "typical";

  /** The primer that is silence. */
  public static final String PRIMER_NONE = "none";

  /** The primer that is a song of the validation set. */
  public static final String PRIMER_VALIDATION = "validation";

  private static final BigDecimal MINUTE = new BigDecimal(60_000_000);
  private static final BigDecimal LEAST_TEMPO = new BigDecimal(4);
  private static final BigDecimal MOST_TEMPO = new BigDecimal(1000);
  private static final Pattern TEMPO = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,6})?");
  private static final Pattern METRE = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})");

  /** What holds where nothing is said. */
  public static final GenerationOptions DEFAULT =
      new GenerationOptions(8, 16, 0.8, PRIMER_NONE, 4, TYPICAL, TYPICAL, 1);

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
    if (!tempo.equals(TYPICAL)) {
      microsecondsPerQuarter(tempo);
    }
    if (!metre.equals(TYPICAL)) {
      metre(metre);
    }
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
        return new int[] {beats, unit};
      }
    }
    throw InputException.option("metre", metre, "such as 3/4 or 6/8, or " + TYPICAL);
  }
}
