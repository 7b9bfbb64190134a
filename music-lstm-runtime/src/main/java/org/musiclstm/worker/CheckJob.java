package org.musiclstm.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.evaluation.Check;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.evaluation.CheckResult;
import org.musiclstm.evaluation.Checks;
import org.musiclstm.evaluation.CorpusFigures;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.JUnitReport;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.evaluation.PieceLikelihood;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;

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
    WholeFile.check(request.checkFile());
    WholeFile.check(request.junitFile());
    removeOldResults();
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
    ModelSongs own = ModelSongs.find(model, request.songs(), events);
    tellOfMissingSongs(own);
    PieceStudy study =
        PieceStudy.of(
            pieces.music(),
            own.training(),
            own.validation(),
            new ModelForecaster(model, kernel, workers),
            stop);
    if (stop.getAsBoolean()) {
      return new Result(
          Result.Status.INTERRUPTED, List.of("Checking was interrupted; nothing was written."));
    }
    List<CheckResult> results = new ArrayList<>(unreadable(pieces.unreadable()));
    results.addAll(
        Checks.of(study.pieces(), study.corpus(), ofModel(model, own, study), options(own)));
    missingSongs(own).ifPresent(results::add);
    CheckReport report =
        CheckReport.of(
            model.provenance().fingerprint(),
            own.training().size(),
            request.options(),
            results,
            study);
    report.write(request.checkFile());
    WholeFile.write(
        request.junitFile(), out -> out.write(JUnitReport.write(request.suite(), results)));
    return verdict(
        results, study.corpus(), pieces.music().size() + pieces.unreadable().size(), own);
  }

  /** Results of an earlier run would look as if they were those of this one, should it fail. */
  private void removeOldResults() {
    for (Path file : List.of(request.checkFile(), request.junitFile())) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new InputException(
            "The old results " + file + " cannot be removed: " + e + ". Remove them by hand.", e);
      }
    }
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

  private void tellOfMissingSongs(ModelSongs own) {
    if (own.training().size() < own.ofTraining()) {
      events.warn(
          (own.training().isEmpty()
                  ? "None of the "
                      + own.ofTraining()
                      + " songs that the model has learnt from is"
                      + " in "
                  : "Only "
                      + own.training().size()
                      + " of the "
                      + own.ofTraining()
                      + " songs that the model has learnt from are in ")
              + SongFolder.paths(request.songs())
              + ", so copies of "
              + (own.training().isEmpty()
                  ? "them are not seen, nor noise"
                  : "the others are not seen")
              + ". Set midiDirectory to where they are.");
    }
  }

  /** That copies were not looked for in all songs, as a result like others. */
  private static Optional<CheckResult> missingSongs(ModelSongs own) {
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

  private static String looked(ModelSongs own) {
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
  private CheckOptions options(ModelSongs own) {
    CheckOptions options = request.options();
    boolean isLarge = own.ofTraining() + own.ofValidation() >= options.leastSongs();
    return isLarge ? options.withLeastSongs(0) : options;
  }

  /** How likely the songs that the model was validated on are to it, if all are there. */
  private static Optional<PieceLikelihood> ofModel(
      MusicModel model, ModelSongs own, PieceStudy study) {
    OptionalDouble nats = model.provenance().figure("validationNats");
    if (nats.isEmpty()
        || study.frequency().isEmpty()
        || own.validation().size() < own.ofValidation()) {
      return Optional.empty();
    }
    Forecast frequency =
        study.frequency().get().forecast(Song.tensors(own.validation())).stream()
            .reduce(Forecast.NONE, Forecast::plus);
    return Optional.of(new PieceLikelihood(nats.getAsDouble(), frequency.nllPerLayer()));
  }

  private Result verdict(
      List<CheckResult> results, CorpusFigures corpus, int pieces, ModelSongs own) {
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
              + count(songs, "song")
              + "; with fewer than "
              + least
              + " (leastSongs) nothing fails but files that are no music, and what would is a"
              + " warning.");
    }
    List<String> character = Checks.ofCharacter(results, corpus);
    character.forEach(events::warn);
    if (!character.isEmpty()) {
      events.info("What these measures are and how they are read is in docs/evaluation.md.");
    }
    if (failures.isEmpty()) {
      return new Result(
          Result.Status.DONE,
          List.of(
              "Checked: "
                  + count(pieces, "piece")
                  + (pieces == 1 ? " passes" : " pass")
                  + (warnings.isEmpty() ? "" : ", with " + count(warnings.size(), "warning"))
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
                + count(pieces, "piece")
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

  /** Which options there are to change, of those that would help. */
  private String remedy(List<CheckResult> failures) {
    Set<String> options =
        failures.stream()
            .flatMap(failure -> failure.figures().stream())
            .filter(CheckResult.Figure::isExceeded)
            .map(CheckResult.Figure::option)
            .filter(option -> !option.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    return (options.isEmpty()
            ? "To keep it all the same, set "
            : "To keep it all the same, raise " + String.join(", ", options) + ", or set ")
        + "failOnViolation to false; all figures are in "
        + request.checkFile()
        + ".";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
