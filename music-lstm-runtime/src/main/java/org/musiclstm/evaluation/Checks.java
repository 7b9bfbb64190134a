package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.musiclstm.evaluation.CheckResult.Figure;
import org.musiclstm.evaluation.CheckResult.Level;

/**
 * Predicts music that can be kept from music that cannot.
 *
 * <p><b>Bounds.</b> Each figure has a fixed bound, and the songs may move it up: what people do is
 * not wrong. For silence and drones, the bound is the larger of the fixed one and twice the songs'
 * 95th percentile, which one odd song does not move as it would move the maximum. Copies are
 * allowed what songs share with each other: the larger of the fixed bound and the 95th percentile
 * of what human songs share with the training songs, but no more than twice the fixed run and no
 * more than half way from the fixed share to everything, so that a corpus with many a song in it
 * twice excuses no copies. No corpus excuses a piece that is nothing but silence or one chord: a
 * bound that was moved is at most nine tenths of the piece, and the bound of drones always is.
 *
 * <p><b>Noise</b> is what a model expects less than a baseline that knows nothing but how often
 * each note sounds expects the same piece, or expects the 95th percentile of the songs, be these as
 * thick as they are. A piece is warned of long before that, when it has more nats per time step to
 * the model than {@linkplain CorpusFigures#usualNllPerStep music like the songs}.
 *
 * <p><b>Warnings</b> are given where a figure is beyond both half of the fixed bound and the 95th
 * percentile of the songs. Of the other measures, a piece is warned of when one lies beyond all
 * songs and also farther from the span of the 5th to the 95th percentile than half of this span, or
 * a tenth of the median if that is more; and all pieces together, from {@value #LEAST_PIECES} on,
 * when their median lies outside of that span by more than a twentieth of the songs' median.
 *
 * <p>With few songs, nothing that is checked here fails: what would is a warning. Files that cannot
 * be read are not among the pieces, and fail however few songs there are.
 */
public final class Checks {
  private static final int LEAST_PIECES = 4;
  private static final double OF_THE_PIECE = 0.9;

  /** Of fewer songs, so many of a hundred would read oddly. */
  private static final int SONGS_FOR_A_SHARE = 20;

  private static final String NO_SONGS =
      "Copies were not looked for, since no song is there that the model has learnt from.";

  private static final String NO_FREQUENCIES =
      "Noise was not looked for, since no song is there that the model has learnt from.";
  private static final String NOTHING_TO_TELL =
      "Noise was not looked for, since there is nothing in the piece.";
  private static final String NO_CHARACTER =
      "Nothing was compared with songs, since none is there that the model came from.";

  private static final String IS_SILENT =
      "Nothing was compared with songs, since so much of the piece is silent.";

  /** Measures that have no check of their own. */
  private static final Set<Measure> CHARACTER =
      EnumSet.complementOf(
          EnumSet.of(Measure.EMPTY_BEAT_RATE, Measure.LONGEST_SILENCE, Measure.LONGEST_UNCHANGED));

  private final CorpusFigures corpus;
  private final CheckOptions options;
  private final List<CheckResult> results = new ArrayList<>();

  private Checks(CorpusFigures corpus, CheckOptions options) {
    this.corpus = corpus;
    this.options = options;
  }

  /**
   * Checks pieces.
   *
   * @param pieces in the order in which they are to be predicted of
   * @param corpus what songs are like
   * @param model how likely the songs that the model was validated on are to it, where that is
   *     known
   * @return for each piece every check but {@link Check#UNREADABLE}, in their order, skipped where
   *     what it takes is not there; then what is checked of the pieces together; then of the model
   */
  public static List<CheckResult> of(
      List<PieceFigures> pieces,
      CorpusFigures corpus,
      Optional<PieceLikelihood> model,
      CheckOptions options) {
    Checks checks = new Checks(corpus, options);
    pieces.forEach(checks::check);
    if (pieces.size() >= LEAST_PIECES) {
      checks.checkTogether(pieces);
    }
    model.ifPresent(checks::checkModel);
    return List.copyOf(checks.results);
  }

