package org.musiclstm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.evaluation.Baseline;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.exchange.EvaluateRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.Strictness;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.report.EvaluationReport;
import org.musiclstm.report.EvaluationTable;
import org.musiclstm.report.PieceStudy;
import org.musiclstm.songs.ModelSongs;
import org.musiclstm.tensor.NoteTensor;

/** Carries out a request to say how good a model and its music are. */
final class EvaluateJob {
  private static final String OPTION = "evaluationDirectory";

  private final EvaluateRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;

  EvaluateJob(
      EvaluateRequest request,
      Kernel kernel,
      Workers workers,
      EventLog events,
      BooleanSupplier stop) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    return Result.unlessStopped(
        stop, "Evaluating was interrupted; nothing was written.", this::work);
  }

  private Result work() {
    WholeFile.check(request.evaluationFile());
    MusicModel model = ModelFile.read(request.modelFile());
    ModelSongs.Sides own = ModelSongs.find(model, request.songs(), events);
    own.missing(
            "there are no baselines, copies are not seen, and the percentiles of songs lack these",
            "the baselines and the percentiles of songs lack the others, and copies of them are not"
                + " seen")
        .ifPresent(events::warn);
    Corpus songs = songs(model, own);
    List<NoteTensor> tensors = Song.tensors(songs.songs());
    List<Forecast> forecasts = new ModelForecaster(model, kernel, workers).forecast(tensors);
    List<EvaluationReport.BaselineFigures> baselines = baselines(own, tensors);
    Optional<EvaluationReport.MusicFigures> music = music(model, own, songs.songs());
    EvaluationReport report =
        EvaluationReport.of(model, own.training().size(), songs, forecasts, baselines, music);
    report.write(request.evaluationFile());
    EvaluationTable table = new EvaluationTable(report);
    table.forecasts().forEach(events::info);
    table.music().forEach(events::info);
    table.originality().forEach(events::info);
    List<String> summary = new ArrayList<>(table.summary());
    summary.add("Evaluation: " + request.evaluationFile());
    return new Result(Result.Status.DONE, summary);
  }

  /**
   * The songs that are reported: those of the folder, or those that the model was validated on.
   *
   * @throws InputException when there are none, nor pieces to say of instead
   */
  private Corpus songs(MusicModel model, ModelSongs.Sides own) {
    if (request.evaluationSongs().isEmpty()) {
      return validationSongs(own);
    }
    Corpus songs =
        CorpusReader.read(
            request.evaluationSongs().get(0), OPTION, model.encoding(), Strictness.TOLERANT, false);
    songs.losses(request.evaluationFile().getFileName().toString()).forEach(events::warn);
    Set<String> learnt =
        model.provenance().songs().stream()
            .filter(song -> song.side() == Provenance.Side.TRAINING)
            .map(Provenance.SongOrigin::sha256)
            .collect(Collectors.toSet());
    long known = songs.songs().stream().filter(song -> learnt.contains(song.fileSha256())).count();
    if (known > 0) {
      events.warn(
          "The model has learnt from "
              + known
              + " of the "
              + songs.songs().size()
              + " songs, so it looks better than it is. Take songs that it has never seen.");
    }
    return songs;
  }

  private Corpus validationSongs(ModelSongs.Sides own) {
    if (own.validation().isEmpty()) {
      String none =
          (own.ofValidation() == 0
                  ? "The model was trained without validation songs"
                  : "None of the "
                      + own.ofValidation()
                      + " songs that the model was validated on"
                      + " is in "
                      + folders())
              + ", so there is nothing to measure its likelihood on. Set "
              + OPTION
              + " to a folder of MIDI files that it has not learnt from.";
      if (!GeneratedPieces.areIn(request.pieces())) {
        throw new InputException(none);
      }
      events.warn(none);
    } else if (own.validation().size() < own.ofValidation()) {
      events.warn(
          "Only "
              + own.validation().size()
              + " of the "
              + own.ofValidation()
              + " songs that the model was validated on were found in "
              + folders()
              + ".");
    }
    return new Corpus(own.validation(), List.of(), LeftOut.NOTHING);
  }

  private String folders() {
    return SongFolder.paths(request.songs());
  }

  /** What the pieces are like; nothing when there are none. */
  private Optional<EvaluationReport.MusicFigures> music(
      MusicModel model, ModelSongs.Sides own, List<Song> songs) {
    if (!GeneratedPieces.areIn(request.pieces())) {
      events.info("No music is in " + request.pieces() + ", so none is measured.");
      return Optional.empty();
    }
    GeneratedPieces pieces = GeneratedPieces.read(request.pieces(), model.encoding());
    pieces.warnings().forEach(events::warn);
    pieces.unreadable().forEach(file -> events.warn("Not measured: " + file));
    PieceStudy study =
        PieceStudy.of(
            pieces.music(), own.training(), songs, new ModelForecaster(model, kernel, workers));
    return Optional.of(EvaluationReport.MusicFigures.of(study, pieces.unreadable()));
  }

  private static List<EvaluationReport.BaselineFigures> baselines(
      ModelSongs.Sides own, List<NoteTensor> songs) {
    if (songs.isEmpty() || own.training().isEmpty()) {
      return List.of();
    }
    return Baseline.all(Song.tensors(own.training())).stream()
        .map(
            baseline ->
                EvaluationReport.BaselineFigures.of(baseline.kind(), baseline.forecast(songs)))
        .toList();
  }
}
