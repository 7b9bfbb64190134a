package org.musiclstm.generation;

import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Engine;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;

/**
 * Makes pieces of a model again from what they say of themselves: the same bytes, if nobody has
 * changed them since.
 */
public final class Remaker {
  private final MusicModel model;
  private final String learnt;

  /** Prepares it for a model. */
  public Remaker(MusicModel model) {
    this(model, model.learntSha256());
  }

  Remaker(MusicModel model, String learnt) {
    this.model = model;
    this.learnt = learnt;
  }

  /**
   * Refuses a piece of another model or another version.
   *
   * @param name what the piece is called, for the message
   * @throws InputException when this model cannot make it
   */
  public void check(Origin origin, String name) {
    if (origin.format() != ModelFile.FORMAT) {
      throw Origin.otherFormat(origin.format(), name);
    }
    String mine = model.provenance().fingerprint();
    if (!origin.model().equals(mine)) {
      throw new InputException(
          name
              + " was made by the model "
              + Fingerprint.shortened(origin.model())
              + ", and this model is "
              + Fingerprint.shortened(mine)
              + ". Set modelFile or modelArtifact to the model that made it.");
    }
    if (!origin.learnt().equals(learnt)) {
      throw new InputException(
          name
              + " was made by a model of the same fingerprint, "
              + Fingerprint.shortened(mine)
              + ", that has learnt something else, as when dl4j trains twice or someone has changed"
              + " a model. Set modelFile or modelArtifact to the very model that made it.");
    }
    // What the model has no such form for is refused as it is when it is generated.
    origin.form().steps(origin.form().styled(model));
  }

  /**
   * Takes the song that a piece goes on from.
   *
   * @param midi its MIDI file
   * @throws InputException when it is another song or cannot be read
   */
  public Primer primer(Origin origin, byte[] midi) {
    Origin.Heard heard = origin.primer();
    if (heard.isSilence()) {
      throw new InputException(
          "The piece goes on from silence, and from no song. Make it again without one.");
    }
    if (!Sha256.of(midi).equals(heard.sha256())) {
      throw new InputException(
          "The piece goes on from the song "
              + heard.name()
              + " with the SHA-256 "
              + heard.sha256()
              + ", and this one has the SHA-256 "
              + Sha256.of(midi)
              + ". Take the song as it was.");
    }
    Encoded song =
        Encoder.encodeSong(MidiReader.read(midi, heard.name()).score(), model.encoding());
    return Primer.beginning(
        heard.name(),
        heard.sha256(),
        song.tensor(),
        Generator.steps(origin.form().styled(model), "primerBars", heard.bars()));
  }

  /** The primer that is silence. */
  public Primer silence() {
    return Primer.silence(model.encoding());
  }

  /**
   * Makes a piece again.
   *
   * @param primer what it goes on from
   * @param engine what runs the network
   * @return a MIDI file
   */
  public byte[] make(Origin origin, Primer primer, Engine engine, Workers workers) {
    PieceForm form = origin.form();
    MusicModel styled = form.styled(model);
    Piece piece =
        new Generator(styled, engine, workers)
            .generateAmong(
                origin.piece(),
                origin.together(),
                primer,
                form.steps(styled),
                origin.sampling(),
                origin.seed());
    return PieceFiles.encode(
        form.inKey(piece, styled.style()),
        styled.style(),
        new PieceOrigins(origin.model(), learnt, origin.options(), origin.engine()));
  }
}
