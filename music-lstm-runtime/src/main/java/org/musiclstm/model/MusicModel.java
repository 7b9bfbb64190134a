package org.musiclstm.model;

import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

/**
 * A trained network with all that is needed to make music with it.
 *
 * @param encoding what a step means
 * @param style tempo and metre that are typical of the songs, and velocity and instrument of each
 *     part
 * @param parameters what the network has learnt
 * @param log how training went
 * @param provenance where the model came from
 */
public record MusicModel(
    Encoding encoding, Style style, Parameters parameters, TrainingLog log, Provenance provenance) {
  /** Checks that the network is as wide as a step, and that every part has a sound. */
  public MusicModel {
    if (parameters.shape().features() != encoding.features()) {
      throw new IllegalArgumentException(
          "the network has "
              + parameters.shape().features()
              + " features, but a step of the encoding has "
              + encoding.features());
    }
    if (style.sounds().size() != encoding.parts().size()) {
      throw new IllegalArgumentException(
          "the style has "
              + style.sounds().size()
              + " sounds, but the encoding has "
              + encoding.parts().size()
              + " parts");
    }
  }

  /**
   * The SHA-256 of what training can go on from: encoding and parameters, whatever the model's
   * style, log and provenance.
   */
  public String learntSha256() {
    Fingerprint print = new Fingerprint();
    encoding.options().forEach(print::add);
    print.add("commonKey", encoding.commonKey());
    parameters.tensors().forEach(tensor -> print.add(tensor.name(), ZipWriter.sha256(tensor)));
    return print.hex();
  }
}
