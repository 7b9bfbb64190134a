package org.musiclstm.evaluation;

import java.util.List;
import org.musiclstm.tensor.NoteTensor;

/** Tells the steps of songs in advance. */
public interface Forecaster {
  /** How well each of the songs is told, in their order. */
  List<Forecast> forecast(List<NoteTensor> songs);
}
