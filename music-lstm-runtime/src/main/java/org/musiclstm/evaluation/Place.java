package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where something begins, as a musician counts: in bars and in beats of the metre. Bars are counted
 * from the beginning of the file, silence that its tensor does not have included, in the metre that
 * holds longest, since a tensor does not predict where a metre changes: behind a pickup or another
 * metre they are off by as much.
 *
 * @param step from 0
 * @param bar from 1
 * @param beat from 1, in the metre's own unit: of 6/8, the fourth eighth note is beat 4; between
 *     beats with a fraction, to three digits
 */
public record Place(int step, int bar, BigDecimal beat) {
  private static final int DIGITS = 3;

  /** The place of a step. */
  static Place of(Music music, int step) {
    // In metre units times steps a quarter, of which a unit has as many as four quarters steps.
    long position = (music.stepsBefore() + step) * music.style().beatUnit();
    long unit = 4L * music.stepsPerBeat();
    long bar = position / (unit * music.style().beats());
    BigDecimal beat =
        BigDecimal.valueOf(position - bar * unit * music.style().beats())
            .divide(BigDecimal.valueOf(unit), MathContext.DECIMAL64)
            .add(BigDecimal.ONE)
            .setScale(DIGITS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return new Place(step, (int) bar + 1, new BigDecimal(beat.toPlainString()));
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bar", bar);
    json.put("beat", beat);
    return json;
  }

  /** In words. */
  @Override
  public String toString() {
    return "bar " + bar + ", beat " + beat.toPlainString();
  }
}
