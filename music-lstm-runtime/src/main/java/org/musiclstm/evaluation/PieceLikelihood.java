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
 * @param nllPerLayer the model's negative log-likelihood in nats a layer
 * @param noteFrequencyNllPerLayer that of a baseline that tells each note by how often it sounds in
 *     the songs, in nats a layer; nothing where none of these are there
 */
public record PieceLikelihood(double nllPerLayer, OptionalDouble noteFrequencyNllPerLayer) {
  /** Checks that both are numbers. */
  public PieceLikelihood {
    if (!Double.isFinite(nllPerLayer) || !Double.isFinite(noteFrequencyNllPerLayer.orElse(0))) {
      throw new IllegalArgumentException(
          "the likelihoods are "
              + nllPerLayer
              + " and "
              + noteFrequencyNllPerLayer
              + ", but have to be finite");
    }
  }

  /** Where both are known. */
  public PieceLikelihood(double nllPerLayer, double noteFrequencyNllPerLayer) {
    this(nllPerLayer, OptionalDouble.of(noteFrequencyNllPerLayer));
  }

  /** As JSON. */
  @JsonValue
  Map<String, BigDecimal> json() {
    Map<String, BigDecimal> json = new LinkedHashMap<>();
    json.put("nllPerLayer", Decimal.of(nllPerLayer));
    noteFrequencyNllPerLayer.ifPresent(
        nats -> json.put("noteFrequencyNllPerLayer", Decimal.of(nats)));
    return json;
  }
}