  private void check(PieceFigures piece) {
    Level silence = checkSilence(piece);
    checkDrone(piece);
    piece
        .likelihood()
        .filter(likelihood -> likelihood.noteFrequencyNllPerStep().isPresent())
        .ifPresentOrElse(
            likelihood -> checkNoise(piece.name(), likelihood),
            () -> add(Check.NOISE, piece.name(), Level.SKIPPED, noNoise(piece)));
    piece
        .originality()
        .ifPresentOrElse(
            originality -> checkCopies(piece.name(), originality),
            () -> add(Check.COPIES, piece.name(), Level.SKIPPED, NO_SONGS));
    if (silence == Level.FAILURE) {
      add(Check.CHARACTER, piece.name(), Level.SKIPPED, IS_SILENT);
    } else {
      checkCharacter(piece);
    }
  }

  private Level checkSilence(PieceFigures piece) {
    MusicMetrics metrics = piece.metrics();
    if (metrics.notes() == 0) {
      Figure all = new Figure(Measure.EMPTY_BEAT_RATE.key(), 1, options.emptyBeatRate());
      add(Check.SILENCE, piece.name(), Level.FAILURE, "There is not a single note.", all);
      return Level.FAILURE;
    }
    double rateBound =
        bound(options.emptyBeatRate(), spread(Measure.EMPTY_BEAT_RATE), OF_THE_PIECE);
    double beatsBound =
        bound(
            options.silentBeats(), spread(Measure.LONGEST_SILENCE), OF_THE_PIECE * metrics.beats());
    Figure rate =
        new Figure(Measure.EMPTY_BEAT_RATE.key(), metrics.emptyBeatRate(), rateBound)
            .raisedBy("emptyBeatRate");
    Figure beats =
        new Figure(Measure.LONGEST_SILENCE.key(), metrics.longestSilence(), beatsBound)
            .raisedBy("silentBeats");
    List<String> clauses = new ArrayList<>();
    Level ofBeats = level(beats, options.silentBeats(), spread(Measure.LONGEST_SILENCE));
    if (ofBeats != Level.PASSED) {
      clauses.add(
          "Nothing sounds for "
              + beats(beats.value())
              + " on end, from "
              + metrics.silence().from()
              + tooMany(beatsBound, ofBeats));
    }
    Level ofRate = level(rate, options.emptyBeatRate(), spread(Measure.EMPTY_BEAT_RATE));
    if (ofRate != Level.PASSED) {
      clauses.add(
          "In "
              + Rounded.percent(rate.value())
              + " of the beats nothing sounds"
              + tooMuch(rateBound, ofRate));
    }
    Level level = worse(ofBeats, ofRate);
    add(Check.SILENCE, piece.name(), level, String.join(" ", clauses), beats, rate);
    return level;
  }

  private void checkDrone(PieceFigures piece) {
    MusicMetrics metrics = piece.metrics();
    Optional<Spread> spread = spread(Measure.LONGEST_UNCHANGED);
    double most = OF_THE_PIECE * metrics.beats();
    double bound = Math.min(most, bound(options.unchangedBeats(), spread, most));
    Figure beats =
        new Figure(Measure.LONGEST_UNCHANGED.key(), metrics.longestUnchanged(), bound)
            .raisedBy(metrics.longestUnchanged() > most ? "" : "unchangedBeats");
    Level level = level(beats, options.unchangedBeats(), spread);
    String message =
        "The same goes on for "
            + beats(beats.value())
            + " without a change, from "
            + metrics.unchanged().from()
            + (beats.value() > most
                ? ", and the whole piece has " + beats(metrics.beats()) + "."
                : tooMany(bound, level));
    add(Check.DRONE, piece.name(), level, level == Level.PASSED ? "" : message, beats);
  }

