package org.musiclstm.tribuo;

import java.util.ArrayList;
import java.util.List;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.FrameCounts;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.tensor.NoteTensor;
import org.tribuo.Prediction;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.EvaluationProvenance;
import org.tribuo.sequence.SequenceDataSource;
import org.tribuo.sequence.SequenceDataset;
import org.tribuo.sequence.SequenceEvaluator;
import org.tribuo.sequence.SequenceExample;
import org.tribuo.sequence.SequenceModel;

/**
 * Evaluates models of this package. The likelihood is that of the songs; precision, recall and F1
 * compare what sounds, and of drums what is struck, with what was predicted without knowing it.
 */
public final class MusicEvaluator implements SequenceEvaluator<Notes, MusicEvaluation> {
  @Override
  public MusicEvaluation evaluate(SequenceModel<Notes> model, SequenceDataset<Notes> dataset) {
    return evaluate(own(model), dataset, dataset.getProvenance());
  }

  @Override
  public MusicEvaluation evaluate(
      SequenceModel<Notes> model, SequenceDataSource<Notes> datasource) {
    return evaluate(own(model), datasource, datasource.getProvenance());
  }

  /**
   * Evaluates predictions.
   *
   * @param model a {@link MusicSequenceModel}
   * @param predictions of whole songs, step after step
   * @throws IllegalArgumentException when the model is another one, or a song is not of its
   *     encoding
   */
  @Override
  public MusicEvaluation evaluate(
      SequenceModel<Notes> model,
      List<List<Prediction<Notes>>> predictions,
      DataProvenance dataProvenance) {
    Tally tally = new Tally(own(model));
    predictions.forEach(tally::add);
    return tally.evaluation(dataProvenance);
  }

  /** Song by song: what is predicted of all of them at once would take a lot of memory. */
  private static MusicEvaluation evaluate(
      MusicSequenceModel model,
      Iterable<SequenceExample<Notes>> songs,
      DataProvenance dataProvenance) {
    Tally tally = new Tally(model);
    songs.forEach(song -> tally.add(model.predict(song)));
    return tally.evaluation(dataProvenance);
  }

  private static MusicSequenceModel own(SequenceModel<Notes> model) {
    if (model instanceof MusicSequenceModel own) {
      return own;
    }
    throw new IllegalArgumentException("only a MusicSequenceModel can be evaluated here");
  }

  /** What is kept of the songs that have been predicted. */
  private static final class Tally {
    private final MusicSequenceModel model;
    private final List<NoteTensor> songs = new ArrayList<>();
    private FrameCounts counts = FrameCounts.NONE;

    Tally(MusicSequenceModel model) {
      this.model = model;
    }

    void add(List<Prediction<Notes>> song) {
      List<Notes> steps = new ArrayList<>();
      for (Prediction<Notes> prediction : song) {
        steps.add(prediction.getExample().getOutput());
        counts = counts.plus(count(model.names(), prediction));
      }
      songs.add(model.names().tensor(steps));
    }

    MusicEvaluation evaluation(DataProvenance dataProvenance) {
      Forecast forecast = Forecast.NONE;
      try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
        for (Forecast ofSong :
            new ModelForecaster(model.musicModel(), Kernels.best(), workers).forecast(songs)) {
          forecast = forecast.plus(ofSong);
        }
      }
      return new MusicEvaluation(
          forecast, counts, new EvaluationProvenance(model.getProvenance(), dataProvenance));
    }
  }

  private static FrameCounts count(StepNames names, Prediction<Notes> prediction) {
    List<String> real = notes(names, prediction.getExample().getOutput());
    List<String> predicted = notes(names, prediction.getOutput());
    long hits = real.stream().filter(predicted::contains).count();
    return new FrameCounts(hits, predicted.size() - hits, real.size() - hits);
  }

  private static List<String> notes(StepNames names, Notes notes) {
    return notes.names().stream().filter(names::counts).toList();
  }
}
