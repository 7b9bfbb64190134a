package org.musiclstm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;
import org.musiclstm.Words;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.evaluation.CharacterCheck;
import org.musiclstm.evaluation.Check;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.evaluation.CheckResult;
import org.musiclstm.evaluation.Checks;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.evaluation.PieceLikelihood;
import org.musiclstm.exchange.CheckRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.report.CheckReport;
import org.musiclstm.report.JUnitReport;
import org.musiclstm.report.PieceStudy;
import org.musiclstm.songs.ModelSongs;

/** Carries out a request to check generated music. */
final class CheckJob {
  private static final int MOST_LINES = 20;

  private final CheckRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;

  CheckJob(
      CheckRequest request, Kernel kernel, Workers workers, EventLog events, BooleanSupplier stop) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    return Result.unlessStopped(stop, "Checking was interrupted; nothing was written.", this::work);
  }

  private Result work() {
    WholeFile.check(request.checkFile());
    WholeFile.check(request.junitFile());
    WholeFile.removeOld(request.checkFile());
    WholeFile.removeOld(request.junitFile());
    if (!GeneratedPieces.areIn(request.pieces())) {
      throw new InputException(
          "There is no music in "
              + request.pieces()
              + " to check; run the goal generate before this one, or set outputDirectory to where"
              + " it is.");
    }
    MusicModel model = ModelFile.read(request.modelFile());
    GeneratedPieces pieces = GeneratedPieces.read(request.pieces(), model.encoding());
    pieces.warnings().forEach(events::warn);
    ModelSongs.Sides own = ModelSongs.find(model, request.songs(), events);
    sayOfMissingSongs(own);
    PieceStudy study =
        PieceStudy.of(
            pieces.music(),
            own.training(),
            own.validation(),
            new ModelForecaster(model, kernel, workers));
    List<CheckResult> results = new ArrayList<>(unreadable(pieces.unreadable()));
    Optional<PieceLikelihood> ofModel = ofModel(model, own, study);
    results.addAll(Checks.of(study.pieces(), study.corpus(), ofModel, options(own)));
    if (ofModel.isEmpty()) {
      results.add(modelNotChecked(model, own));
    }
    missingSongs(own).ifPresent(results::add);
    CheckReport report =
        CheckReport.of(
            model.provenance().fingerprint(),
            own.training().size(),
            request.options(),
            results,
            study);
    byte[] junit = JUnitReport.write(request.suite(), results);
    Stop.check();
    // One of them without the other would be that of another check.
    Stop.ignoring(
        () -> {
          report.write(request.checkFile());
          WholeFile.write(request.junitFile(), out -> out.write(junit));
        });
    return verdict(
        results, study.corpus(), pieces.music().size() + pieces.unreadable().size(), own);
  }

  /** Files that cannot be read, as results like others, however few songs there are. */
  private static List<CheckResult> unreadable(List<Rejected> files) {
    return files.stream()
        .map(
            file ->
                new CheckResult(
                    Check.UNREADABLE,
                    file.name(),
                    CheckResult.Level.FAILURE,
                    "The file cannot be read: " + file.reason() + ". " + Check.UNREADABLE.advice(),
                    List.of()))
        .toList();
  }

  private void sayOfMissingSongs(ModelSongs.Sides own) {
    own.missing("copies of them are not seen, nor noise", "copies of the others are not seen")
        .ifPresent(events::warn);
    if (own.validation().size() < own.ofValidation()) {
      events.warn(
          own.validation().size()
              + " of the "
              + own.ofValidation()
              + " songs that the model was validated on "
              + Words.either(own.validation().size(), "is", "are")
              + " in "
              + SongFolder.paths(request.songs())
              + ", so the model itself is not checked for noise. Set validationDirectory or"
              + " midiDirectory to where they are.");
    }
  }

  /** That copies were not looked for in all songs, as a result like others. */
  private static Optional<CheckResult> missingSongs(ModelSongs.Sides own) {
    if (own.training().size() == own.ofTraining()) {
      return Optional.empty();
    }
    String message =
        (own.training().isEmpty()
                ? "Copies were not looked for, since none of the "
                    + own.ofTraining()
                    + " songs that the model has learnt from is there."
                : "Copies were looked for in only "
                    + own.training().size()
                    + " of the "
                    + own.ofTraining()
                    + " songs that the model has learnt from, since the others are not there.")
            + " Set midiDirectory to where they are.";
    return Optional.of(
        new CheckResult(
            Check.COPIES, CheckResult.MODEL, CheckResult.Level.WARNING, message, List.of()));
  }

  private static boolean isOfMissingSongs(CheckResult result) {
    return result.check() == Check.COPIES && result.subject().equals(CheckResult.MODEL);
  }

  private static String looked(ModelSongs.Sides own) {
    if (own.training().size() == own.ofTraining()) {
      return "";
    }
    return own.training().isEmpty()
        ? (own.validation().isEmpty()
            ? ", but copies and noise were not looked for, nor was character compared"
            : ", but copies and noise were not looked for")
        : ", but copies were looked for in only "
            + own.training().size()
            + " of "
            + own.ofTraining()
            + " songs";
  }

  /** A corpus is as large as it was when the model learnt from it, wherever its songs are now. */
  private CheckOptions options(ModelSongs.Sides own) {
    CheckOptions options = request.options();
    boolean isLarge = own.ofTraining() + own.ofValidation() >= options.leastSongs();
    return isLarge ? options.with(CheckOptions.LEAST_SONGS, 0) : options;
  }

  /** How likely the songs that the model was validated on are to it, if all are there. */
  private static Optional<PieceLikelihood> ofModel(
      MusicModel model, ModelSongs.Sides own, PieceStudy study) {
    OptionalDouble nats = model.provenance().figure("validationNats");
    if (nats.isEmpty()
        || study.frequency().isEmpty()
        || own.validation().size() < own.ofValidation()) {
      return Optional.empty();
    }
    Forecast frequency =
        study.frequency().get().forecast(Song.tensors(own.validation())).stream()
            .reduce(Forecast.NONE, Forecast::plus);
    return Optional.of(new PieceLikelihood(nats.getAsDouble(), frequency.nllPerStep()));
  }

  /** Why it was not looked how well the model says songs, as a result like others. */
  private static CheckResult modelNotChecked(MusicModel model, ModelSongs.Sides own) {
    String reason =
        own.validation().size() < own.ofValidation()
            ? "only "
                + own.validation().size()
                + " of the "
                + own.ofValidation()
                + " songs that it was validated on are there"
            : model.provenance().figure("validationNats").isEmpty()
                ? "it was trained without validation songs"
                : "no song is there that it has learnt from";
    return new CheckResult(
        Check.NOISE,
        CheckResult.MODEL,
        CheckResult.Level.SKIPPED,
        "The model itself was not checked, since " + reason + ".",
        List.of());
  }

  private Result verdict(
      List<CheckResult> results, CorpusFigures corpus, int pieces, ModelSongs.Sides own) {
    List<CheckResult> failures = of(results, CheckResult.Level.FAILURE);
    List<CheckResult> warnings = of(results, CheckResult.Level.WARNING);
    // Of songs that are missing it has warned before the work began.
    some(warnings.stream()
            .filter(warning -> warning.check() != Check.CHARACTER)
            .filter(warning -> !isOfMissingSongs(warning))
            .toList())
        .forEach(events::warn);
    int songs = own.ofTraining() + own.ofValidation();
    int least = request.options().leastSongs();
    if (songs < least && !warnings.isEmpty()) {
      events.info(
          "The model came from "
              + Words.count(songs, "song")
              + "; with fewer than "
              + least
              + " (leastSongs) nothing fails but files that cannot be read, and what would is a"
              + " warning.");
    }
    List<String> character = CharacterCheck.lines(results, corpus);
    character.forEach(events::warn);
    if (!character.isEmpty()) {
      events.info(
          "What these measures are and how they are read is in docs/evaluation.md of music-lstm.");
    }
    if (failures.isEmpty()) {
      return new Result(
          Result.Status.DONE,
          List.of(
              "Checked: "
                  + Words.count(pieces, "piece")
                  + Words.either(pieces, " passes", " pass")
                  + (warnings.isEmpty() ? "" : ", with " + Words.count(warnings.size(), "warning"))
                  + looked(own)
                  + "; all figures are in "
                  + request.checkFile()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "The music in "
            + request.pieces()
            + " does not pass: "
            + failures.stream()
                .limit(MOST_LINES)
                .map(failure -> failure.subject() + " (" + failure.check().key() + ")")
                .collect(Collectors.joining(", "))
            + (failures.size() > MOST_LINES
                ? " and " + (failures.size() - MOST_LINES) + " more"
                : "")
            + ". "
            + remedy(failures));
    lines.addAll(some(failures));
    if (request.failOnViolation()) {
      return new Result(Result.Status.INPUT, lines);
    }
    lines.forEach(events::warn);
    return new Result(
        Result.Status.DONE,
        List.of(
            "Checked: "
                + Words.count(pieces, "piece")
                + ", not all of which pass; the results are in "
                + request.checkFile()));
  }

  private static List<CheckResult> of(List<CheckResult> results, CheckResult.Level level) {
    return results.stream().filter(result -> result.level() == level).toList();
  }

  private static List<String> some(List<CheckResult> results) {
    List<String> lines =
        new ArrayList<>(
            results.stream()
                .limit(MOST_LINES)
                .map(
                    result ->
                        result.subject() + ", " + result.check().key() + ": " + result.message())
                .toList());
    if (results.size() > MOST_LINES) {
      lines.add("And " + (results.size() - MOST_LINES) + " more.");
    }
    return lines;
  }

  /** Which options there are to change, for the pieces that these would let pass. */
  private String remedy(List<CheckResult> failures) {
    Set<String> beyondHelp =
        failures.stream()
            .filter(failure -> !canBeAllowed(failure))
            .map(CheckResult::subject)
            .collect(Collectors.toSet());
    List<CheckResult> helped =
        failures.stream().filter(failure -> !beyondHelp.contains(failure.subject())).toList();
    String options =
        helped.stream()
            .flatMap(CheckJob::exceeded)
            .map(CheckResult.Figure::option)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    String keep;
    if (helped.isEmpty()) {
      keep = "To keep it all the same, set ";
    } else if (beyondHelp.isEmpty()) {
      keep = "To keep it all the same, raise " + options + ", or set ";
    } else {
      List<String> names = helped.stream().map(CheckResult::subject).distinct().toList();
      keep =
          "To keep "
              + names.stream().limit(MOST_LINES).collect(Collectors.joining(", "))
              + Words.more(names.size() - MOST_LINES)
              + " all the same, raise "
              + options
              + "; to keep the others too, set ";
    }
    return keep + "failOnViolation to false; all figures are in " + request.checkFile() + ".";
  }

  /** Whether options can be raised so that it passes. */
  private static boolean canBeAllowed(CheckResult failure) {
    return exceeded(failure).findAny().isPresent()
        && exceeded(failure).noneMatch(figure -> figure.option().isEmpty());
  }

  private static Stream<CheckResult.Figure> exceeded(CheckResult failure) {
    return failure.figures().stream().filter(CheckResult.Figure::isExceeded);
  }
}