  /**
   * Checks against the baseline on the piece itself and, since a wild piece is wild to the baseline
   * too, on songs.
   */
  private void checkNoise(String piece, PieceLikelihood likelihood) {
    double ofPiece = likelihood.noteFrequencyNllPerStep().orElseThrow();
    double ofSongs = corpus.noteFrequency().map(Spread::high).orElse(ofPiece);
    Figure figure = nllPerStep(likelihood, Math.min(ofPiece, ofSongs));
    String message =
        ofSongs < ofPiece
            ? "The model expects this less than one that knows nothing but how often each note"
                + " sounds expects "
                + most()
                + ": "
            : "The model expects this less than one that knows nothing but how often each note"
                + " sounds: ";
    OptionalDouble usual = corpus.usualNllPerStep();
    if (figure.isExceeded()) {
      add(Check.NOISE, piece, Level.FAILURE, message + against(figure), figure);
    } else if (usual.isPresent() && figure.value() > usual.getAsDouble()) {
      String unlikely =
          "The model expects this far less than songs: "
              + Rounded.text(figure.value())
              + " nats per time step, and more than "
              + Rounded.text(usual.getAsDouble())
              + " is warned of; "
              + corpus.likelihood().map(Checks::likelihood).orElse("")
              + ". Lower the temperature or train for longer.";
      add(Check.NOISE, piece, Level.WARNING, unlikely, figure);
    } else {
      add(Check.NOISE, piece, Level.PASSED, "", figure);
    }
  }

  private static String likelihood(SongLikelihood songs) {
    return (songs.songs() < SONGS_FOR_A_SHARE ? "songs" : "95 of 100 songs")
        + (songs.isOfLearnt() ? " that it has learnt from" : " that it has not learnt from")
        + " have up to "
        + Rounded.text(songs.nllPerStep().high());
  }

  private void checkModel(PieceLikelihood likelihood) {
    Figure figure = nllPerStep(likelihood, likelihood.noteFrequencyNllPerStep().orElseThrow());
    String message =
        "The model expects the songs that it was validated on less than one that knows nothing but"
            + " how often each note sounds: ";
    if (figure.isExceeded()) {
      add(
          Check.NOISE,
          CheckResult.MODEL,
          Level.FAILURE,
          message + against(figure),
          "Train for longer or on more songs.",
          figure);
    } else {
      add(Check.NOISE, CheckResult.MODEL, Level.PASSED, "", figure);
    }
  }

  private static Figure nllPerStep(PieceLikelihood likelihood, double bound) {
    return new Figure("nllPerStep", likelihood.nllPerStep(), bound);
  }

  private static String against(Figure nats) {
    return Rounded.text(nats.value())
        + " against "
        + Rounded.text(nats.bound())
        + " nats per time step.";
  }

  private void checkCopies(String piece, Originality originality) {
    double beatsBound =
        allowed(options.copiedBeats(), corpus.longestRun(), 2 * options.copiedBeats());
    double shareBound =
        allowed(options.copiedShare(), corpus.copiedShare(), (1 + options.copiedShare()) / 2);
    Figure beats =
        new Figure("longestRunBeats", originality.longestRunBeats(), beatsBound)
            .raisedBy("copiedBeats");
    Figure share =
        new Figure("copiedShare", originality.copiedShare(), shareBound).raisedBy("copiedShare");
    List<String> clauses = new ArrayList<>();
    Level ofBeats = level(beats, options.copiedBeats(), corpus.longestRun());
    if (ofBeats != Level.PASSED) {
      clauses.add(
          originality.longestRun().map(Checks::where).orElse("") + tooMany(beatsBound, ofBeats));
    }
    Level ofShare = level(share, options.copiedShare(), corpus.copiedShare());
    if (ofShare != Level.PASSED) {
      clauses.add(
          "Of the stretches of "
              + Originality.WINDOW_BEATS
              + " beats, "
              + Rounded.percent(share.value())
              + " stand in songs"
              + tooMuch(shareBound, ofShare));
    }
    add(Check.COPIES, piece, worse(ofBeats, ofShare), String.join(" ", clauses), beats, share);
  }

