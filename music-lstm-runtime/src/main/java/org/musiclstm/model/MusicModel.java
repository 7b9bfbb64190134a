package org.musiclstm.model;

import org.musiclstm.network.Parameters;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

/**
 * A trained network with all that is needed to make music with it.
 *
 * @param encoding what a layer means
 * @param style tempo, metre, velocity and instrument that are typical of the songs
 * @param parameters what the network has learnt
 * @param log how training went
 * @param provenance where the model came from
 */
public record MusicModel(
    Encoding encoding, Style style, Parameters parameters, TrainingLog log, Provenance provenance) {
  /** Checks that the network is as wide as a layer. */
  public MusicModel {
    if (parameters.shape().features() != encoding.features()) {
      throw new IllegalArgumentException(
          "the network has "
              + parameters.shape().features()
              + " features, but a layer of the encoding has "
              + encoding.features());
    }
  }

  /**
   * The SHA-256 of what training can go on from: encoding and parameters, whatever the model's
   * style, log and provenance.
   */
  public String learntSha256() {
    Fingerprint print = new Fingerprint();
    print.add("stepsPerQuarter", encoding.stepsPerQuarter());
    print.add("lowestPitch", encoding.lowestPitch());
    print.add("highestPitch", encoding.highestPitch());
    print.add("planes", encoding.planes().text());
    parameters.tensors().forEach(tensor -> print.add(tensor.name(), ZipWriter.sha256(tensor)));
    return print.hex();
  }
}
