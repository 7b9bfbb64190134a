package org.musiclstm.evaluation;

import java.util.List;
import org.musiclstm.tensor.NoteTensor;

/** Predicts the steps of songs in advance. */
public interface Forecaster {
  /** How well each of the songs is predicted, in their order. */
  List<Forecast> forecast(List<NoteTensor> songs);
}
