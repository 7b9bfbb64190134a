package org.musiclstm.generation;

import org.musiclstm.model.ModelFile;
import org.musiclstm.network.EngineName;

/** Origins for tests. */
final class Origins {
  private Origins() {}

  /** The origin of a piece with the options that hold where nothing is said. */
  static Origin of(String model, long seed, int piece, int semitones) {
    return new Origin(
        ModelFile.FORMAT,
        model,
        "c0".repeat(32),
        EngineName.JVM,
        1,
        seed,
        piece,
        PieceForm.DEFAULT,
        semitones,
        Sampling.DEFAULT,
        Origin.Heard.NOTHING);
  }

  /** The same with a song that the piece goes on from. */
  static Origin primed(Origin origin, String name) {
    return new Origin(
        origin.format(),
        origin.model(),
        origin.learnt(),
        origin.engine(),
        origin.together(),
        origin.seed(),
        origin.piece(),
        origin.form(),
        origin.semitones(),
        origin.sampling(),
        new Origin.Heard(name, "ab".repeat(32), 4));
  }
}
