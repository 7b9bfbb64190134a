package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.musiclstm.Decimal;

/**
 * How likely music is to a model, and to the simplest of all models.
 *
 * @param nllPerStep the model's negative log-likelihood in nats per time step
 * @param noteFrequencyNllPerStep that of a baseline that predicts each note by how often it sounds
 *     in the songs, in nats per time step; nothing where none of these are there
 */
public record PieceLikelihood(double nllPerStep, OptionalDouble noteFrequencyNllPerStep) {
  /** Checks that both are numbers. */
  public PieceLikelihood {
    if (!Double.isFinite(nllPerStep) || !Double.isFinite(noteFrequencyNllPerStep.orElse(0))) {
      throw new IllegalArgumentException(
          "the likelihoods are "
              + nllPerStep
              + " and "
              + noteFrequencyNllPerStep
              + ", but have to be finite");
    }
  }

  /** Where both are known. */
  public PieceLikelihood(double nllPerStep, double noteFrequencyNllPerStep) {
    this(nllPerStep, OptionalDouble.of(noteFrequencyNllPerStep));
  }

  /** As JSON. */
  @JsonValue
  Map<String, BigDecimal> json() {
    Map<String, BigDecimal> json = new LinkedHashMap<>();
    json.put("nllPerStep", Decimal.of(nllPerStep));
    noteFrequencyNllPerStep.ifPresent(
        nats -> json.put("noteFrequencyNllPerStep", Decimal.of(nats)));
    return json;
  }
}
