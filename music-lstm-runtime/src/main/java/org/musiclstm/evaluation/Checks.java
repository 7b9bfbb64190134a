package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * <p><b>Warnings</b> are given where a figure is beyond both half of the fixed bound and the 95th
 * percentile of the songs. What else is looked at has classes of its own: {@link NoiseCheck} and
 * {@link CharacterCheck}, which looks at all pieces together as well, from {@value #LEAST_PIECES}
 * on.
 *
 * <p>With few songs, nothing that is checked here fails: what would is a warning. Files that cannot
 * be read are not among the pieces, and fail however few songs there are.
 */
public final class Checks {
  private static final int LEAST_PIECES = 4;
  private static final double OF_THE_PIECE = 0.9;

  private static final String NO_SONGS =
      "Copies were not looked for, since no song is there that the model has learnt from.";

  private final CorpusFigures corpus;
  private final CheckOptions options;
  private final CheckResults results;
  private final NoiseCheck noise;
  private final CharacterCheck character;

  private Checks(CorpusFigures corpus, CheckOptions options) {
    this.corpus = corpus;
    this.options = options;
    this.results = new CheckResults(corpus, options);
    this.noise = new NoiseCheck(corpus, results);
    this.character = new CharacterCheck(corpus, results);
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
      checks.character.checkTogether(pieces);
    }
    model.ifPresent(checks.noise::checkModel);
    return checks.results.all();
  }

  private void check(PieceFigures piece) {
    Level silence = checkSilence(piece);
    checkDrone(piece);
    noise.check(piece);
    piece
        .originality()
        .ifPresentOrElse(
            originality -> checkCopies(piece.name(), originality),
            () -> results.add(Check.COPIES, piece.name(), Level.SKIPPED, NO_SONGS));
    if (silence == Level.FAILURE) {
      character.skip(piece);
    } else {
      character.check(piece);
    }
  }

  private Level checkSilence(PieceFigures piece) {
    MusicMetrics metrics = piece.metrics();
    if (metrics.notes() == 0) {
      Figure all = new Figure(Measure.EMPTY_BEAT_RATE.key(), 1, options.emptyBeatRate());
      results.add(Check.SILENCE, piece.name(), Level.FAILURE, "There is not a single note.", all);
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
    results.add(Check.SILENCE, piece.name(), level, String.join(" ", clauses), beats, rate);
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
    results.add(Check.DRONE, piece.name(), level, level == Level.PASSED ? "" : message, beats);
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
    results.add(
        Check.COPIES, piece, worse(ofBeats, ofShare), String.join(" ", clauses), beats, share);
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
