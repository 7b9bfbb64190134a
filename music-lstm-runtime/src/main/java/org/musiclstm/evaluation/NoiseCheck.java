package org.musiclstm.evaluation;

import java.util.OptionalDouble;
import org.musiclstm.evaluation.CheckResult.Figure;
import org.musiclstm.evaluation.CheckResult.Level;

/**
 * Checks for noise: what a model expects less than a baseline that knows nothing but how often each
 * note sounds expects the same piece, or expects the 95th percentile of the songs, be these as
 * thick as they are. A piece is warned of long before that, when it has more nats per time step to
 * the model than {@linkplain CorpusFigures#usualNllPerStep music like the songs}.
 */
final class NoiseCheck {
  private static final String NO_FREQUENCIES =
      "Noise was not looked for, since no song is there that the model has learnt from.";
  private static final String NOTHING_TO_TELL =
      "Noise was not looked for, since there is nothing in the piece.";

  private final CorpusFigures corpus;
  private final CheckResults results;

  /**
   * Makes the check.
   *
   * @param results where what comes of it goes
   */
  NoiseCheck(CorpusFigures corpus, CheckResults results) {
    this.corpus = corpus;
    this.results = results;
  }

  /** Checks a piece, where what it takes is there. */
  void check(PieceFigures piece) {
    piece
        .likelihood()
        .filter(likelihood -> likelihood.noteFrequencyNllPerStep().isPresent())
        .ifPresentOrElse(
            likelihood -> check(piece.name(), likelihood),
            () -> results.add(Check.NOISE, piece.name(), Level.SKIPPED, noNoise(piece)));
  }

  private static String noNoise(PieceFigures piece) {
    return piece.likelihood().isPresent() ? NO_FREQUENCIES : NOTHING_TO_TELL;
  }

  /**
   * Checks against the baseline on the piece itself and, since a wild piece is wild to the baseline
   * too, on songs.
   */
  private void check(String piece, PieceLikelihood likelihood) {
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
      results.add(Check.NOISE, piece, Level.FAILURE, message + against(figure), figure);
    } else if (usual.isPresent() && figure.value() > usual.getAsDouble()) {
      String unlikely =
          "The model expects this far less than songs: "
              + Rounded.text(figure.value())
              + " nats per time step, and more than "
              + Rounded.text(usual.getAsDouble())
              + " is warned of; "
              + corpus.likelihood().map(NoiseCheck::likelihood).orElse("")
              + ". Lower the temperature or train for longer.";
      results.add(Check.NOISE, piece, Level.WARNING, unlikely, figure);
    } else {
      results.add(Check.NOISE, piece, Level.PASSED, "", figure);
    }
  }

  private static String likelihood(SongLikelihood songs) {
    return (!CorpusFigures.allowShares(songs.songs()) ? "songs" : "95 of 100 songs")
        + (songs.isOfLearnt() ? " that it has learnt from" : " that it has not learnt from")
        + " have up to "
        + Rounded.text(songs.nllPerStep().high());
  }

  /** Checks the songs that the model was validated on. */
  void checkModel(PieceLikelihood likelihood) {
    Figure figure = nllPerStep(likelihood, likelihood.noteFrequencyNllPerStep().orElseThrow());
    String message =
        "The model expects the songs that it was validated on less than one that knows nothing but"
            + " how often each note sounds: ";
    if (figure.isExceeded()) {
      results.add(
          Check.NOISE,
          CheckResult.MODEL,
          Level.FAILURE,
          message + against(figure),
          "Train for longer or on more songs.",
          figure);
    } else {
      results.add(Check.NOISE, CheckResult.MODEL, Level.PASSED, "", figure);
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

  /** What lies up to the 95th percentile. */
  private String most() {
    return !CorpusFigures.allowShares(corpus.songs()) ? "most of the songs" : "95 of 100 songs";
  }
}
