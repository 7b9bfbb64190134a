package org.musiclstm.tribuo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.FrameCounts;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.provenance.EvaluationProvenance;
import org.tribuo.sequence.SequenceEvaluation;

/** How well a model predicts songs. */
public final class MusicEvaluation implements SequenceEvaluation<Notes> {
  private final Forecast forecast;
  private final FrameCounts predicted;
  private final EvaluationProvenance provenance;

  MusicEvaluation(Forecast forecast, FrameCounts predicted, EvaluationProvenance provenance) {
    this.forecast = forecast;
    this.predicted = predicted;
    this.provenance = provenance;
  }

  /** How many steps were predicted. */
  public long steps() {
    return forecast.steps();
  }

  /**
   * Negative log-likelihood in nats per time step, as {@code evaluate} has it; velocities are no
   * part of it.
   */
  public double natsPerStep() {
    return forecast.nllPerStep();
  }

  /** The share of the predicted notes that are there; NaN when none were predicted. */
  public double precision() {
    return predicted.precision();
  }

  /** The share of the notes that were predicted; NaN when there are none. */
  public double recall() {
    return predicted.recall();
  }

  /** The harmonic mean of precision and recall; NaN when there is nothing at all. */
  public double f1() {
    return predicted.f1();
  }

  @Override
  public Map<MetricID<Notes>, Double> asMap() {
    Map<MetricID<Notes>, Double> metrics = new LinkedHashMap<>();
    metrics.put(id("steps"), (double) steps());
    metrics.put(id("nats-per-step"), natsPerStep());
    metrics.put(id("precision"), precision());
    metrics.put(id("recall"), recall());
    metrics.put(id("f1"), f1());
    return metrics;
  }

  private static MetricID<Notes> id(String name) {
    return new MetricID<>(MetricTarget.<Notes>microAverageTarget(), name);
  }

  /** Model, songs and versions. */
  @Override
  public EvaluationProvenance getProvenance() {
    return provenance;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d steps, %.3f nats per time step, precision %.3f, recall %.3f, F1 %.3f",
        steps(),
        natsPerStep(),
        precision(),
        recall(),
        f1());
  }
}