  private static String where(SharedRun run) {
    String key =
        run.semitones() == 0
            ? "in the same key"
            : Math.abs(run.semitones())
                + (Math.abs(run.semitones()) == 1 ? " semitone " : " semitones ")
                + (run.semitones() > 0 ? "lower" : "higher");
    return beats(run.beats())
        + " from "
        + run.inPiece()
        + " stand note for note in "
        + run.song()
        + " from "
        + run.inSong()
        + ", "
        + key;
  }

  private static String noNoise(PieceFigures piece) {
    return piece.likelihood().isPresent() ? NO_FREQUENCIES : NOTHING_TO_TELL;
  }

  private void checkCharacter(PieceFigures piece) {
    if (corpus.measures().isEmpty()) {
      add(Check.CHARACTER, piece.name(), Level.SKIPPED, NO_CHARACTER);
      return;
    }
    List<Figure> figures = new ArrayList<>();
    for (Measure measure : CHARACTER) {
      OptionalDouble value = measure.of(piece.metrics());
      Optional<Spread> spread = spread(measure);
      if (value.isPresent() && spread.isPresent()) {
        figures.add(farOff(measure, value.getAsDouble(), spread.get()));
      }
    }
    addCharacter(piece.name(), "Unlike the songs", figures);
  }

  /** Beyond all songs, and far beyond most of them. */
  private static Figure farOff(Measure measure, double value, Spread spread) {
    double far = Math.max((spread.high() - spread.low()) / 2, Math.abs(spread.median()) / 10);
    return new Figure(
        measure.key(),
        value,
        OptionalDouble.of(Math.min(spread.least(), spread.low() - far)),
        Math.max(spread.greatest(), spread.high() + far),
        "");
  }

  private void checkTogether(List<PieceFigures> pieces) {
    if (corpus.measures().isEmpty()) {
      add(Check.CHARACTER, CheckResult.ALL_PIECES, Level.SKIPPED, NO_CHARACTER);
      return;
    }
    List<Figure> figures = new ArrayList<>();
    for (Measure measure : CHARACTER) {
      Optional<Spread> ofPieces =
          Spread.of(
              pieces.stream()
                  .map(piece -> measure.of(piece.metrics()))
                  .flatMapToDouble(OptionalDouble::stream));
      Optional<Spread> ofSongs = spread(measure);
      if (ofPieces.isPresent() && ofSongs.isPresent()) {
        Spread songs = ofSongs.get();
        double tolerated = Math.abs(songs.median()) / 20;
        figures.add(
            new Figure(
                measure.key(),
                ofPieces.get().median(),
                OptionalDouble.of(songs.low() - tolerated),
                songs.high() + tolerated,
                ""));
      }
    }
    addCharacter(CheckResult.ALL_PIECES, "Their medians are unlike those of the songs", figures);
  }

  private void addCharacter(String subject, String introduction, List<Figure> figures) {
    List<String> clauses =
        CHARACTER.stream()
            .flatMap(
                measure ->
                    figures.stream()
                        .filter(figure -> figure.name().equals(measure.key()))
                        .filter(Figure::isExceeded)
                        .map(figure -> beside(measure, figure.value(), figure.value())))
            .toList();
    Level level = clauses.isEmpty() ? Level.PASSED : Level.WARNING;
    String message =
        clauses.isEmpty() ? "" : introduction + ": " + String.join("; ", clauses) + ".";
    add(Check.CHARACTER, subject, level, message, figures.toArray(Figure[]::new));
  }

  /** Values of a measure, from the least to the greatest, beside those of the songs. */
  private String beside(Measure measure, double least, double greatest) {
    String values = Rounded.text(least);
    if (!values.equals(Rounded.text(greatest))) {
      values += " to " + Rounded.text(greatest);
    }
    return measure.title()
        + " "
        + values
        + spread(measure)
            .map(
                songs ->
                    (corpus.songs() < SONGS_FOR_A_SHARE
                            ? ", where most of the songs have "
                            : ", where 90 of 100 songs have ")
                        + Rounded.text(songs.low())
                        + " to "
                        + Rounded.text(songs.high()))
            .orElse("");
  }

