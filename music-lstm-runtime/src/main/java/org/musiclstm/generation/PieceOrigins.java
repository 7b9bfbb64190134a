package org.musiclstm.generation;

import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.EngineName;

/**
 * Where the pieces of one run come from.
 *
 * @param model the fingerprint of the model
 * @param learnt the SHA-256 of what it has learnt
 * @param options what is generated
 * @param engine what runs the network
 */
public record PieceOrigins(
    String model, String learnt, GenerationOptions options, EngineName engine) {
  /** Takes what is to be said of a model. */
  public static PieceOrigins of(MusicModel model, GenerationOptions options, EngineName engine) {
    return new PieceOrigins(
        model.provenance().fingerprint(), model.learntSha256(), options, engine);
  }

  /** Where one of the pieces comes from. */
  Origin of(Piece piece) {
    Primer primer = piece.primer();
    return new Origin(
        ModelFile.FORMAT,
        model,
        learnt,
        engine,
        engine.repeatsOnEveryMachine() ? 1 : options.pieces(),
        piece.seed(),
        piece.number(),
        options.form(),
        piece.semitones(),
        options.sampling(),
        primer.isSilence()
            ? Origin.Heard.NOTHING
            : new Origin.Heard(primer.name(), primer.sha256(), options.primerBars()));
  }
}