  /**
   * What is unlike the songs, one line a measure, however many pieces it is that are.
   *
   * @param results what {@link #of} gave
   * @param corpus what songs are like
   */
  public static List<String> ofCharacter(List<CheckResult> results, CorpusFigures corpus) {
    Checks checks = new Checks(corpus, CheckOptions.DEFAULT);
    List<String> lines = new ArrayList<>();
    for (Measure measure : CHARACTER) {
      List<Figure> all = figures(results, measure, false);
      List<Figure> ofPieces = all.stream().filter(Figure::isExceeded).toList();
      List<Figure> together =
          figures(results, measure, true).stream().filter(Figure::isExceeded).toList();
      if (!ofPieces.isEmpty()) {
        DoubleSummaryStatistics values =
            ofPieces.stream().mapToDouble(Figure::value).summaryStatistics();
        lines.add(
            ofPieces.size()
                + " of "
                + all.size()
                + (all.size() == 1 ? " piece: " : " pieces: ")
                + checks.beside(measure, values.getMin(), values.getMax())
                + ".");
      } else if (!together.isEmpty()) {
        double median = together.get(0).value();
        lines.add("All pieces, at the median: " + checks.beside(measure, median, median) + ".");
      }
    }
    return lines;
  }

  private static List<Figure> figures(
      List<CheckResult> results, Measure measure, boolean together) {
    return results.stream()
        .filter(result -> result.check() == Check.CHARACTER)
        .filter(result -> result.subject().equals(CheckResult.ALL_PIECES) == together)
        .flatMap(result -> result.figures().stream())
        .filter(figure -> figure.name().equals(measure.key()))
        .toList();
  }

  /** What lies up to the 95th percentile. */
  private String most() {
    return corpus.songs() < SONGS_FOR_A_SHARE ? "most of the songs" : "95 of 100 songs";
  }

  private Optional<Spread> spread(Measure measure) {
    return corpus.spread(measure);
  }

  /** The bound where songs have some of it themselves. */
  private static double bound(double fixed, Optional<Spread> songs, double most) {
    double moved = songs.map(spread -> Math.min(most, 2 * spread.high())).orElse(fixed);
    return Math.max(fixed, moved);
  }

  /** The bound where songs share some of it with others. */
  private static double allowed(double fixed, Optional<Spread> songs, double most) {
    return Math.max(fixed, songs.map(spread -> Math.min(most, spread.high())).orElse(fixed));
  }

  private static Level level(Figure figure, double fixed, Optional<Spread> songs) {
    if (figure.isExceeded()) {
      return Level.FAILURE;
    }
    double usual = songs.map(Spread::high).orElse(0.0);
    return figure.value() > fixed / 2 && figure.value() > usual ? Level.WARNING : Level.PASSED;
  }

  private static Level worse(Level one, Level other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void add(Check check, String subject, Level level, String message, Figure... figures) {
    add(check, subject, level, message, check.advice(), figures);
  }

  private void add(
      Check check, String subject, Level level, String message, String advice, Figure... figures) {
    Level given =
        level == Level.FAILURE && corpus.songs() < options.leastSongs() ? Level.WARNING : level;
    String whole = level == Level.FAILURE ? message + " " + advice : message;
    results.add(new CheckResult(check, subject, given, whole, List.of(figures)));
  }

  private static String tooMany(double beats, Level level) {
    return level == Level.FAILURE
        ? "; more than " + beats(beats) + " are too many."
        : ", which passes; more than " + beats(beats) + " would not.";
  }

  private static String tooMuch(double share, Level level) {
    return level == Level.FAILURE
        ? "; more than " + Rounded.percent(share) + " is too much."
        : ", which passes; more than " + Rounded.percent(share) + " would not.";
  }

  private static String beats(double beats) {
    return Rounded.text(beats) + (beats == 1 ? " beat" : " beats");
  }
}
